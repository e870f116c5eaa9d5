"""What messages state, kept in the store and replaced when the reader changes."""
