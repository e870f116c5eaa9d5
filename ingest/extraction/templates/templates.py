"""Templates: messages that are one text with other prices, handles and emoji in it, whoever sent them.

Messages whose masked texts are equal are put together first, in one pass; what is left of different texts is compared
by likeness. A template needs two messages. Templates that say nothing of who stands behind them, because everybody uses
them, are kept and told apart by `public`.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from ingest.extraction.statements import Text
from ingest.extraction.templates.alike import LIKE
from ingest.extraction.templates.boilerplate import public_reason, strangers
from ingest.extraction.templates.grouping import Grouping, Member, masks
from ingest.extraction.templates.masking import Masked
from ingest.extraction.templates.skeletons import Slot, skeleton

__all__ = ["UNRELATED", "Template", "grouped", "templates"]

UNRELATED = 20
"""So many accounts that have nothing to do with each other may share a template before it counts as public."""

_BATCH = 1024
_TEXTS_SHOWN, _USES_SHOWN = 12, 8  # of a template: texts that its skeleton is made from, and messages of each


@dataclass(frozen=True, kw_only=True)
class Template:
    """A text that several messages are uses of; no two of them are alike to less than 0.5.

    `members` has the id of each message, in the order of time, with its likeness to the leading text: the Jaccard index
    of the 5-grams of their masked texts. `public` is the reason why the template says nothing of who uses it, or None.
    """

    id: str
    skeleton: str
    slots: tuple[Slot, ...]
    n_messages: int
    n_accounts: int
    first_seen: datetime | None
    last_seen: datetime | None
    public: str | None
    members: Mapping[str, float] = field(repr=False)


def templates(texts: Iterable[Text], *, unrelated: int = UNRELATED) -> list[Template]:
    """Every template of these texts, the most used first; the order of the texts changes nothing.

    More than `unrelated` accounts that share no link, handle, phone or message make a template public.
    """
    grouping, rest = Grouping(), iter(texts)
    while batch := list(islice(rest, _BATCH)):
        grouping.add(batch, masks([text.text for text in batch]))
    return grouped(grouping, unrelated=unrelated)


def grouped(grouping: Grouping, *, unrelated: int = UNRELATED) -> list[Template]:
    """Every template of the messages that were gathered; the rest as for `templates`."""
    found = [_template(members, unrelated=unrelated) for members in grouping.members()]
    return sorted(found, key=lambda template: (-template.n_messages, template.id))


def _template(members: Sequence[Member], *, unrelated: int) -> Template:
    shown = skeleton(_shown(members))
    dated = [time for member in (members[0], *_dated(members)[-1:]) if (time := member.sent_at)]
    return Template(
        id=_id(members[0].form),
        skeleton=shown.text,
        slots=shown.slots,
        n_messages=len(members),
        n_accounts=len({member.sender for member in members if member.sender >= 0}),
        first_seen=dated[0] if dated else None,
        last_seen=dated[-1] if dated else None,
        public=public_reason(shown.text) or _shared_by_strangers(members, unrelated),
        members={member.id: member.alike for member in members},
    )


def _shared_by_strangers(members: Sequence[Member], unrelated: int) -> str | None:
    if len({member.sender for member in members}) <= unrelated or (number := strangers(members)) <= unrelated:
        return None
    return f"used by {number} accounts that share no link, handle, phone or message; more than {unrelated}"


def _shown(members: Sequence[Member]) -> list[Masked]:
    """The uses that the skeleton is made from: the first ones of the leading text and of the most used ones near it."""
    uses: dict[str, list[Masked]] = defaultdict(list)
    counted = Counter(member.form.text for member in members if member.alike >= LIKE)
    chosen = sorted(counted, key=lambda text: (-counted[text], text))[:_TEXTS_SHOWN]
    for member in members:
        if len(known := uses[member.form.text]) < _USES_SHOWN:
            known.append(member.form)
    return [form for text in chosen for form in uses[text]]


def _dated(members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.sent_at]


def _id(first: Masked) -> str:
    """The same for a template as long as its first message is the same, however many follow."""
    return f"tpl-{hashlib.sha256(first.text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
