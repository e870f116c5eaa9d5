"""The matching form of a text, and the way back from it to the raw text."""
