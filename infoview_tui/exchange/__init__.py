"""Other programs' formats: domain values in and out."""
