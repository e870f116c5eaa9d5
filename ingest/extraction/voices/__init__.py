"""Whose words a clause is: said, reported, asked, refused, imagined."""
