"""Phones, links, handles and whatever else a person would dial, open or paste."""
