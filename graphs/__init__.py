"""Rows → graphs, chains, layouts and pictures: pure functions that know no database, no file of a case and no page."""
