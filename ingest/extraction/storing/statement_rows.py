"""What a message states, as the rows that the loading queries take: the quoted words, their place and their citations.

Apart from storing, because it needs no store: a message and its reading go in, rows with references for ends come out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from ingest.extraction.statements import FeeShare, Mention, OperatedBy, Reading, SeenIdentifier, SeenReferral, Statement
from ingest.records import name_of
from queries.session import Row

__all__ = ["BETWEEN_ACCOUNTS", "Stated", "stated", "target_reference"]

BETWEEN_ACCOUNTS = ("referrals", "operators", "mentions", "fee_splits")
"""The kinds of statement that join two accounts: each has its own load and retract query."""

_ENDS = {
    "referrals": ("referrer", "referred_to"),
    "operators": ("speaker", "operator"),
    "mentions": ("speaker", "mentioned"),
    "fee_splits": ("payer", "receiver"),
}


@dataclass
class Stated:
    """The rows of one message; `joined` has those between accounts by kind, with `from_name` and `to_name` as ends."""

    message: Row
    joined: dict[str, list[Row]] = field(default_factory=dict)
    identifiers: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    read: Row = field(default_factory=dict)

    def names(self) -> Iterator[tuple[str, list[str]]]:
        """Every reference to an account that the statements make, with the lines that hold it."""
        for rows in self.joined.values():
            for row in rows:
                for end in ("from_name", "to_name"):
                    yield row["properties"][end], row["properties"]["evidence"]


def target_reference(target: str, platform: str | None) -> tuple[str, str]:
    """A target as a row would refer to it, and that reference in its one form: `@x` on a platform, or a phone."""
    if target.startswith("@"):
        place = (platform or "").casefold()
        reference = f"{place}:{target}" if place else target
        return reference, name_of(reference, platform)
    return target, name_of(target, "whatsapp")


def stated(message: Row, reading: Reading, *, beside: Mapping[str, Row], method: str, unsolicited: bool) -> Stated:
    """What a message states, ready to be stored; `beside` has the messages that a reading may rest on too, by id.

    A statement is known by the key of its message, its kind, its target and its place, so that reading twice gives
    equal rows. `unsolicited` says that the message opens its conversation.
    """
    desk = _Desk(message, beside, method)
    found = Stated(message)
    found.joined = {
        "referrals": desk.joined("referrals", reading.referrals),
        "operators": desk.joined("operators", reading.states_operated_by),
        "mentions": desk.joined("mentions", reading.mentions),
        "fee_splits": list(desk.fee_splits(reading)),
    }
    found.identifiers = list(desk.identifiers(reading))
    found.offers = list(desk.offers(reading))
    found.read = _read(found, reading, unsolicited=unsolicited)
    return found


class _Desk:
    """One message on its way to rows."""

    def __init__(self, message: Row, beside: Mapping[str, Row], method: str) -> None:
        self._message, self._beside, self._method = message, beside, method
        self._stated_at = message["sent_at"].isoformat()

    def joined(self, kind: str, found: tuple[SeenReferral | OperatedBy | Mention, ...]) -> list[Row]:
        """Rows of statements that point from the sender to a target."""
        rows: dict[str, Row] = {}
        for one in found:
            reference, name = target_reference(one.target, one.platform or self._message["platform"])
            words = {"cue": one.cue} if isinstance(one, SeenReferral) else {}
            row = self._between(kind, one, self._sender(), (reference, name), words)
            rows.setdefault(row["properties"]["id"], row)
        return list(rows.values())

    def fee_splits(self, reading: Reading) -> Iterator[Row]:
        """Rows of the shares whose two parties are known, one of them a party of the conversation."""
        seen = set[str]()
        for share in reading.fee_splits:
            payer, receiver = self._payer(share.payer), self._party(share.receiver)
            if payer and receiver and _is_between_parties(share):
                row = self._between("fee_splits", share, payer, receiver, {"rate": share.rate, "basis": share.basis})
                if row["properties"]["id"] not in seen:
                    seen.add(row["properties"]["id"])
                    yield row

    def _payer(self, words: str | None) -> tuple[str, str] | None:
        """Who gives a share up; "20 % is mine" does not say that whoever hears it pays."""
        return None if words == "recipient" else self._party(words)

    def _party(self, words: str | None) -> tuple[str, str] | None:
        """The reference and name of a party of a share; None when nobody is known."""
        if words is None or (words == "recipient" and not self._message["recipient_name"]):
            return None
        if words == "sender":
            return self._sender()
        if words == "recipient":
            return self._message["recipient_stated"], self._message["recipient_name"]
        return target_reference(words, self._message["platform"])

    def open_fee_splits(self, reading: Reading) -> Iterator[FeeShare]:
        """The shares that are no relationship because a party of them is not known."""
        for share in reading.fee_splits:
            if not (self._payer(share.payer) and self._party(share.receiver) and _is_between_parties(share)):
                yield share

    def _sender(self) -> tuple[str, str]:
        return self._message["sender_stated"], self._message["sender_name"]

    def _between(self, kind: str, one: Statement, first: tuple[str, str], second: tuple[str, str], words: Row) -> Row:
        ends = dict(zip(_ENDS[kind], (first[0], second[0]), strict=True))
        names = {"from_name": first[1], "to_name": second[1]}
        row = self._properties(kind, one, f"{first[1]} {second[1]}")
        return self._timed(row | {"key": row["id"]} | ends | names | words)

    def identifiers(self, reading: Reading) -> Iterator[Row]:
        """Rows of the identifiers in the text."""
        seen = set[str]()
        for one in reading.identifiers:
            value, checksum_ok = _of_the_node(one)
            identifier = f"{one.scheme}:{value}"
            row = self._properties("displays", one, identifier)
            if row["id"] in seen:
                continue
            seen.add(row["id"])
            node = {"id": identifier, "scheme": one.scheme, "value": value, "checksum_ok": checksum_ok}
            node |= {"platform_owned": one.platform_owned, "network": one.network}
            words = {"key": row["id"], "stated_value": row["statement"]}
            place = {"message_id": self._message["id"], "identifier_id": identifier, "identifier": node}
            yield self._timed(row | words) | place

    def offers(self, reading: Reading) -> Iterator[Row]:
        """Rows of the entries of an offer, each with its place in the order of the text."""
        for place, one in enumerate(reading.offers):
            row = self._properties("offers", one, f"{place} {one.service}")
            entry = {name: value for name, value in asdict(one).items() if name not in _OF_THE_STATEMENT}
            offer = {"id": f"offer-{row['id'].partition('-')[2]}", "evidence": row["evidence"]} | entry
            row |= {"key": row["id"]}
            yield self._timed(row) | {"message_id": self._message["id"], "offer": _filled(offer)}

    def _properties(self, kind: str, one: Statement, target: str) -> Row:
        message = self._message
        beside = self._beside.get(one.beside) if one.beside else None
        lines = {*message["evidence"], *(beside["evidence"] if beside else ())}
        return {
            "id": _id(message["key"], kind, target, one),
            "evidence": sorted(lines),
            "assertion_type": "extracted",
            "confidence": one.confidence,
            "method": self._method,
            "rule": one.rule,
            "message_id": message["id"],
            "message_key": message["key"],
            "beside": one.beside,
            "span_start": one.span_start,
            "span_end": one.span_end,
            "statement": message["text"][one.span_start : one.span_end],
        }

    def _timed(self, row: Row) -> Row:
        times = {"precision": self._message["precision"], "zone_assumed": self._message["zone_assumed"] or None}
        return {"properties": _filled(row | times), "stated_at": self._stated_at}


_OF_THE_STATEMENT = frozenset(Statement.__dataclass_fields__)


def _of_the_node(one: SeenIdentifier) -> tuple[str, bool | None]:
    """Value and checksum as a row of a table has them: the letter case of an EVM address is that of one spelling."""
    if one.scheme == "crypto_addr" and one.value.startswith("0x"):
        return one.value.lower(), None
    return one.value, one.checksum_ok


def _is_between_parties(share: FeeShare) -> bool:
    return bool({share.payer, share.receiver} & {"sender", "recipient"})


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def _id(key: str, kind: str, target: str, one: Statement) -> str:
    content = json.dumps([key, kind, target, one.span_start, one.span_end], ensure_ascii=False)
    return f"read-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _read(found: Stated, reading: Reading, *, unsolicited: bool) -> Row:
    """What the message itself keeps of its reading; calls and shares without a second party as one JSON object each."""
    message = found.message
    open_shares = _Desk(message, {}, "").open_fee_splits(reading)
    return {
        "id": message["id"],
        "lines": len(message["evidence"]),
        "statements": sum(map(len, found.joined.values())) + len(found.identifiers) + len(found.offers),
        "claims_licence": reading.claims_licence,
        "calls": [_quoted(message, call) for call in reading.calls] or None,
        "open_fee_splits": [_quoted(message, share) for share in open_shares] or None,
        "obfuscations": sorted(reading.facts) or None,
        "unsolicited": True if unsolicited and reading.is_offer and message["recipient"] else None,
    }


def _quoted(message: Row, one: Statement) -> str:
    words = message["text"][one.span_start : one.span_end]
    return json.dumps(_filled(asdict(one)) | {"statement": words}, ensure_ascii=False, sort_keys=True)
