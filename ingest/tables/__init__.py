"""Tables in: files of CSV, TSV, XLSX, JSON Lines and Parquet as records and rejects.

`open_tables` is the way in. Behind it, `readers` cut files into rows, `headers` and `recognition` say what the columns
are, `values` read cells, `plan` and `rows_to_records` put them together.
"""

from ingest.tables.mapping import Mapping
from ingest.tables.refusals import MappingRefused, TableRefused
from ingest.tables.settings import Limits, Settings
from ingest.tables.table import SetAside, Table, Tables, header_of, is_table, open_tables, sources_of

__all__ = [
    "Limits",
    "Mapping",
    "MappingRefused",
    "SetAside",
    "Settings",
    "Table",
    "TableRefused",
    "Tables",
    "header_of",
    "is_table",
    "open_tables",
    "sources_of",
]
