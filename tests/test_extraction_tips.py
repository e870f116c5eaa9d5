"""Stock tips: the share, the entry, the targets and the stop that a text gives."""

import pytest

from ingest.extraction.keys.key import key
from ingest.extraction.offers.tips import calls
from ingest.extraction.statements import Call, SeenIdentifier, Text
from ingest.extraction.voices.clauses import clauses

Said = tuple[str | None, str | None, str | None, tuple[str, ...], str | None]


def read(text: str, identifiers: tuple[SeenIdentifier, ...] = ()) -> list[Call]:
    form = key(text)
    return calls(form, Text(id="1", text=text), clauses(form), identifiers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("سهم الأفق 4321 دخول 22.5 الهدف الأول 24 الهدف الثاني 26 وقف الخسارة 21",
         ("4321", "الأفق", "22.5", ("24", "26"), "21")),
        ("$ABCD buy at 10.5, targets 12 - 14 - 15, stop loss 9.8", ("ABCD", None, "10.5", ("12", "14", "15"), "9.8")),
        ("BTCUSDT long entry 60000 TP1 62000 TP2 65000 SL 58000",
         ("BTCUSDT", None, "60000", ("62000", "65000"), "58000")),
        ("سهم الواحة ممتاز اليوم، الهدف 95", (None, "الواحة", None, ("95",), None)),
        ("sahm el noor dokhool 12 hadaf 15 wagf 11", (None, "el noor", "12", ("15",), "11")),
        ("شراء سهم شركة النخيل من 33 الى 34\nالأهداف: ٣٦، ٣٨\nالوقف ٣١",
         (None, "النخيل", "33", ("36", "38"), "31")),
    ],
)  # fmt: skip
def test_a_tip_names_a_share_and_its_prices(text: str, said: Said) -> None:
    assert [(one.ticker, one.company, one.entry, one.targets, one.stop) for one in read(text)] == [said]


def test_each_share_of_a_list_is_a_tip() -> None:
    found = read("سهم الأفق هدف 30\nسهم الواحة هدف 15")
    assert [(one.company, one.targets) for one in found] == [("الأفق", ("30",)), ("الواحة", ("15",))]


@pytest.mark.parametrize(
    "text",
    [
        "الهدف من الدورة تدريب 20 شابا",
        "حققنا هدفنا 20 متطوعا",
        "احذروا توصيات سهم الأفق هدف 30",
        "سهم الأفق ارتفع 5% خلال يومين",
        "متى ندخل سهم الأفق؟",
        "توقف الباص عند محطة 15",
        "",
    ],
)
def test_talk_of_targets_and_shares_is_no_tip(text: str) -> None:
    assert read(text) == []


def test_a_tip_says_which_group_it_invites_into() -> None:
    text = "سهم الأفق هدف 30 t.me/+FakeHash99"
    invite = SeenIdentifier(
        span_start=17, span_end=len(text), rule="telegram", confidence=0.9, scheme="telegram", value="+FakeHash99"
    )
    assert [one.group for one in read(text, (invite,))] == ["+FakeHash99"]
