"""The accounts that the messages of one file name, collected while it is read and told once each.

They live apart from the adapters because every platform shows names beside ids in its own way and all of them need
the same answer: one record for each name that an account shows, citing the first place that shows it.
"""

from collections.abc import Iterator

from ingest.platforms.exports import Member
from ingest.records import Account

__all__ = ["Participants"]


class Participants:
    """Accounts in the order in which the file names them."""

    def __init__(self, member: Member, platform: str, owner: str | None) -> None:
        """Nobody yet; `owner` gets the subject class of the settings."""
        self._member = member
        self._platform = platform
        self._owner = owner
        self._seen: dict[tuple[str, str | None, str | None], str] = {}
        self._named: set[str] = set()
        self._told: set[tuple[str, str | None]] = set()

    def __contains__(self, account_id: str) -> bool:
        """Whether the file has named this account."""
        return account_id in self._named

    def saw(self, account_id: str, *, path: str, name: str | None = None, handle: str | None = None) -> None:
        """Notes that the record at `path` names the account, and how it shows it."""
        shown = (account_id, handle, name)
        if shown not in self._seen:
            self._seen[shown] = path
            self._named.add(account_id)

    def told(self, account: Account) -> None:
        """Notes that the file describes this account by itself, so that its name is not told again."""
        self._told |= {(account.account_id, account.display_name), (account.account_id, None)}

    def accounts(self) -> Iterator[Account]:
        """One record for each account and name; an account that shows no name has one record without."""
        described = {account_id for account_id, *shown in self._seen if any(shown)}
        for (account_id, handle, name), path in self._seen.items():
            told = handle is None and (account_id, name) in self._told
            if not told and (handle or name or account_id not in described):
                yield Account(
                    evidence=self._member.locate(path),
                    platform=self._platform,
                    account_id=account_id,
                    handle=handle,
                    display_name=name,
                    subject_class=self._member.settings.subject_class if account_id == self._owner else None,
                )
