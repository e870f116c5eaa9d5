"""The adapters, one for each platform, and which of them takes a file."""

from ingest.platforms.exports import Adapter
from ingest.platforms.instagram.export import Instagram
from ingest.platforms.telegram.export import Telegram
from ingest.platforms.whatsapp.export import WhatsApp
from ingest.platforms.x.export import X

__all__ = ["ADAPTERS", "HEAD", "adapter_of"]

HEAD = 1 << 16
"""How many of its first bytes tell what a file is."""

ADAPTERS: tuple[Adapter, ...] = (WhatsApp(), Telegram(), Instagram(), X())


def adapter_of(name: str, head: bytes) -> Adapter | None:
    """The adapter that takes a file, by its path in the export and its first bytes; None when none does."""
    return next((adapter for adapter in ADAPTERS if adapter.takes(name, head)), None)
