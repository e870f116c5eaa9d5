"""XLSX workbooks: every sheet, hidden ones too, with the types that the cells have.

calamine reads a sheet as a whole, so memory grows with the largest sheet (about 100 bytes a cell while it is read);
sheets are read one after the other. A cell that shows an error (#N/A) has no value, so it is an empty one here. A date
cell at midnight and a date without a time of day are the same number in a workbook: both are a date alone.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ingest.tables.cells import Cell, Number, Row, Unreadable, clean, text_of
from ingest.tables.readers.archives import check_archive
from ingest.tables.readers.source import Source
from ingest.tables.refusals import TableRefused
from ingest.tables.settings import Limits

__all__ = ["Sheet", "sheets_of"]

_EXACT_DIGITS = 15  # what a spreadsheet keeps of a number
_HALF_MILLISECOND = timedelta(microseconds=500)


class Sheet(Source):
    """One sheet of a workbook; its header is its first row that is not empty."""

    def __init__(self, path: Path, *, name: str, sheet: str, hidden: bool) -> None:
        """Reads the header, which is empty when the sheet is."""
        self._path, self._name, self._sheet = path, name, sheet
        self.sheet, self.hidden = sheet, hidden
        _, cells = next(self._all_rows(), (0, []))
        self.header = [text_of(cell).strip() for cell in cells]

    def rows(self) -> Iterator[Row]:
        """The rows after the header that are not empty, each with its number as the spreadsheet shows it."""
        rows = self._all_rows()
        next(rows, None)
        for place, cells in rows:
            yield f"{self.sheet}!{place}", cells, ""

    def _all_rows(self) -> Iterator[tuple[int, list[Cell]]]:
        with _opened(self._path, self._name) as workbook:
            for number, values in enumerate(workbook.get_sheet_by_name(self._sheet).iter_rows(), start=1):
                cells = [_cell(value) for value in values]
                if any(cell is not None for cell in cells):
                    yield number, cells


def sheets_of(path: Path, *, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook that hold cells, in its order; raises TableRefused when it cannot be read."""
    check_archive(path, name=name, limits=limits)
    with _opened(path, name) as workbook:
        found = [(s.name, s.visible) for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    return [Sheet(path, name=name, sheet=s, hidden=v != SheetVisibleEnum.Visible) for s, v in found]


@contextmanager
def _opened(path: Path, name: str) -> Iterator[CalamineWorkbook]:
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:  # a kept copy has no suffix
            yield workbook
    except PasswordError:
        raise TableRefused(
            f"{name}: is locked with a password, expected an open workbook; save it without one"
        ) from None
    except (CalamineError, OSError) as error:
        raise _broken(name, error) from None


def _broken(name: str, error: Exception) -> TableRefused:
    return TableRefused(f"{name}: the workbook is broken ({error}), expected a whole XLSX file; fetch it again")


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return clean(value) if value else None
    if isinstance(value, bool):
        return Unreadable(str(value).upper(), "a text, a number or a date")
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        rounded = value + _HALF_MILLISECOND
        return rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    if isinstance(value, date | time):
        return value
    return Unreadable(str(value), "a date, not a length of time")


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return Unreadable(str(value), "a number")
    if abs(value) >= 10**_EXACT_DIGITS:
        shortened = f"all its digits: a spreadsheet keeps {_EXACT_DIGITS} of a number; format the cell as text there"
        return Unreadable(f"{Decimal(value):f}", shortened)
    return Number(f"{Decimal(f'{value:.{_EXACT_DIGITS}g}'):f}")
