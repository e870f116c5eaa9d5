"""Records into the store."""
