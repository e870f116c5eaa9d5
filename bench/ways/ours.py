"""The workbench's own way: a new case, and its ingest as the command does it, custody log and all."""

import os
from collections.abc import Iterator
from pathlib import Path

from bench.stores import Embedded
from bench.ways.job import Job, Stage
from evidence.case import Case
from ingest.file_report import FileReport
from ingest.intake import ingest
from ingest.tables import Settings

__all__ = ["case_for", "load", "take_in"]

_FILES = ("accounts.csv", "messages.csv", "referrals.csv")


def load(job: Job) -> Iterator[Stage]:
    """Each file is a stage; a refused file or a rejected row is an error here, since the files are clean."""
    case = case_for(job)
    for report in take_in(case, job.rows.folder):
        yield report.path.stem, report.records.total()


def case_for(job: Job) -> Case:
    """A new case in the store of the job; an embedded one keeps its store inside its own folder."""
    address = job.store.address
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = address.username, address.password
    os.environ.pop("NEO4J_URI", None)
    embedded = isinstance(job.store, Embedded)
    where = {"store": "embedded:store"} if embedded else {"store": address.uri, "database": address.database}
    folder = job.store.folder if isinstance(job.store, Embedded) else job.folder / "case"
    return Case.create(folder, title="Synthetic market", region="SA", **where)


def take_in(case: Case, folder: Path) -> Iterator[FileReport]:
    """Each file's report once it is stored."""
    settings = Settings(region=case.default_region, time_zone=case.time_zone)
    with case.connect() as store:
        for report in ingest([folder / name for name in _FILES], case=case, store=store, settings=settings):
            if report.refused or report.rejects.count:
                raise RuntimeError(f"{report.path}: {report.refused or dict(report.rejects.reasons)}")
            yield report
