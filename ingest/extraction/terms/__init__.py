"""The lexicons and how their terms are found in a text."""
