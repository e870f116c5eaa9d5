"""Motifs of payments: shapes that are consistent with money being gathered, passed on or split, and nothing more."""
