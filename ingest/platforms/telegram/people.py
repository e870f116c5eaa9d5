"""Who is who in a Telegram export: the owner's own page, the list of contacts, and everybody that messages name."""

from collections.abc import Iterator

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.fields import worded
from ingest.platforms.participants import Participants
from ingest.platforms.streaming import Json, Piece
from ingest.records import Account, Identifier
from ingest.tables.refusals import Refused

__all__ = ["People"]


class People:
    """The accounts of one file; contacts who are in none of its chats are counted and not taken in."""

    def __init__(self, member: Member, owner: str | None) -> None:
        """Nobody yet; `owner` gets the subject class of the settings."""
        self._member = member
        self._seen = Participants(member, "telegram", owner)
        self._contacts: dict[str, tuple[str, str]] = {}

    def saw(self, account: str, piece: Piece, name: str | None) -> None:
        """Notes that a message names an account."""
        self._seen.saw(account, path=piece.path, name=name)

    def own_page(self, piece: Piece) -> Iterator[Found]:
        """The owner's account and phone."""
        page, user = piece.value, worded(piece.value, "user_id")
        if not user:
            return
        account = Account(
            evidence=self._member.locate(piece.path),
            platform="telegram",
            account_id=f"user{user}",
            handle=(worded(page, "username") or "").removeprefix("@") or None,
            display_name=_full_name(page),
            bio=worded(page, "bio"),
            subject_class=self._member.settings.subject_class,
        )
        self._seen.told(account)
        yield account
        if phone := worded(page, "phone_number"):
            yield from self._phone(f"user{user}", phone, piece.path)

    def note_contact(self, piece: Piece) -> None:
        """Remembers the phone of a contact until it shows whether a chat has it."""
        user, phone = worded(piece.value, "user_id"), worded(piece.value, "phone_number")
        if user and user != "0" and phone:
            self._contacts[f"user{user}"] = (phone, piece.path)

    def at_the_end(self) -> Iterator[Found]:
        """The accounts that messages named, and the phones that the owner's contacts give for them."""
        yield from self._seen.accounts()
        for account, (phone, path) in self._contacts.items():
            if account in self._seen:
                yield from self._phone(account, phone, path)
            else:
                yield Remark("contacts of the owner who are in no chat, left in the source")

    def _phone(self, account: str, phone: str, path: str) -> Iterator[Found]:
        from ingest.tables.values.identifiers import normalised  # noqa: PLC0415  (its libraries take a while to load)

        try:
            value, checksum = normalised("phone_e164", phone, region=self._member.settings.region)
        except Refused:
            yield Remark("phone numbers of the owner or its contacts that cannot be dialled")
            return
        yield Identifier(
            evidence=self._member.locate(path),
            platform="telegram",
            account=account,
            scheme="phone_e164",
            value=value,
            stated_value=phone,
            checksum_ok=checksum,
        )


def _full_name(page: Json) -> str | None:
    return " ".join(filter(None, [worded(page, "first_name"), worded(page, "last_name")])) or None
