"""Messages that are copies of one another."""
