"""Everything that a message states, read in one call.

Most messages of a chat state nothing, so a search for telling words decides first; equal texts are read once. What the
neighbours of a message add to it is worked out for it alone, because it cites them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.extraction.identifiers.found import Found
from ingest.extraction.identifiers.identifiers import everything, facts
from ingest.extraction.keys.key import Key, key_text
from ingest.extraction.offers.licences import LicenceReader
from ingest.extraction.offers.offers import OfferReader
from ingest.extraction.offers.tips import CallReader
from ingest.extraction.referrals.conversation import beside, leans_on_others, may_lean_on_others
from ingest.extraction.referrals.mentions import mentions
from ingest.extraction.referrals.referrals import referrals
from ingest.extraction.shares.fee_shares import ShareReader
from ingest.extraction.statements import FeeShare, Offer, Reading, Text
from ingest.extraction.terms.lexicons import Lexicons, lexicons
from ingest.extraction.terms.tokens import Tokens
from ingest.extraction.terms.words import Vocabulary
from ingest.extraction.voices.clauses import clauses_of
from ingest.extraction.voices.scene import SCENE_CLASSES, Scene
from ingest.extraction.weighing.traits import traits
from ingest.extraction.weighing.weights import chance, weights

__all__ = ["READER", "Reader"]

READER = "silsila-reader 4"
"""The method and version that every statement read here carries."""

_OFF = frozenset({"discount"})
_PARTS = _OFF | {"percent_word"}
_PERCENT = re.compile(r"(?<![\w%.,])\d[\d.,]* ?%")
_WHOLE = re.compile(r"\b100 ?(?:%|percent|بالم|في الم)|\bميه بالم|\bhundred percent")  # "100% real" is no part
_MOST_TEXTS = 10_000
_NEIGHBOURS = 3
_TELLING = frozenset({"tip_entry", "tip_target", "tip_stop", "licensed"})
"""The classes of which a text without accounts and identifiers must have a term to tip or claim anything."""
_SHORT = 40  # a message that only its neighbours explain is no longer than this
_ANSWER = 80  # and one that answers with a price
_ALIKE, _UNLIKE = 0.9, 0.1  # chances above and below which the words of a text are believed against the rules
_NOTHING = Reading()


class Reader:
    """Reads what texts state with the terms of some lexicons, the shipped ones when none are given."""

    def __init__(self, terms: Lexicons | None = None, *, learnt: Mapping[str, float] | None = None) -> None:
        """Prepares the terms; one reader serves any number of texts.

        `learnt` are the weights of offers, the shipped ones when none are given; without any the rules decide alone.
        """
        terms = terms or lexicons()
        self._voice = Vocabulary(terms, SCENE_CLASSES)
        self._shares = ShareReader(terms)
        self._offers, self._calls, self._licences = OfferReader(terms), CallReader(terms), LicenceReader(terms)
        self._learnt = weights() if learnt is None else learnt
        self._telling, self._parts = Tokens(terms, _TELLING), Tokens(terms, _PARTS)
        self._readings: dict[tuple[str, str | None, str, str | None, object], Reading] = {}

    def read(self, text: Text, *, before: Sequence[Text] = (), after: Sequence[Text] = ()) -> Reading:
        """What the text states by itself, with what the messages before it in its thread make clear.

        `before` and `after` are in the order of the thread; a name that is sent alone is a statement of the message
        that holds it, so that only messages before it matter.
        """
        del after
        reading = self._of_text(text)
        if before and not reading.offers and len(text.text) <= _ANSWER and any(map(str.isdigit, text.text)):
            reading = self._with_answer(text, reading, before[-_NEIGHBOURS:])
        if not before or len(text.text) > _SHORT or not may_lean_on_others(key_text(text.text), reading):
            return reading
        return self._with_neighbours(text, reading, before)

    def _of_text(self, text: Text) -> Reading:
        sender = (
            text.sender if text.sender and text.sender.removeprefix("@").casefold() in text.text.casefold() else None
        )
        name = (text.text, text.platform, text.region, sender, text.links)
        reading = self._readings.get(name)
        if reading is None:
            if len(self._readings) >= _MOST_TEXTS:
                self._readings.clear()
            reading = self._readings[name] = self._read(text)
        return reading

    def _read(self, text: Text) -> Reading:
        key = Key(text.text)
        found = everything(key, text)
        if not found and not self._tells(key.text):
            return _NOTHING
        return self._stated(self._scene(text, key, found))

    def _tells(self, key_text: str) -> bool:
        """Whether a text without accounts and identifiers may state something all the same."""
        return (
            self._offers.may_offer(key_text)
            or self._telling.has_any(key_text, _TELLING)
            or self._shares.may_state(key_text)
        )

    def _scene(self, text: Text, key: Key, found: Sequence[Found]) -> Scene:
        words = self._voice.words(key.text)
        return Scene(text, key, words, clauses_of(words), found, is_offer=False)

    def _stated(self, scene: Scene) -> Reading:
        key, text, clauses, found = scene.key, scene.text, scene.clauses, scene.found
        seen = tuple(one.as_identifier() for one in found if one.is_identifier)
        likely = chance(traits(self._offers.tokens(key), scene.words), self._learnt)
        offered = tuple(self._offers.offers(key, text, clauses, seen)) if likely > _UNLIKE else ()
        if not offered and likely > _ALIKE:
            offered = tuple(self._offers.likely(key, text, clauses, seen))
        sent, operated = referrals(replace(scene, is_offer=bool(offered))) if found else ([], [])
        doer = next((one.target for one in sent if one.cue == "explicit_operator"), None)
        shared = tuple(self._shares.shares(key, clauses, region=text.region, target=doer))
        in_parts = self._is_of_parts(key.text)
        offered = tuple(one for one in offered if _is_for_sale(one, shared, doer=doer, in_parts=in_parts))
        return Reading(
            offers=offered,
            identifiers=seen,
            referrals=tuple(sent),
            states_operated_by=tuple(operated),
            mentions=tuple(mentions(found, {one.target for one in sent})),
            fee_splits=shared,
            calls=tuple(self._calls.calls(key, text, clauses, seen)),
            claims_licence=self._licences.claimed_licence(key, text, clauses, seen),
            facts=facts(key, list(found)),
        )

    def _is_of_parts(self, key_text: str) -> bool:
        """Whether a text talks of parts of something, such as a tenth of each order, and not of a discount."""
        if _WHOLE.search(key_text) or self._parts.has_any(key_text, _OFF):
            return False
        return bool(_PERCENT.search(key_text)) or self._parts.has_any(key_text, _PARTS - _OFF)

    def _with_answer(self, text: Text, reading: Reading, before: Sequence[Text]) -> Reading:
        """What is read, with the price that answers a customer's question."""
        if self._of_text(before[-1]).is_offer:
            return reading
        key = Key(text.text)
        offered = self._offers.answered(key, text, clauses_of(self._voice.words(key.text)), before)
        return replace(reading, offers=tuple(offered)) if offered else reading

    def _with_neighbours(self, text: Text, reading: Reading, before: Sequence[Text]) -> Reading:
        scene = self._heard(text)
        if not leans_on_others(scene):
            return reading
        sent, operated = beside(scene, [self._heard(one) for one in before[-_NEIGHBOURS:]])
        known = {one.target for one in reading.referrals}
        sent = [one for one in sent if one.target not in known]
        if not sent:
            return reading
        return replace(
            reading,
            referrals=(*reading.referrals, *sent),
            states_operated_by=(*reading.states_operated_by, *operated),
            mentions=tuple(one for one in reading.mentions if one.target not in {other.target for other in sent}),
        )

    def _heard(self, text: Text) -> Scene:
        """A text as its neighbours see it."""
        key = Key(text.text)
        return replace(self._scene(text, key, everything(key, text)), is_offer=self._of_text(text).is_offer)


def _is_for_sale(offer: Offer, shared: Sequence[FeeShare], *, doer: str | None, in_parts: bool) -> bool:
    """Whether an offer stands beside what the text says of shares and of who does the work.

    Explaining these sells nothing without a price, and a sum that a party gets is none: "2 for each thousand likes".
    Only who manages other people's money is paid in parts.
    """
    if offer.rule == "offer-by-words" and (doer or any(one.basis != "net" for one in shared)):
        return False
    if offer.rule == "offer-by-words" and in_parts and offer.service != "tip_subscription":
        return False
    sums = [one for one in shared if one.rule != "fee share: percentage"]
    return not any(one.span_start < offer.span_end and offer.span_start < one.span_end for one in sums)
