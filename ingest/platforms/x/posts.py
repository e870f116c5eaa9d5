"""Posts of an X archive: what each says, whom it answers, whom it repeats, and where its short links lead.

X writes `&amp;`, `&lt;` and `&gt;` into texts. The text of a record has the characters that readers saw, its `raw_text`
what the file has.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from ingest.platforms.fields import listed, mapped, worded
from ingest.platforms.streaming import Json
from ingest.tables.refusals import Refused

__all__ = ["Mentioned", "Post", "links", "note_of", "post_of", "shown_as"]

_REPEATS = re.compile(r"RT @(\w{1,15}): ")
_STAMP = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ESCAPED = re.compile("&(?:amp|lt|gt);")
_CHARACTERS = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_SHORT = ("url", "shortUrl")
_LONG = ("expanded_url", "expanded", "expandedUrl")


@dataclass(frozen=True)
class Mentioned:
    """An account that a post mentions or answers, as the archive describes it."""

    id: str
    handle: str | None
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post; `when` is what the file says, `answers` the id of the account it answers."""

    id: str | None
    when: datetime | str | None
    text: str
    raw_text: str | None = None
    reply_to: str | None = None
    answers: str | None = None
    forwarded_from: str | None = None
    links: tuple[str, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()


def post_of(entry: Json) -> Post:
    """A post of `tweets.js` or of the older `tweet.js`, which has it without a wrapper."""
    post = mapped(entry, "tweet") or entry
    written = worded(post, "full_text") or worded(post, "text") or ""
    (text, raw_text), entities = shown_as(written), mapped(post, "entities")
    repeats = _REPEATS.match(text)
    answered = worded(post, "in_reply_to_user_id_str") or worded(post, "in_reply_to_user_id")
    return Post(
        id=worded(post, "id_str") or worded(post, "id"),
        when=_moment(worded(post, "created_at")),
        text=text,
        raw_text=raw_text,
        reply_to=worded(post, "in_reply_to_status_id_str") or worded(post, "in_reply_to_status_id"),
        answers=answered,
        forwarded_from=f"@{repeats[1]}" if repeats else None,
        links=links(text, listed(entities, "urls")),
        mentioned=_mentioned(post, entities, answered),
    )


def note_of(entry: Json) -> Post:
    """A long post of `note-tweet.js`, whose beginning stands in `tweets.js` too, under another id."""
    note = mapped(entry, "noteTweet") or entry
    core = mapped(note, "core")
    text, raw_text = shown_as(worded(core, "text") or "")
    return Post(
        id=worded(note, "noteTweetId"),
        when=worded(note, "createdAt"),
        text=text,
        raw_text=raw_text,
        links=links(text, listed(core, "urls")),
    )


def shown_as(written: str) -> tuple[str, str | None]:
    """The text that readers saw, and the text of the file when that is another; only what X escapes is undone."""
    text = _ESCAPED.sub(lambda found: _CHARACTERS[found[0]], written) if "&" in written else written
    return text, written if written != text else None


def links(text: str, urls: Iterable[Json]) -> tuple[str, ...]:
    """`"start end target"` of each short link of a text; one that the text does not have stands at its end."""
    found, searched = [], 0
    for url in urls:
        short, target = _first(url, _SHORT), _first(url, _LONG)
        if not target or target == short:
            continue
        start = text.find(short, searched) if short else -1
        if start < 0 or short is None:
            found.append(f"{len(text)} {len(text)} {target}")
        else:
            searched = start + len(short)
            found.append(f"{start} {searched} {target}")
    return tuple(found)


def _first(record: Json, keys: tuple[str, ...]) -> str | None:
    return next(filter(None, (worded(record, key) for key in keys)), None)


def _mentioned(post: Json, entities: Json, answered: str | None) -> tuple[Mentioned, ...]:
    people = [
        (worded(one, "id_str") or worded(one, "id"), worded(one, "screen_name"), worded(one, "name"))
        for one in listed(entities, "user_mentions")
    ]
    found = [Mentioned(id_, handle, name) for id_, handle, name in people if id_ and id_ != "-1"]
    if answered and all(one.id != answered for one in found):
        found.append(Mentioned(answered, worded(post, "in_reply_to_screen_name")))
    return tuple(found)


def _moment(stated: str | None) -> datetime | str | None:
    """`Wed Mar 13 20:19:24 +0000 2024` in UTC, anything else as it is; the day of the week is not checked."""
    stamp = _STAMP.fullmatch(stated or "")
    if stamp is None or stamp[1] not in _MONTHS:
        return stated
    month, offset = _MONTHS.index(stamp[1]) + 1, timedelta(hours=int(stamp[7]), minutes=int(stamp[8]))
    day, hour, minute, second, year = (int(stamp[at]) for at in (2, 3, 4, 5, 9))
    try:
        zone = timezone(-offset if stamp[6] == "-" else offset)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except ValueError:
        raise Refused(stated or "", "a time that exists", column="created_at") from None
