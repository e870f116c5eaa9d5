"""The state of each account's licence as of a date: what registers answered, what files say, what the account states.

Nothing here says that anybody needs a licence or breaks a rule. What an account sells stands in a column of its own,
because a licence is for advertising: no scope that was found has the sale of a number of followers in it.
"""

from datetime import UTC, datetime, tzinfo

from graphs.licences.answers import Answer, answers_of
from graphs.licences.known import Known, Licence
from graphs.licences.words import denies_need, says, tagged

__all__ = ["CAVEAT", "COLUMNS", "DEFINITIONS", "licence_states"]

DEFINITIONS = {
    "verified_active_in_scope": "a register answered active; a licence on file names the account and was in force",
    "verified_active_out_of_scope": "a register answered active, but what was seen lies outside what the licence names",
    "verified_lapsed": "a register answered expired or suspended, or the licence it called active has ended since",
    "claimed_unverified": "a licence is stated or on file; no register answered that it is this account's and active",
    "no_record_on_date": "a register was asked and had no record on that date",
    "not_required_claimed": "the account states that it needs none; no register answered",
    "not_checked": "no register answered about the account, and it states no licence",
}
"""Each state with its definition, strongest first."""

CAVEAT = (
    "A lead to check. Not being on a register breaks no rule by itself: advertising one's own products often needs no "
    "licence, and a licence may be under another name or in another register."
)
COLUMNS = (
    *("account_id", "state", "sentence", "activity", "checked_at", "registers", "licences", "handle_in_licence"),
    *("disclosure", "written_agreement", "reasons", "evidence", "next", "definition", "caveat"),
)
_NEXT = {
    "verified_active_in_scope": "Ask the register again when it matters: an answer holds for its date.",
    "verified_active_out_of_scope": "Read the licence's own words on accounts and activity, and keep the page.",
    "verified_lapsed": "Ask whether it was renewed, perhaps under another number.",
    "claimed_unverified": "Ask the register for the number, the holder and the handles, and keep the page.",
    "no_record_on_date": "Search by the legal name and the handle too, and ask the account for a copy.",
    "not_required_claimed": "Ask what it sells and for whom, and what its register's rules say of that.",
    "not_checked": "Ask the register of its country for the handle and the legal name, and keep the answer.",
}
_ENDED = ("expired", "suspended")
_ADVERTISING = ("advert", "promot", "إعلان", "اعلان", "marketing", "تسويق")


def licence_states(known: Known, *, zone: tzinfo = UTC) -> list[dict[str, object]]:
    """One row per account, by its id, with the columns `COLUMNS`.

    `state` is one of `DEFINITIONS`; `sentence` says it with register and date ("No record found in … on …");
    `activity` is what the account was read to sell, apart from the state; `checked_at` is the look the state rests on,
    None without one; `registers` are all that answered, also those that disagree. `handle_in_licence`, `disclosure`
    and `written_agreement` are the three consistency tests. Days are those of `zone`. Definitions: a register's answer
    counts for its account and for the accounts that the licence it was asked about names; of each register its latest
    answer by `known.as_of` counts.
    """
    return [_Account(known, name, zone).row() for name in sorted(known.accounts)]


class _Account:
    """One account, and the row that is said of it."""

    def __init__(self, known: Known, name: str, zone: tzinfo) -> None:
        self._known, self._name, self._zone = known, name, zone
        self._covering = [one for one in known.covering.get(name, ()) if one.begun(known.as_of)]
        self._direct = known.checks_of_account.get(name, [])
        checks = {check.id: check for check in self._direct}
        for licence in self._covering:
            checks |= {check.id: check for check in known.checks_of_licence.get(licence.id, ())}
        self._answers = answers_of(checks.values())
        self._claims = known.claims_of.get(name, [])
        self._denials = [one for one in known.messages_of.get(name, ()) if denies_need(one)]
        self._offers = known.offers.get(name)

    def row(self) -> dict[str, object]:
        """The row."""
        state, answer, sentence = self._decided()
        reasons = [*self._registers(answer), *self._files(), *self._words()]
        return {
            "account_id": self._name,
            "state": state,
            "sentence": sentence,
            "activity": self._activity(),
            "checked_at": answer.at if answer else None,
            "registers": [f"{one.register}: {one.result} on {self._day(one.at)}" for one in self._answers],
            "licences": [one.id for one in self._on_file()],
            "handle_in_licence": self._handle(),
            "disclosure": self._said("advertisement disclosed"),
            "written_agreement": self._said("written contract"),
            "reasons": reasons,
            "evidence": self._evidence(),
            "next": _NEXT[state],
            "definition": DEFINITIONS[state],
            "caveat": CAVEAT,
        }

    def _decided(self) -> tuple[str, Answer | None, str]:
        """The state, the answer it rests on and the sentence."""
        for kinds, decide in ((("active",), self._active), (_ENDED, self._lapsed), (("not_found",), self._none)):
            if answer := next((one for one in self._answers if one.result in kinds), None):
                state, sentence = decide(answer)
                return state, answer, sentence
        state, sentence = self._unanswered()
        return state, None, sentence

    def _active(self, answer: Answer) -> tuple[str, str]:
        at = self._known.as_of or answer.at
        said = f"{answer.register} answered active on {self._day(answer.at)}"
        asked = {name for check in answer.checks for name in check.licences}
        linked = self._covering or [one for one in self._known.held(self._name) if one.id in asked]
        in_force = [one for one in linked if one.begun(at) and not one.ended(at)]
        if linked and not in_force:
            last = max((one for one in linked if one.valid_to), key=lambda one: (one.valid_to, one.id), default=None)
            ended = f"ended on {self._day(last.valid_to)}" if last and last.valid_to else "was not in force"
            return "verified_lapsed", f"{said}; the licence on file {ended}."
        if self._offers:
            sold = "numbers of followers, which it was read to offer, are in no scope that was found"
            return "verified_active_out_of_scope", f"{said}; {sold}."
        if in_force and not any(_for_advertising(one) for one in in_force):
            return "verified_active_out_of_scope", f"{said}; the scope on file does not speak of advertising."
        if in_force:
            whose = "names this account" if self._covering else "has a holder of this account's name"
            return "verified_active_in_scope", f"{said}; the licence {_called(in_force[0])} {whose} and was in force."
        if asked:
            return "verified_active_out_of_scope", f"{said}; the licence on file names other accounts, not this one."
        return "claimed_unverified", f"{said}; no licence on file says which accounts and activity it covers."

    def _lapsed(self, answer: Answer) -> tuple[str, str]:
        return "verified_lapsed", f"{answer.register} answered {answer.result} on {self._day(answer.at)}."

    def _none(self, answer: Answer) -> tuple[str, str]:
        return "no_record_on_date", f"No record found in {answer.register} on {self._day(answer.at)}."

    def _unanswered(self) -> tuple[str, str]:
        by = f" by {self._day(self._known.as_of)}" if self._known.as_of else ""
        none = "no register gave a clear answer about" if self._answers else "the case has no register check of"
        looked = f"{none} this account{by}"
        if self._claims or self._covering:
            numbers = sorted({claim.number for claim in self._claims})
            first = f"It states the number {', '.join(numbers)}" if numbers else "A licence on file names it"
            return "claimed_unverified", f"{first}; {looked}.{self._by_licence()}"
        if self._denials:
            return "not_required_claimed", f"It states that it needs no licence; {looked}."
        return "not_checked", f"{looked[0].upper()}{looked[1:]}."

    def _by_licence(self) -> str:
        """What a register answered about the licence whose number the account states, without naming the account."""
        stated = [one for one in self._known.stated(self._name) if one not in self._covering]
        said = []
        for licence in stated:
            held = licence in self._known.held(self._name)
            holder = "has a holder of this account's name and" if held else "is on file and"
            said += [f" The licence {_called(licence)} {holder} does not name this account's handle."]
            said += [
                f" {one.register} answered {one.result} about that licence on {self._day(one.at)}."
                for one in answers_of(self._known.checks_of_licence.get(licence.id, ()))
            ]
        return "".join(said)

    def _registers(self, answer: Answer | None) -> list[str]:
        """What else registers answered, and that they disagree."""
        others = [one for one in self._answers if one is not answer]
        said = [
            f"{one.register} answered {one.result} on {self._day(one.at)}"
            if one.result != "not_found"
            else f"No record found in {one.register} on {self._day(one.at)}"
            for one in others
        ]
        if len({one.result for one in self._answers}) > 1:
            said.insert(0, "registers disagree: every answer is told")
        return said + [f"asked by {one.checked_by}: {one.capture}" for one in self._direct if one.capture]

    def _files(self) -> list[str]:
        return [
            f"{_called(one)} of {one.regulator}, {self._dates(one)}, scope: {one.scope or 'not stated'}"
            for one in self._on_file()
        ]

    def _words(self) -> list[str]:
        said = [f"states the number {claim.number} ({claim.message_id or 'on its profile'})" for claim in self._claims]
        said += [f"states that it needs none ({one.id})" for one in self._denials]
        if self._offers:
            said.append(f"read by machine as an offer of followers: {self._offers.message_id}{self._more()}")
        elif self._known.unread:
            said.append("not all messages have been read for offers: what it sells is not known")
        return said

    def _more(self) -> str:
        others = self._offers.number - 1 if self._offers else 0
        return f" and {others:,} more" if others else ""

    def _activity(self) -> str:
        if self._offers:
            n = self._offers.number
            return f"offers numbers of followers in {n} message{'' if n == 1 else 's'} (as read by machine)"
        if any(tagged(one) for one in self._known.messages_of.get(self._name, ())):
            return "publishes disclosed advertisements"
        return "not read for offers" if self._known.unread else "no offer of followers was read"

    def _handle(self) -> str:
        if self._covering:
            return "named by the licence"
        return "not named by the licence it states" if self._known.stated(self._name) else "not seen"

    def _said(self, fact: str) -> str:
        messages = self._known.messages_of.get(self._name, ())
        if fact == "advertisement disclosed" and any(tagged(one) for one in messages):
            return "seen"
        return "stated" if any(says(fact, one.text) for one in messages) else "not seen"

    def _on_file(self) -> list[Licence]:
        found = {one.id: one for one in [*self._covering, *self._known.stated(self._name)]}
        return [found[name] for name in sorted(found)]

    def _evidence(self) -> list[str]:
        files, answers = self._on_file(), [check for answer in self._answers for check in answer.checks]
        about = [check for one in files for check in self._known.checks_of_licence.get(one.id, ())]
        cited = [one.evidence for one in files] + [check.evidence for check in (*answers, *about)]
        cited += [one.evidence for one in self._claims] + [one.evidence for one in self._denials]
        offers = [self._offers.message_id] if self._offers else []
        return sorted({*(line for lines in cited for line in lines), *offers})

    def _dates(self, licence: Licence) -> str:
        return f"{self._day(licence.valid_from)} to {self._day(licence.valid_to)}"

    def _day(self, at: datetime | None) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d}" if at else "an unknown day"


def _called(licence: Licence) -> str:
    return licence.number or licence.id


def _for_advertising(licence: Licence) -> bool:
    """Whether the scope speaks of advertising; one that is not stated is not held against the account."""
    return not licence.scope or any(word in licence.scope.casefold() for word in _ADVERTISING)
