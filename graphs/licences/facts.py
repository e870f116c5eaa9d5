"""The nine transparency facts of each account of a path: seen, stated or not seen, and where.

Seen: a licence on file, a register's answer, a receipt or a public post carries it. Stated: the account's own words say
it. Not seen: nothing captured carries it, which never means that it is absent. The nine facts are a proposal of this
tool, which no literature validates.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphs.licences.known import Known, Message
from graphs.licences.paths import Path
from graphs.licences.words import says, tagged

__all__ = ["COLUMNS", "FACTS", "nine_facts"]

COLUMNS = ("path", "step", "account_id", "fact", "status", "words", "evidence")
FACTS = (
    *("legal name", "licence number", "register hit", "covered handle", "written contract", "invoice or VAT number"),
    *("business bank account in the same name", "advertisement disclosed", "exposure, not a number of followers"),
)
_NAME, _NUMBER, _HIT, _HANDLE, _CONTRACT, _INVOICE, _BANK, _AD, _EXPOSURE = FACTS
_ORDER = ("seen", "stated", "not seen")


@dataclass(frozen=True, slots=True)
class _Found:
    status: str
    words: str
    evidence: tuple[str, ...]


def nine_facts(known: Known, path: Path) -> list[dict[str, object]]:
    """Nine rows for each account of the path, in its order, with the columns `COLUMNS`.

    `step` counts from 1. `evidence` cites every row that carries the fact in the best way found; `words` say how.
    """
    rows: list[dict[str, object]] = []
    for step, account in enumerate(path.accounts, 1):
        found = _found(known, account)
        rows += [{"path": path.kind, "step": step, "account_id": account} | _row(fact, found[fact]) for fact in FACTS]
    return rows


def _row(fact: str, found: list[_Found]) -> dict[str, object]:
    best = min((one.status for one in found), key=_ORDER.index, default="not seen")
    kept = [one for one in found if one.status == best]
    cited = sorted({line for one in kept for line in one.evidence})
    words = list(dict.fromkeys(one.words for one in kept))
    return {"fact": fact, "status": best, "words": "; ".join(words), "evidence": cited}


def _found(known: Known, account: str) -> dict[str, list[_Found]]:
    messages = known.messages_of.get(account, [])
    found = {fact: list(_stated(fact, known, account, messages)) for fact in FACTS}
    for fact, one in [*_of_files(known, account), *_of_receipts(known, account)]:
        found[fact].append(one)
    posts = [one for one in messages if tagged(one)]
    found[_AD] += [_Found("seen", f"the tag stands in its public post {one.id}", one.evidence) for one in posts]
    if offers := known.offers.get(account):
        words = f"{offers.number} of its messages read as offering followers, one is {offers.message_id}: to be checked"
        found[_EXPOSURE] = [_Found("not seen", words, (offers.message_id,))]
    else:
        found[_EXPOSURE] += [
            _Found("seen", f"a disclosed advertisement was published: {m.id}", m.evidence) for m in posts
        ]
    return found


def _stated(fact: str, known: Known, account: str, messages: list[Message]) -> Iterator[_Found]:
    for message in messages:
        if says(fact, message.text):
            yield _Found("stated", f"says so in {message.id}", message.evidence)
    profile = known.accounts.get(account)
    if profile and profile.bio and says(fact, profile.bio):
        yield _Found("stated", "says so on its profile", profile.evidence)
    if fact == _NUMBER:
        for claim in known.claims_of.get(account, ()):
            where = claim.message_id or "its profile"
            yield _Found("stated", f"{claim.number} stands in {where}", claim.evidence)


def _of_files(known: Known, account: str) -> Iterator[tuple[str, _Found]]:
    """What licences on file and registers carry; a number alone, which anyone can write, is none of these."""
    held, covering = known.held(account), known.covering.get(account, [])
    for one in held:
        yield _NAME, _Found("seen", f"the holder of {one.number} on file has its name", one.evidence)
    for one in {licence.id: licence for licence in [*held, *covering]}.values():
        number = one.number or one.id
        yield _NUMBER, _Found("seen", f"{number} is on file", one.evidence)
        for check in known.checks_of_licence.get(one.id, ()):
            if check.result == "active":
                yield _HIT, _Found("seen", f"{check.register} answered active about {number}", check.evidence)
    for one in covering:
        yield _HANDLE, _Found("seen", f"{one.number or one.id} names it", one.evidence)
    for check in known.checks_of_account.get(account, ()):
        if check.result == "active":
            yield _HIT, _Found("seen", f"{check.register} answered active about it", check.evidence)


def _of_receipts(known: Known, account: str) -> Iterator[tuple[str, _Found]]:
    """A receipt's reference that a party's message calls a contract or an invoice; who is paid gives the invoice."""
    for payment in known.payments_of.get(account, ()):
        for message in _naming(known, payment.reference, (payment.payer, payment.payee)):
            called = _called(message.text, payment.reference or "")
            if called == _CONTRACT or (called == _INVOICE and payment.payee == account):
                words = f"the receipt {payment.id} carries {payment.reference}, so called in {message.id}"
                yield called, _Found("seen", words, tuple(sorted({*payment.evidence, *message.evidence})))
    names = [one.holder_name for one in known.held(account) if one.holder_name]
    for payment in known.payments_of.get(account, ()):
        instrument = payment.payee_instrument if payment.payee == account else payment.payer_instrument
        if any(name in (instrument or "") for name in names):
            yield _BANK, _Found("seen", f"the receipt {payment.id} shows an account in its name", payment.evidence)


def _naming(known: Known, reference: str | None, parties: tuple[str, ...]) -> list[Message]:
    if not reference:
        return []
    return [
        one for party in dict.fromkeys(parties) for one in known.messages_of.get(party, ()) if reference in one.text
    ]


def _called(text: str, reference: str) -> str:
    """What the words right before the reference call it: the last of contract and invoice, or nothing."""
    before = text[: text.index(reference)][-40:].casefold()
    places = {
        _CONTRACT: max(before.rfind(word) for word in ("عقد", "contract")),
        _INVOICE: max(before.rfind(word) for word in ("فاتورة", "invoice")),
    }
    best = max(places, key=lambda fact: places[fact])
    return best if places[best] >= 0 else ""
