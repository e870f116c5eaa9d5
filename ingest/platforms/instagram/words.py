"""What an Instagram message says: the sender's own words, or what is written on the thing that was shared.

Instagram itself writes texts such as "… sent an attachment." into messages; those are nobody's words.
"""

import re
from dataclasses import dataclass

from ingest.platforms.fields import listed, mapped, worded
from ingest.platforms.mojibake import repaired
from ingest.platforms.streaming import Json

__all__ = ["Said", "said_by"]

_ATTACHED = re.compile(
    r".{1,200} sent an attachment\.|أرسل(?:ت)? .{1,200} مرفق(?:ًا|اً|ا)\.?|.{0,200}أرسل(?:ت)? مرفق(?:ًا|اً|ا)\.?"
)
_REACTED = re.compile(
    r"Liked a message|Reacted .{1,40} to (?:your|a|an|his|her|their) message|(?:تم الإعجاب|أبدى إعجابه) برسالة"
    r"|تفاعل(?:ت)? .{0,40}رسالت?.{0,20}"
)
_MEDIA = ("photos", "videos", "audio_files", "gifs", "sticker", "files")
_PROFILE = "https://www.instagram.com/"


@dataclass(frozen=True)
class Said:
    """The text and its hidden links; `raw_text` is the text before its repair, `remark` the reason for no text."""

    text: str = ""
    raw_text: str | None = None
    links: tuple[str, ...] = ()
    forwarded_from: str | None = None
    remark: str = ""


def said_by(message: Json) -> Said:
    """The words of a message, or the reason why it has none."""
    content, share = worded(message, "content") or worded(message, "text") or "", mapped(message, "share")
    own = repaired(content).strip()
    if _REACTED.fullmatch(own):
        return Said(remark="likes and reactions that are written as messages")
    if own and not _ATTACHED.fullmatch(own):
        return _of(content, share=share, forwarded_from=None)
    if card := _card(share):
        shared = worded(share, "share_text") is not None
        return _of(card, share=share, forwarded_from=worded(share, "original_content_owner") if shared else None)
    return Said(remark=_why_wordless(message, attached=bool(own)))


def _of(written: str, *, share: Json, forwarded_from: str | None) -> Said:
    text, target = repaired(written), _target(share)
    return Said(
        text=text,
        raw_text=written if written != text else None,
        links=(f"{len(text)} {len(text)} {target}",) if target and target not in text else (),
        forwarded_from=f"@{forwarded_from}" if forwarded_from else None,
    )


def _card(share: Json) -> str:
    """What is written on a shared thing, line by line as a reader sees it; its address when nothing is."""
    lines = [worded(share, key) for key in ("share_text", "profile_share_name", "profile_share_username")]
    return "\n".join(filter(None, lines)) or worded(share, "link") or ""


def _target(share: Json) -> str | None:
    profile = worded(share, "profile_share_username")
    return worded(share, "link") or (f"{_PROFILE}{profile}" if profile else None)


def _why_wordless(message: Json, *, attached: bool) -> str:
    if message.get("is_unsent") is True:
        return "unsent messages"
    if message.get("type") == "Call" or "call_duration" in message:
        return "calls"
    media = next((key for key in _MEDIA if listed(message, key) or mapped(message, key)), None)
    return f"messages without words: {media or ('attachment' if attached else 'nothing that is known')}"
