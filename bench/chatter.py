"""Generated messages of about 200 characters: everyday chat, offers from a few hundred templates, referrals, repeats.

Sixty of a hundred state nothing and are nearly all different; twenty-five are offers, ten send the reader to somebody
else, five repeat a message word for word. Arabic, English and both mixed. The same seed gives the same messages.
"""

import json
import random
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bench.chat_words import CLAUSES, FILLERS, OFFERS, REFERENCES, SHOPS
from ingest.extraction.statements import Text

__all__ = ["messages", "read", "write"]

LENGTH = 200
TEMPLATES = 300
_OFFERS, _REFERRALS, _REPEATS = 0.25, 0.10, 0.05
_PLATFORMS = ("x", "instagram", "telegram", "whatsapp")
_EMOJI = ("🔥", "🔥🔥🔥", "📈", "💯✨", "👥📈", "📲", "😂", "🌹🌹")
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)

T = TypeVar("T")


def messages(count: int, *, seed: int = 7) -> Iterator[Text]:
    """So many messages, in threads of a few messages each, in the order of time."""
    chat = _Chat(random.Random(f"chatter {seed}"))
    for number in range(count):
        yield chat.message(number)


def write(path: Path, count: int, *, seed: int = 7) -> None:
    """A JSON line for each message."""
    with path.open("w", encoding="utf-8") as file:
        for text in messages(count, seed=seed):
            assert text.sent_at
            told = (
                text.id,
                text.text,
                text.platform,
                text.sender,
                text.recipient,
                text.sent_at.isoformat(),
                text.thread,
            )
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[Text]:
    """The messages of a file that `write` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            number, text, platform, sender, recipient, sent_at, thread = json.loads(line)
            yield Text(
                id=number,
                text=text,
                platform=platform,
                sender=sender,
                recipient=recipient,
                sent_at=datetime.fromisoformat(sent_at),
                thread=thread,
            )


class _Chat:
    """Everybody's next sentence, with one source of chance for all of them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.templates = [self._template() for _ in range(TEMPLATES)]
        self.lately: deque[str] = deque(["السلام عليكم ورحمة الله"], maxlen=2000)
        self.thread, self.left = 0, 0
        self.people = ("", "")
        self.platform = _PLATFORMS[0]

    def message(self, number: int) -> Text:
        if not self.left:
            self._begin_thread()
        self.left -= 1
        sender, recipient = self.people if self.rng.random() < 0.6 else self.people[::-1]
        return Text(
            id=f"m{number:07}",
            text=self._text(),
            platform=self.platform,
            sender=sender,
            recipient=recipient,
            sent_at=_BEGIN + timedelta(seconds=20 * number),
            thread=f"t{self.thread}",
        )

    def _begin_thread(self) -> None:
        self.thread, self.left = self.thread + 1, 2 + int(self.rng.random() * 10)
        self.platform = self._one_of(_PLATFORMS)
        self.people = (self._handle(), f"@customer_{int(self.rng.random() * 200_000)}")

    def _text(self) -> str:
        draw = self.rng.random()
        if draw < _REPEATS:
            return self._one_of(self.lately)
        if draw < _REPEATS + _REFERRALS:
            text = self._reference()
        elif draw < _REPEATS + _REFERRALS + _OFFERS:
            text = self._offer()
        else:
            text = self._chat(self._language(), LENGTH)
        self.lately.append(text)
        return text

    def _chat(self, language: str, length: float) -> str:
        """Clauses of everyday life, some with a number or an emoji, until the length is reached."""
        said = ""
        while len(said) < length * (0.75 + 0.4 * self.rng.random()):
            words = {name: self._one_of(choice) for name, choice in FILLERS[language].items()}
            clause = (
                self._one_of(CLAUSES[language]).format_map(words).replace("{n}", str(1 + int(self.rng.random() * 28)))
            )
            said += clause + self._one_of(
                ("، ", ". ", " و", "... ") if language == "ar" else (", ", ". ", " and ", "! ")
            )
        return said + (self._one_of(_EMOJI) if self.rng.random() < 0.2 else "")

    def _template(self) -> str:
        language = self._language()
        return " ".join(self._one_of(part) for part in OFFERS[language])

    def _offer(self) -> str:
        """A template with its slots filled, half of the time with a sentence of one's own behind it."""
        text = f"{self._one_of(_EMOJI)} {self._filled(self._one_of(self.templates))}"
        if self.rng.random() < 0.1:
            text = text.replace("متابع", "متـــابع").replace("مشاهدة", "م.ش.ا.ه.د.ة")
        if self.rng.random() < 0.5:
            text += " " + self._chat(self._language(), 40)
        return text

    def _reference(self) -> str:
        language = self._language()
        statement = self._filled(self._one_of(REFERENCES[language]))
        return f"{self._chat(language, LENGTH / 2)} {statement}. {self._chat(self._language(), 30)}"

    def _filled(self, words: str) -> str:
        number = int(self.rng.random() * 100)
        phone = self._one_of(("055000{:04}", "+96655000{:04}", "٠٥٥٠٠٠{:04}", "+1 202 555 {:04}")).format(100 + number)
        link = self._one_of(("https://wa.me/96655000{:04}", "t.me/{shop}_{:04}", "https://{shop}{:04}.example/list"))
        return words.format(
            q=self._one_of(("1000", "5000", "١٠٠٠", "10k", "٥ آلاف", "20,000", "500")),
            p=10 + int(self.rng.random() * 400),
            h=self._handle(),
            f=phone,
            u=link.format(100 + number, shop=self._one_of(SHOPS)),
        )

    def _handle(self) -> str:
        return f"@{self._one_of(SHOPS)}_{self._one_of(('shop', 'store', 'vip', 'up'))}{int(self.rng.random() * 250)}"

    def _language(self) -> str:
        return "ar" if self.rng.random() < 0.65 else "en"

    def _one_of(self, things: Sequence[T]) -> T:
        return things[int(self.rng.random() * len(things))]
