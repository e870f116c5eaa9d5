"""What keeps a case from being written as import files."""

__all__ = ["ImportRefused"]


class ImportRefused(Exception):
    """The files for the importer cannot be written; the message says where, what was found and what to do."""
