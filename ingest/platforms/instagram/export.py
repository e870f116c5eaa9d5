"""Instagram's download, folder or zip, old and new layout: threads, followers, following and the owner's page."""

import re
from collections.abc import Iterator

from ingest.platforms.exports import Found, Member
from ingest.platforms.instagram.messages import messages
from ingest.platforms.instagram.people import followed, own_pages
from ingest.platforms.streaming import until_break
from ingest.tables.refusals import TableRefused

__all__ = ["Instagram"]

_PAGE = re.compile(
    r"(?:^|/)(?:(?:inbox|message_requests|archived_threads|filtered_threads|broadcast)/[^/]+/message_[0-9]+"
    r"|followers(?:_[0-9]+)?|following(?:_[0-9]+)?|personal_information)\.html$"
)
_FOLLOWS = re.compile(r"(?:^|/)(followers|following)(?:_[0-9]+)?\.json$")
_OWN_PAGE = re.compile(r"(?:^|/)(?:personal_information|profile)\.json$")
_OTHERS = re.compile(r"(?:^|/)(?:your_)?facebook[^/]*/", re.IGNORECASE)


class Instagram:
    """Reads the JSON form; pages of the HTML form are refused with the way to get JSON."""

    name = "instagram"
    version = "1"

    def takes(self, name: str, head: bytes) -> bool:
        """Whether it is a file of messages, follows or the owner; the many other files are nobody's."""
        if _OTHERS.search(name):
            return False  # Facebook's own download has the same layout
        if _PAGE.search(name):
            return True
        if not name.casefold().endswith(".json"):
            return False
        if _OWN_PAGE.search(name):
            return b'"profile_user"' in head or b'"username"' in head
        if _FOLLOWS.search(name):
            return b'"string_list_data"' in head or "followers_and_following/" in name
        return _has_messages(head)

    def owner(self, member: Member) -> str | None:
        """`@name` from the owner's page."""
        if not _OWN_PAGE.search(member.name):
            return None
        handle = next((page.handle for page in own_pages(member) if page.handle), None)
        return f"@{handle}" if handle else None

    def records(self, member: Member) -> Iterator[Found]:
        """Messages in the order of the file, then the accounts that they name; or the accounts of a list."""
        if _PAGE.search(member.name):
            raise TableRefused(
                f"{member.name}: found a page of the HTML form, expected JSON; ask Instagram for the download again "
                "(Accounts Center, Download your information) and choose the format JSON"
            )
        if _OWN_PAGE.search(member.name):
            yield from (page.account(member) for page in own_pages(member) if page.handle)
        elif follows := _FOLLOWS.search(member.name):
            yield from until_break(followed(member, follows[1]))
        else:
            yield from messages(member)


def _has_messages(head: bytes) -> bool:
    inside = (b'"sender_name"', b'"thread_path"', b'"conversation"')
    return b'"participants"' in head and any(mark in head for mark in inside)
