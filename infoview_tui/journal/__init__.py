"""The verbs of the journal and, beneath them, its file."""
