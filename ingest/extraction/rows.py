"""What is read from a text, as the rows that `silsila explain` prints: a document a text, and the reasons beside it."""

from ingest.extraction.statements import Reading, Statement, Text

__all__ = ["explained", "why"]


def explained(text: Text, reading: Reading) -> dict[str, object]:
    """One JSON document of what the text states, with what only its neighbours make clear, which is less sure."""
    return {
        "id": text.id,
        "is_offer": reading.is_offer,
        "offers": [
            {"service": one.service, "quantity": one.quantity, "price": one.price, "currency": one.currency}
            for one in reading.offers
        ],
        "referrals": [
            {"target": one.target, "cue": one.cue, "confidence": one.confidence, **_span(one)}
            for one in reading.referrals
        ],
        "states_operated_by": [{"target": one.target, **_span(one)} for one in reading.states_operated_by],
        "identifiers": [{"scheme": one.scheme, "value": one.value, **_span(one)} for one in reading.identifiers],
        "mentions": [one.target for one in reading.mentions],
        "fee_splits": [{"rate": one.rate, "basis": one.basis} for one in reading.fee_splits],
        "claims_licence": reading.claims_licence,
        "rules": reading.rules,
    }


def why(text: Text, reading: Reading) -> list[dict[str, object]]:
    """Every statement with its rule, the words it was read from and how sure the reading is, by place."""
    kinds: list[tuple[str, tuple[Statement, ...]]] = [
        ("offer", reading.offers),
        ("referral", reading.referrals),
        ("operated by", reading.states_operated_by),
        ("identifier", reading.identifiers),
        ("mention", reading.mentions),
        ("fee share", reading.fee_splits),
        ("tip", reading.calls),
    ]
    every = [(kind, one) for kind, found in kinds for one in found]
    every.sort(key=lambda pair: (pair[1].span_start, pair[1].span_end))
    return [
        {
            "statement": kind,
            "what": _what(one),
            "words": text.text[one.span_start : one.span_end],
            "rule": one.rule,
            "confidence": one.confidence,
            "beside": one.beside,
        }
        for kind, one in every
    ]


def _span(one: Statement) -> dict[str, int]:
    return {"span_start": one.span_start, "span_end": one.span_end}


_SAID_BY = {
    "Offer": ("service", "quantity", "price", "currency"),
    "SeenReferral": ("target", "cue"),
    "OperatedBy": ("target",),
    "SeenIdentifier": ("scheme", "value"),
    "Mention": ("target",),
    "FeeShare": ("rate", "basis"),
    "Call": ("ticker", "company", "entry", "targets", "stop"),
}


def _what(one: Statement) -> str:
    """The values of a statement in one line; what it leaves open is left out."""
    values = [getattr(one, name) for name in _SAID_BY[type(one).__name__]]
    shown = ["/".join(value) if isinstance(value, tuple) else str(value) for value in values if value not in (None, ())]
    return " ".join(shown)
