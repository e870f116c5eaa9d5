"""What this room refuses, by the thing of the user's that it refuses.

They stand apart so that a caller can catch `Refused` without importing the parts that raise it.
"""

__all__ = ["CaseRefused", "ExhibitRefused", "Refused", "SourceRefused"]


class Refused(Exception):  # it says what happened to the user's thing; "Error" would say less
    """Something of the user's cannot be taken; the message says where, what was found and what was expected."""


class CaseRefused(Refused):
    """A case folder or its case.toml is not what a case needs."""


class SourceRefused(Refused):
    """A file cannot be kept as a source."""


class ExhibitRefused(Refused):
    """An exhibit cannot be written, or a path is no exhibit."""
