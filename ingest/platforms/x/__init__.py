"""X's archives."""
