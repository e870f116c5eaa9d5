"""The columns of the eight kinds of table: which are required, and how the value of each is read.

This is the promise to users in one place. A column's name is the field of the record by the same word.
"""

from dataclasses import dataclass

from ingest.records import KINDS

__all__ = ["COLUMNS", "Column", "kind_named", "required_of"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind: our name, the way its values are read (see `ingest.tables.values`), required or not."""

    name: str
    reading: str
    required: bool


_TABLE = {
    "accounts": """account_id*:id platform:platform handle:id display_name:text bio:text created_at:time
        followers:count following:count posts:count observed_at:time status:account_status
        subject_class:subject_class source_url:text""",
    "messages": """message_id:id platform:platform sender*:id recipient:id channel:id sent_at*:time text*:text
        direction:direction thread:id reply_to:id""",
    "referrals": """referral_id:id platform:platform referrer*:id referred_to*:id referred_at:time cue:cue
        confidence:share message_id:id statement:text""",
    "payments": """payment_id:id platform:platform payer*:id payee*:id amount*:amount currency*:currency paid_at:time
        status:payment_status payer_instrument:id payee_instrument:id reference:text""",
    "identifiers": "platform:platform account*:id scheme*:scheme value*:text observed_at:time",
    "fee_splits": """platform:platform payer*:id receiver*:id rate:share basis:id stated_at:time message_id:id
        statement:text""",
    "licences": """licence_id*:id platform:platform regulator*:id number:id holder_name:text covered_handles:ids
        activity_scope:text valid_from:time valid_to:time register_url:text""",
    "register_checks": """platform:platform subject*:id register*:id checked_at*:time checked_by:id
        result*:check_result capture:text""",
}


def _columns(line: str) -> dict[str, Column]:
    parts = (part.partition(":") for part in line.split())
    columns = [Column(name.rstrip("*"), reading, name.endswith("*")) for name, _, reading in parts]
    return {column.name: column for column in columns}


COLUMNS: dict[str, dict[str, Column]] = {kind: _columns(_TABLE[kind]) for kind in KINDS}
"""The columns of each kind by their names, in the order of the documentation."""


def required_of(kind: str) -> list[str]:
    """The names of the columns without which a table of this kind is refused."""
    return [column.name for column in COLUMNS[kind].values() if column.required]


def kind_named(text: str) -> str | None:
    """The kind that a user's word names (`messages`, `Message`, `fee-splits`), or None."""
    word = text.strip().casefold().replace("-", "_").replace(" ", "_")
    return next((kind for kind in COLUMNS if word in {kind, kind.removesuffix("s")}), None)
