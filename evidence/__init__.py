"""Custody, wording, exhibits and their verification: everything that lets a reader check what the case claims."""
