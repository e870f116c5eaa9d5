"""Templates: near-duplicates found, told apart and given slots, whatever the order, and as brute force finds them."""

import random
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction.statements import Text
from ingest.extraction.templates.alike import groups
from ingest.extraction.templates.masking import MASKS, Masked, masked
from ingest.extraction.templates.skeletons import Skeleton, Slot, skeleton
from ingest.extraction.templates.sketches import agreement, likeness, sketches
from ingest.extraction.templates.templates import Template, templates

OFFER = "عندنا {q} متابع مقابل {p} ريال مع ضمان ثلاثين يوما والتعويض مجاني، للطلب {h} {e}"
SEED = 20240302


def texts(*said: str, **more: str) -> list[Text]:
    return [Text(id=f"m{n}", text=one, platform="x", sender=f"@s{n}", **more) for n, one in enumerate(said)]  # type: ignore[arg-type]


def jaccard(one: str, other: str) -> float:
    a, b = ({text[at : at + 5] for at in range(len(text) - 4)} for text in (one, other))
    return len(a & b) / len(a | b)


def shown(text: str) -> str:
    form = masked(text)
    assert form
    return " ".join(MASKS.get(word, word) for word in form.text.split(" "))


# masking


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("see https://shop.example/a?b=1 or t.me/lantern_fish or star.example", "see URL or URL or URL"),
        ("write to sales@shop.example or to @Star.Shop, please", "write to URL or to HANDLE please"),
        ("call +966 55 000 0123 or 055-000-0123 or ٠٥٥٠٠٠٠١٢٣", "call PHONE or PHONE or PHONE"),
        ("followers 5k, 10 k, 5 thousand, ٥ آلاف, 20,000 or 50%", "followers NUM NUM NUM NUM NUM or NUM"),
        ("costs 30 SAR or $30 or 30$ or ٣٠ ر.س or sar 30", "costs AMOUNT or AMOUNT or AMOUNT or AMOUNT or AMOUNT"),
        ("now 🔥🔥 🔥 at the old price 📲", "now EMOJI at the old price EMOJI"),
        ("رشـــق متابعين!!! «حقيقيين» بدون، نقص", "رشق متابعين حقيقيين بدون نقص"),
    ],
)
def test_what_changes_is_masked(said: str, form: str) -> None:
    tail = " and this goes on long enough to be compared with others"
    assert shown(said + tail) == form + tail


def test_what_was_masked_is_kept_in_order() -> None:
    form = masked("order 5k followers for 30 SAR from @star_shop, call +966 55 000 0123 🔥 🔥 today")
    assert form
    assert form.values == ("5k", "30 sar", "@star_shop", "+966 55 000 0123", "🔥🔥")


@pytest.mark.parametrize(
    "said", ["", "hi", "صباح الخير يا جماعة", "https://shop.example/a-very-long-address-of-a-page?x=1", "1 2 3 " * 20]
)
def test_short_texts_and_bare_links_have_no_masked_form(said: str) -> None:
    assert masked(said) is None


@given(st.text(max_size=300))
def test_every_mask_has_its_value(said: str) -> None:
    form = masked(said)
    if form:
        assert sum(letter in MASKS for letter in form.text) == len(form.values)


# likeness


def random_texts(rng: random.Random, count: int) -> list[str]:
    words = ["".join(rng.choices("ابتجدرسعfgh", k=rng.randint(2, 6))) for _ in range(120)]
    bases = [[rng.choice(words) for _ in range(rng.randint(8, 30))] for _ in range(max(1, count // 6))]
    made: set[str] = set()
    while len(made) < count:
        base = list(rng.choice(bases))
        for _ in range(rng.choice([0, 1, 2, 3, 5, 9])):
            base[rng.randrange(len(base))] = rng.choice(words)
        made.add(" ".join(base))
    return sorted(made)


def test_likeness_is_the_jaccard_index_of_five_grams() -> None:
    print("seed", SEED)
    said = [*random_texts(random.Random(SEED), 40), "abc", "abcde", "abcdef"]
    pairs = list(combinations(range(len(said)), 2))
    found = likeness(said, (np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])))
    expected = [jaccard(f"{said[a]:\0<5}", f"{said[b]:\0<5}") for a, b in pairs]
    assert found.tolist() == expected


def test_sketches_estimate_the_likeness() -> None:
    print("seed", SEED)
    said = random_texts(random.Random(SEED), 200)
    pairs = np.triu_indices(len(said), 1)
    wrong = agreement(sketches(said), pairs) - likeness(said, pairs)
    assert abs(wrong.mean()) < 0.01
    assert wrong.std() < 0.056


def brute_force(said: list[str]) -> set[frozenset[int]]:
    """Connected components at 0.7, of two or more."""
    of = list(range(len(said)))
    for a, b in combinations(range(len(said)), 2):
        if jaccard(said[a], said[b]) >= 0.7:
            of = [of[a] if one == of[b] else one for one in of]
    sets = {frozenset(n for n, one in enumerate(of) if one == leader) for leader in of}
    return {one for one in sets if len(one) > 1}


@pytest.mark.parametrize("seed", range(SEED, SEED + 12))
@pytest.mark.parametrize("few", [1000, 0], ids=["every pair", "buckets"])
def test_groups_are_those_of_brute_force(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    print("seed", seed)
    monkeypatch.setattr("ingest.extraction.templates.alike.FEW", few)
    said = random_texts(random.Random(seed), 60)
    found = [frozenset(group.rows.tolist()) for group in groups(said, np.ones(len(said), int), sketches(said))]
    whole = brute_force(said)
    for one in whole:  # a component is a group, or is cut where two of it are too far apart
        parts = [group for group in found if group <= one]
        far = any(jaccard(said[a], said[b]) < 0.5 for a, b in combinations(one, 2))
        assert parts == [one] or far
    assert all(any(group <= one for one in whole) for group in found if len(group) > 1)
    assert all(jaccard(said[a], said[b]) >= 0.5 for group in found for a, b in combinations(group, 2))


def test_a_chain_of_small_changes_is_cut_where_the_ends_are_too_far_apart() -> None:
    words = [f"word{chr(97 + n)}{chr(97 + n)}" for n in range(26)]
    chain = sorted(" ".join(["same"] * 2 + words[n : n + 14]) for n in range(0, 13))
    found = list(groups(chain, np.ones(len(chain), int), sketches(chain)))
    assert len(brute_force(chain)) == 1
    assert len(found) > 1
    assert all(jaccard(chain[a], chain[b]) >= 0.5 for group in found for a, b in combinations(group.rows.tolist(), 2))


# skeletons


def test_a_skeleton_keeps_what_all_uses_share() -> None:
    uses = [
        "we sell {} real followers for {} today",
        "we sell {} active followers for {} today",
        "we sell {} followers for {} today now",
    ]
    num, amount = (next(mask for mask, name in MASKS.items() if name == wanted) for wanted in ("NUM", "AMOUNT"))
    told = [Masked(use.format(num, amount), (str(n), f"{n} sar")) for n, use in enumerate(uses)]
    assert skeleton(told) == Skeleton(
        text="we sell {NUM} {TEXT} followers for {AMOUNT} today {TEXT}",
        slots=(
            Slot(name="NUM", values=("0", "1", "2"), n_values=3),
            Slot(name="TEXT", values=("active", "real"), n_values=2),
            Slot(name="AMOUNT", values=("0 sar", "1 sar", "2 sar"), n_values=3),
            Slot(name="TEXT", values=("now",), n_values=1),
        ),
    )


# templates


def test_the_case_worked_on_paper() -> None:
    said = [
        OFFER.format(q="1000", p="٣٠", h="@star_shop", e="🔥🔥🔥"),
        OFFER.format(q="٥٠٠٠", p="120", h="@moon.shop", e="🔥").replace("متابع", "متـــابع"),
        OFFER.format(q="10k", p="200", h="@rain_shop", e="📈💯"),
        "حولت المبلغ أمس ولم يصل إلا نصف العدد، متى يكتمل الطلب يا ترى؟",
    ]
    days = [
        Text(id=f"m{n}", text=one, platform="x", sender=f"@s{n % 2}", sent_at=datetime(2024, 3, 2 + n, tzinfo=UTC))
        for n, one in enumerate(said)
    ]
    [found] = templates(days)
    assert found == Template(
        id=found.id,
        skeleton="عندنا {NUM} متابع مقابل {AMOUNT} مع ضمان ثلاثين يوما والتعويض مجاني للطلب {HANDLE} {EMOJI}",
        slots=(
            Slot(name="NUM", values=("1000", "10k", "5000"), n_values=3),
            Slot(name="AMOUNT", values=("120 ريال", "200 ريال", "30 ريال"), n_values=3),
            Slot(name="HANDLE", values=("@moon.shop", "@rain_shop", "@star_shop"), n_values=3),
            Slot(name="EMOJI", values=("📈💯", "🔥", "🔥🔥🔥"), n_values=3),
        ),
        n_messages=3,
        n_accounts=2,
        first_seen=datetime(2024, 3, 2, tzinfo=UTC),
        last_seen=datetime(2024, 3, 4, tzinfo=UTC),
        public=None,
        members={"m0": 1.0, "m1": 1.0, "m2": 1.0},
    )


def test_no_texts_have_no_templates() -> None:
    assert templates([]) == []
    assert templates(texts(OFFER)) == []


def test_short_greetings_do_not_collide() -> None:
    assert templates(texts(*["السلام عليكم ورحمة الله"] * 5, *["good morning!"] * 5, *["😂😂"] * 5)) == []


def test_different_long_greetings_are_different() -> None:
    said = [
        "السلام عليكم ورحمة الله وبركاته، كيف حالكم وكيف الأهل؟",
        "صباح الخير والسرور على أحلى جماعة في الدنيا كلها",
    ]
    assert sorted(found.n_messages for found in templates(texts(*said * 2))) == [2, 2]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("السلام عليكم ورحمة الله وبركاته، كل عام وأنتم بخير، عيدكم مبارك", "greetings and blessings"),
        (
            "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
            "notice of a platform",
        ),
        ("سبحان الله وبحمده سبحان الله العظيم، اللهم صل وسلم على نبينا محمد", "greetings and blessings"),
    ],
)
def test_what_everybody_sends_is_public(said: str, reason: str) -> None:
    [found] = templates(texts(said, said))
    assert (found.public or "").startswith(reason)


def test_a_greeting_before_an_offer_does_not_make_it_public() -> None:
    said = "السلام عليكم ورحمة الله وبركاته " + OFFER
    [found] = templates(texts(*(said.format(q=n, p=n, h=f"@s{n}", e="🔥") for n in range(1, 5))))
    assert found.public is None


def test_a_text_shared_by_many_strangers_is_public() -> None:
    said = [OFFER.format(q=1000, p=30, h=f"@shop_{n}", e="") for n in range(6)]
    [found] = templates(texts(*said), unrelated=5)
    assert found.public == "used by 6 accounts that share no link, handle, phone or message; more than 5"
    assert templates(texts(*said), unrelated=6)[0].public is None


def test_accounts_that_name_the_same_handle_are_no_strangers() -> None:
    said = [OFFER.format(q=n, p=30, h=f"@shop_{n % 2}", e="") for n in range(1, 9)]
    assert templates(texts(*said), unrelated=2)[0].public is None


def test_accounts_that_write_to_the_same_one_are_no_strangers() -> None:
    said = [OFFER.format(q=n, p=30, h="", e="") for n in range(1, 9)]
    assert templates(texts(*said, recipient="@moon"), unrelated=2)[0].public is None


def test_half_characters_of_a_broken_export_do_no_harm() -> None:
    said = OFFER.format(q=1000, p=30, h="@star_shop", e="\ud83d") + " \udc4d"
    assert [found.n_messages for found in templates(texts(said, said))] == [2]


def test_a_template_keeps_its_id_when_more_messages_follow() -> None:
    said = [OFFER.format(q=1000, p=30 + n, h="@s", e="") + " تابعنا" * (n > 1) for n in range(6)]
    dated = [Text(id=f"m{n}", text=one, sent_at=datetime(2024, 3, 1 + n, tzinfo=UTC)) for n, one in enumerate(said)]
    assert templates(dated)[0].id == templates(dated[:2])[0].id


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_messages_changes_nothing(rng: random.Random) -> None:
    said = [one + " للطلب @star_shop" for one in random_texts(random.Random(SEED), 40)]
    dated = [
        Text(id=f"m{n}", text=one, sender=f"@s{n % 7}", sent_at=datetime(2024, 3, 1 + n % 9, tzinfo=UTC))
        for n, one in enumerate(said * 2)
    ]
    mixed = list(dated)
    rng.shuffle(mixed)
    found = templates(mixed)
    assert found == templates(dated)
    assert [list(one.members) for one in found] == [list(one.members) for one in templates(dated)]
