"""The files that the importer is given: one a label, one a type of relationship between two labels, with typed columns.

They are written down and not taken from the rows, because a file has one header and rows differ in what they fill.
"""

from dataclasses import dataclass

__all__ = ["SHAPES", "Shape"]


@dataclass(frozen=True)
class Shape:
    """One file: what its rows become, the labels at both ends when that is a relationship, and its typed columns."""

    becomes: str
    columns: tuple[tuple[str, str], ...]
    ends: tuple[str, str] | None = None
    key: str = "id"

    @property
    def header(self) -> list[str]:
        """The header as the importer reads it: `id:ID(Account)`, `:START_ID(Account)`, `sent_at:datetime`."""
        if self.ends:
            start, end = self.ends
            return [f":START_ID({start})", f":END_ID({end})", *(f"{name}:{kind}" for name, kind in self.columns)]
        typed = {name: f"ID({self.becomes})" if name == self.key else kind for name, kind in self.columns}
        return [f"{name}:{kind}" for name, kind in typed.items()]


def _columns(words: str) -> tuple[tuple[str, str], ...]:
    pairs = (word.partition(":") for word in words.split())
    return tuple((name, kind or "string") for name, _, kind in pairs)


_RECORD = "id key given_id conflicting:boolean platform precision zone_assumed:boolean evidence:string[] "
_STATED = _RECORD + "from_name to_name assertion_type confidence:double method "
_PROFILE = """
    platform handle handle_key display_name search_key bio status subject_class source_url
    followers:long following:long posts:long created_at:datetime observed_at:datetime evidence:string[]
"""


def _nodes(label: str, words: str, *, key: str = "id") -> Shape:
    return Shape(label, _columns(words), key=key)


def _relationships(kind: str, start: str, end: str, words: str) -> Shape:
    return Shape(kind, _columns(words), ends=(start, end))


SHAPES: dict[str, Shape] = {
    "Case": _nodes("Case", "id title"),
    "Source": _nodes(
        "Source",
        """id name sha256 sha512 bytes:long media_type method settings collected_by collected_at:datetime
        rows:long records:long rejects:long""",
    ),
    "Account": _nodes("Account", f"id described:boolean {_PROFILE}"),
    "Snapshot": _nodes("Snapshot", f"id key account_id name precision zone_assumed:boolean {_PROFILE}"),
    "Message": _nodes(
        "Message",
        f"""{_RECORD} sent_at:datetime text direction thread reply_to forwarded_from links:string[]
        edited_at:datetime raw_text ordinal:long""",
    ),
    "Channel": _nodes("Channel", "id platform name evidence:string[]"),
    "Statement": _nodes("Statement", "key id given_id", key="key"),
    "Payment": _nodes(
        "Payment",
        f"{_RECORD} amount currency status payer_instrument payee_instrument reference ordinal:long paid_at:datetime",
    ),
    "Identifier": _nodes("Identifier", "id scheme value checksum_ok:boolean evidence:string[]"),
    "Licence": _nodes(
        "Licence",
        f"""{_RECORD} regulator number holder_name covered_handles:string[] activity_scope register_url
        valid_from:datetime valid_to:datetime""",
    ),
    "RegisterCheck": _nodes(
        "RegisterCheck", f"{_RECORD} subject register checked_by result capture checked_at:datetime"
    ),
    "OBSERVED_AS": _relationships("OBSERVED_AS", "Account", "Snapshot", "id evidence:string[]"),
    "SENT": _relationships("SENT", "Account", "Message", "id assertion_type from_name sender evidence:string[]"),
    "ADDRESSED_TO": _relationships(
        "ADDRESSED_TO", "Message", "Account", "id assertion_type to_name recipient evidence:string[]"
    ),
    "ADDRESSED_TO_Channel": _relationships("ADDRESSED_TO", "Message", "Channel", "id assertion_type evidence:string[]"),
    "REPLIES_TO": _relationships("REPLIES_TO", "Message", "Message", "id evidence:string[]"),
    "REFERS_TO": _relationships(
        "REFERS_TO",
        "Account",
        "Account",
        f"{_STATED} referrer referred_to cue message_id statement referred_at:datetime",
    ),
    "PAID": _relationships("PAID", "Account", "Payment", "id from_name payer evidence:string[]"),
    "PAID_TO": _relationships("PAID_TO", "Payment", "Account", "id to_name payee evidence:string[]"),
    "DISPLAYS": _relationships(
        "DISPLAYS", "Account", "Identifier", f"{_STATED} account stated_value observed_at:datetime"
    ),
    "SPLITS_FEE_WITH": _relationships(
        "SPLITS_FEE_WITH",
        "Account",
        "Account",
        f"{_STATED} payer receiver rate:double basis message_id statement stated_at:datetime",
    ),
    "COVERS": _relationships("COVERS", "Licence", "Account", "id to_name covered_handle evidence:string[]"),
    "CHECKED": _relationships("CHECKED", "RegisterCheck", "Account", "id to_name evidence:string[]"),
    "CHECKED_Licence": _relationships("CHECKED", "RegisterCheck", "Licence", "id evidence:string[]"),
}
"""The files by their names without `.csv`."""
