"""Platform exports in: what WhatsApp, Telegram, Instagram and X hand to their users, as records and rejects.

One file per platform; `exports` says what a file of an export is and what each platform's adapter offers, `archives`
opens zips, and `adapters` is the list.
"""

from ingest.platforms.exports import Adapter, Found, Member, Remark

__all__ = ["Adapter", "Found", "Member", "Remark"]
