"""Pure values and rules of informational interviews; imports nothing of ours."""
