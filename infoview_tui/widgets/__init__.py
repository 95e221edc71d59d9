"""What the program draws; widgets know domain values and post messages."""
