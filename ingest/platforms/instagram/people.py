"""Who an Instagram download is about: its owner, and the accounts that follow or are followed."""

from collections.abc import Iterator

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.fields import listed, mapped, rejected, worded
from ingest.platforms.mojibake import repaired
from ingest.platforms.streaming import Json, Piece, pieces, readable
from ingest.records import Account
from ingest.tables.refusals import Refused

__all__ = ["OwnPage", "followed", "own_pages"]

_USERNAME = ("Username", "اسم المستخدم", "Nom d’utilisateur", "Nom d'utilisateur", "Benutzername", "Kullanıcı Adı",
             "Nombre de usuario", "نام کاربری", "صارف کا نام", "Имя пользователя")  # fmt: skip
_NAME = ("Name", "الاسم", "Nom", "Adı", "Nombre", "نام", "Имя")
_BIO = ("Bio", "السيرة الذاتية", "نبذة", "Biyografi", "Biografía")
_LISTS = ("[]", "relationships_followers[]", "relationships_following[]")


class OwnPage:
    """The owner's page as one version of the download writes it."""

    def __init__(self, piece: Piece) -> None:
        """`handle` is None when the page names none."""
        self._path = piece.path
        self._page = piece.value
        stated = mapped(piece.value, "string_map_data")
        self._fields = {repaired(label): worded(value, "value") for label, value in stated.items()}
        self.handle = self._field(_USERNAME, "username")

    def account(self, member: Member) -> Account:
        """The owner."""
        return Account(
            evidence=member.locate(self._path),
            platform="instagram",
            account_id=f"@{self.handle}",
            handle=self.handle,
            display_name=self._field(_NAME, "name"),
            bio=self._field(_BIO, "biography"),
            subject_class=member.settings.subject_class,
        )

    def _field(self, labels: tuple[str, ...], key: str) -> str | None:
        """The value under the label in any language we know, or under the key of old versions."""
        stated = next(filter(None, (self._fields.get(label) for label in labels)), None) or worded(self._page, key)
        return repaired(stated) if stated else None


def own_pages(member: Member) -> Iterator[OwnPage]:
    """The owner's page of a new download, or the whole `profile.json` of an old one."""
    for wanted in ("profile_user[]", ""):
        found = [OwnPage(piece) for piece in readable(member.open, (wanted,), name=member.name)]
        if found:
            yield from found
            return


def followed(member: Member, which: str) -> Iterator[Found]:
    """The accounts of a list of followers, or of those that the owner follows; `which` is the list's name."""
    for piece in pieces(member.open, _LISTS, name=member.name):
        entry: Json = next(iter(listed(piece.value, "string_list_data")), {})
        link = worded(entry, "href")
        handle = worded(entry, "value") or worded(piece.value, "title") or (link or "").rstrip("/").rpartition("/")[2]
        if not handle:
            yield rejected(piece, Refused("nothing", "the name of an account", column="value"))
            continue
        yield Account(
            evidence=member.locate(piece.path),
            platform="instagram",
            account_id=f"@{handle}",
            handle=handle,
            source_url=link,
        )
        yield Remark("accounts that follow the owner" if which == "followers" else "accounts that the owner follows")
