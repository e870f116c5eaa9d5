"""The templates of a whole case, found anew and written in place of the older ones.

Every message may change a template, so they are found from all messages at once. A mark on the case says by what and
from what they were found. It is missing while they are being written: what a killed run leaves does not pass for whole.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ingest.extraction.statements import Text
from ingest.extraction.storing.unread import Unread, text_of
from ingest.extraction.templates.grouping import Grouping, masks
from ingest.extraction.templates.templates import Template, grouped
from ingest.loading.known import LostRowsError, send
from queries.batches import batches
from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["StoredTemplates"]

_AT_ONCE = 2_000
_NOBODY = "\x00"  # no reader is called so: every message is one that it has not read


class StoredTemplates:
    """The templates of one case as one reader finds them."""

    def __init__(self, store: Store, *, reader: str, method: str) -> None:
        """`reader` is what is noted on the case, `method` on every use of a template."""
        self._store, self._reader, self._method = store, reader, method

    def spoil(self) -> None:
        """Says that the templates in the store are no longer whole."""
        self._mark(None)

    def are_whole(self) -> bool:
        """Whether the templates in the store are those of the messages and accounts as they are now."""
        [row] = self._store.read(catalogue["find_template_marks"], case_id=self._store.case_id)
        return bool(row["templates_by"] == self._noted(row))

    def renew(self) -> Iterator[int]:
        """Writes the templates anew, and says now and then how many messages have been gone through."""
        self.spoil()
        [now] = self._store.read(catalogue["find_template_marks"], case_id=self._store.case_id)
        grouping, seen = Grouping(), 0
        for page in Unread(self._store, _NOBODY).pages():
            own = [row for place, row in enumerate(page.rows) if place in page.places]
            # who sent it is the account, however the row calls it
            texts = [_by_account(row) for row in own]
            grouping.add(texts, masks([text.text for text in texts]))
            seen += len(texts)
            yield seen
        self._write(grouped(grouping))
        self._mark(self._noted(now))

    def _noted(self, row: Row) -> str:
        return f"{self._reader}, {row['messages']} messages, {row['observations']} observations"

    def _mark(self, method: str | None) -> None:
        marked = {"case_id": self._store.case_id, "method": method}
        self._store.write(lambda run: run(catalogue["record_templates_read"], **marked))

    def _write(self, found: list[Template]) -> None:
        while self._store.write(lambda run: run(catalogue["record_untemplated"], at_most=_AT_ONCE))[0]["taken"]:
            pass
        for some in batches(map(_template_row, found), max_rows=_AT_ONCE):
            self._store.write(lambda run, rows=some: send(run, "load_templates", rows))  # type: ignore[misc]
        uses = (_use(template, message) for template in found for message in template.members)
        while some := list(islice(uses, _AT_ONCE)):
            self._link(some)

    def _link(self, rows: list[Row]) -> None:
        wrote = self._store.write(lambda run: run(catalogue["load_template_uses"], rows=rows, method=self._method))
        if (written := wrote[0]["written"]) != len(rows):
            raise LostRowsError(
                f"load_template_uses: the store wrote {written} of {len(rows)} rows, expected all; messages have gone "
                "meanwhile. Run the same command again"
            )


def _by_account(row: Row) -> Text:
    return replace(text_of(row, ""), sender=row["sender"])


def _template_row(template: Template) -> Row:
    properties = {
        "id": template.id,
        "skeleton": template.skeleton,
        "n_messages": template.n_messages,
        "n_accounts": template.n_accounts,
        "public": template.public,
    }
    times = {"first_seen": template.first_seen, "last_seen": template.last_seen}
    return {"properties": {name: value for name, value in properties.items() if value is not None}} | {
        name: time.isoformat() if time else None for name, time in times.items()
    }


def _use(template: Template, message: str) -> Row:
    return {"message_id": message, "template_id": template.id, "similarity": template.members[message]}
