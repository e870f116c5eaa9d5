"""Whether a reference in a source's row can mean the account that an exhibit says it means.

It stands apart from the loader, which decides the same thing the other way round, because a check that used the
loader's own answer would check nothing.
"""

from queries.search_key import handle_key, platform_key

__all__ = ["full_name", "handle_name", "own_id", "shown_name"]


def full_name(reference: str, platform: str | None) -> str:
    """A reference with its platform: `platform:@handle`, or `platform:text` for one that may be an id or a handle."""
    head, colon, tail = reference.partition(":@")
    if colon and head.isalnum():
        return f"{platform_key(head)}:@{handle_key(tail)}"
    place = platform_key(platform or "")
    return f"{place}:@{handle_key(reference)}" if reference.startswith("@") else f"{place}:{reference}"


def own_id(name: str) -> str:
    """The id of an account that is known by this full name and no other."""
    text = name.partition(":")[2]
    return name if text.startswith("@") else text


def handle_name(name: str) -> str:
    """A full name read as a handle on its platform, whether or not it was written with an @."""
    platform, _, text = name.partition(":")
    return f"{platform}:@{handle_key(text)}"


def shown_name(handle: str, platform: str | None) -> str:
    """The full name of a handle that a profile shows."""
    return f"{platform_key(platform or '')}:@{handle_key(handle)}"
