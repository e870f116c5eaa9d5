"""What one account shows by itself: capacity, growth, creation, handle, traffic; each is a `Signal` with its caveat."""
