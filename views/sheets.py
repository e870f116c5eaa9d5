"""Rows as tables: to look at on a page, and to take away as a file that a spreadsheet shows and never obeys.

They live apart because both sides need care that no page should have to remember: hidden marks are shown on the screen,
and cells that look like formulas are guarded in the file, which otherwise has every value exactly.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import pandas as pd
import streamlit as st

from evidence.bag.sheet import as_text, guarded
from graphs.plain_text import visible
from views.safe_text import Plain

__all__ = ["csv_of", "download", "frame_of", "table"]

Rows = Sequence[Mapping[str, Any]]


def frame_of(rows: Rows, columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame with one column for each of `columns` (ours → heading), as a page may show it."""
    return pd.DataFrame({heading: _column([row.get(name) for row in rows]) for name, heading in columns.items()})


def _column(values: list[Any]) -> "pd.Series[Any]":
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, datetime) for value in known):
        return pd.to_datetime(pd.Series(values), utc=True)
    if known and all(isinstance(value, bool) for value in known):
        return pd.Series([None if value is None else ("yes" if value else "no") for value in values], dtype="object")
    if known and all(isinstance(value, int) for value in known):
        return pd.Series(values, dtype="Int64")
    if known and all(isinstance(value, int | float) for value in known):
        return pd.Series(values, dtype="float64")
    return pd.Series([_cell(value) for value in values], dtype="object")


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, Plain):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(one if isinstance(one, Plain) else visible(one) for one in value)
    return visible(value)


def table(rows: Rows, columns: Mapping[str, str], *, height: int | Literal["auto"] = "auto") -> None:
    """A table to look at; its columns can be sorted and widened."""
    found = frame_of(rows, columns)
    st.dataframe(found, hide_index=True, width="stretch", height=height, column_config=formats(found), placeholder="")


def formats(found: pd.DataFrame) -> dict[str, Any]:
    """How the columns of a frame are written: times in UTC to the minute, counts with thousands marks."""
    time = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", timezone="UTC")
    count = st.column_config.NumberColumn(format="localized")
    times = {name: time for name in found.columns if isinstance(found[name].dtype, pd.DatetimeTZDtype)}
    return times | {name: count for name in found.columns if isinstance(found[name].dtype, pd.Int64Dtype)}


def csv_of(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """A CSV with these columns, in UTF-8 with the mark that Excel needs for Arabic, every cell quoted and guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([guarded(as_text(row.get(name))) for name in columns] for row in rows)
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def download(label: str, rows: Rows, columns: Sequence[str], *, name: str) -> None:
    """A button that makes the CSV when it is pressed, and gives it the file name `name`."""
    st.download_button(
        label, lambda: csv_of(rows, columns), file_name=name, mime="text/csv", on_click="ignore", disabled=not rows
    )
