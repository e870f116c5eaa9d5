"""What is said when other machines cannot take part in the reading.

It lives apart because workers raise it too, and those need nothing of the code that asks them.
"""

__all__ = ["ClusterRefused"]


class ClusterRefused(Exception):
    """A cluster that cannot be used, or is lost; the message says where, what was found, expected, and what to do."""
