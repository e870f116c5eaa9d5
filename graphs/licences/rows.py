"""Rows of a case as what is known of licences by a date.

It lives apart so that what a date leaves out is decided in one place.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from graphs.licences.known import Account, Check, Claim, Known, Licence, Message, Offers, Payment, number_key

__all__ = ["rows_to_known"]

_NUMBER = re.compile(r"[^\W_][\w/.\-]*\d")


def rows_to_known(rows: Mapping[str, Iterable[Mapping[str, Any]]], *, as_of: datetime | None = None) -> Known:
    """What the rows say by `as_of`, each list by its name as `queries.licences` gives it; a missing list is empty.

    With a date, what has no date of its own is left out, but for licences and accounts: a licence says by its own
    dates when it is in force, and an account is as last observed. A look that asked about several things comes as one
    row for each. Rows may come in any order.
    """
    licences = _licences(rows.get("licences", ()))
    known = Known(as_of, licences=licences)
    return Known(
        as_of,
        accounts={row["id"]: _account(row) for row in rows.get("accounts", ())},
        licences=licences,
        checks=_checks([row for row in rows.get("checks", ()) if row["checked_at"]], known),
        claims=tuple(sorted({_claim(row) for row in _by(rows.get("claims", ()), "observed_at", as_of)}, key=str)),
        messages=_messages(rows, as_of),
        offers={row["id"]: Offers(row["offers"], row["first_message"]) for row in rows.get("offers", ())},
        payments=tuple(sorted({_payment(row) for row in _documented(rows, as_of)}, key=attrgetter("id"))),
        unread=sum(row["unread"] for row in rows.get("unread", ())),
    )


def _by(rows: Iterable[Mapping[str, Any]], column: str, as_of: datetime | None) -> list[Mapping[str, Any]]:
    return [row for row in rows if as_of is None or (row[column] is not None and row[column] <= as_of)]


def _messages(rows: Mapping[str, Iterable[Mapping[str, Any]]], as_of: datetime | None) -> tuple[Message, ...]:
    found = {_message(row) for row in _by(rows.get("messages", ()), "sent_at", as_of)}
    return tuple(sorted(found, key=attrgetter("id")))


def _documented(rows: Mapping[str, Iterable[Mapping[str, Any]]], as_of: datetime | None) -> list[Mapping[str, Any]]:
    return [row for row in _by(rows.get("payments", ()), "paid_at", as_of) if row["status"] == "documented"]


def _account(row: Mapping[str, Any]) -> Account:
    return Account(
        row["id"], row.get("handle"), row.get("display_name"), row.get("bio"), tuple(sorted(row.get("evidence") or ()))
    )


def _licences(rows: Iterable[Mapping[str, Any]]) -> tuple[Licence, ...]:
    """One for each licence; a row is one covered account of it, or none."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["source"], []).append(row)
    return tuple(
        Licence(
            name,
            (first := some[0])["regulator"],
            first["number"],
            first["holder_name"],
            first["activity_scope"],
            first["valid_from"],
            first["valid_to"],
            tuple(sorted({row["target"] for row in some if row["target"]})),
            _evidence(some),
        )
        for name, some in sorted(grouped.items())
    )


def _checks(rows: list[Mapping[str, Any]], known: Known) -> tuple[Check, ...]:
    """One for each look by the date; a row is one thing it asked about."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in _by(rows, "checked_at", known.as_of):
        grouped.setdefault(row["source"], []).append(row)
    return tuple(_check(name, some, known) for name, some in sorted(grouped.items()))


def _check(name: str, rows: list[Mapping[str, Any]], known: Known) -> Check:
    first = rows[0]
    asked = {row["target"] for row in rows if row["target_type"] == "Licence"}
    named = [number_key(word) for word in _NUMBER.findall(first["capture"] or "")]
    return Check(
        name,
        first["register"],
        first["checked_at"],
        first["checked_by"],
        first["result"].strip().casefold(),
        first["capture"],
        tuple(sorted({row["target"] for row in rows if row["target_type"] == "Account"})),
        tuple(sorted(asked | {one.id for key in named for one in known.numbered.get(key, ())})),
        _evidence(rows),
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(row["account"], row["number"], row["message_id"], tuple(sorted(row["evidence"] or ())))


def _message(row: Mapping[str, Any]) -> Message:
    evidence = tuple(sorted(row["evidence"] or ()))
    return Message(row["id"], row["sender"], row["text"], row["direction"] == "public", evidence)


def _payment(row: Mapping[str, Any]) -> Payment:
    return Payment(
        row["id"],
        row["payer"],
        row["payee"],
        row["amount"],
        row["currency"],
        row["paid_at"],
        row["payer_instrument"],
        row["payee_instrument"],
        row["reference"],
        tuple(sorted(row["evidence"] or ())),
    )


def _evidence(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({cited for row in rows for cited in row["evidence"] or ()}))
