"""The rows that clusters of accounts and their take-down start from."""

from datetime import datetime

from queries.catalogue import catalogue
from queries.session import Row, Store
from queries.standing import standing_rows
from queries.tracing import moment

__all__ = ["cluster_rows"]

_TIP_WORDS = ("هدف", "وقف", "target", "stop loss", "sl ", "tp ")
"""Pieces of text without which no message is read as a tip with its prices."""


def cluster_rows(store: Store, *, as_of: str | None = None) -> dict[str, list[Row]]:
    """The rows of a ranking, and those of uses (of templates), posts (that repeat something, and the other times of who
    posts them) and tip_messages (that may promote a security), each by its name.

    `as_of` is ISO 8601. Raises ValueError for another form.
    """
    until = moment(as_of) if as_of else None
    uses = store.read(catalogue["find_template_uses"], as_of=until)
    posts = store.read(catalogue["find_posts_of_copyists"], as_of=until)
    tips = store.read(catalogue["find_messages_with_words"], words=list(_TIP_WORDS))
    return standing_rows(store, as_of=as_of) | {
        "uses": uses,
        "posts": _things(uses, posts),
        "tip_messages": [
            row for row in tips if until is None or (row["sent_at"] and row["sent_at"] <= datetime.fromisoformat(until))
        ],
    }


def _things(uses: list[Row], posts: list[Row]) -> list[Row]:
    """One row for each thing that a post repeats, one without any for a post that repeats nothing."""
    templates = {row["message_id"]: row["template"] for row in uses if not row["public"]}
    return [
        {"message_id": post["message_id"], "account": post["account"], "at": post["at"], "thing": thing}
        for post in posts
        for thing in (templates.get(post["message_id"]), *post["links"])
    ]
