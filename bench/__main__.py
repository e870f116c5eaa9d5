"""The benchmarks by name, or all of them.

Tables go to stdout as Markdown, everything measured into JSON files with the machine it was measured on.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import (
    aliases,
    asking,
    clusters,
    loading,
    money,
    ranking,
    ranking_speed,
    reading,
    records,
    roles,
    starting,
    strangers,
    truth,
    truth_report,
)
from bench.alerts import FOUND_AT
from bench.markets.files import write
from bench.markets.scenarios import Market, market
from bench.report import write_json
from bench.ways import WAYS

Answer = tuple[str, dict[str, Any]]

_ENGINES = ("neo4j", "embedded")
_FEW = 20  # markets of each scenario whose roles are read: a table, where ranking counts its best and worst


def main() -> None:
    """Run what the command line asks for."""
    asked = _words().parse_args()
    for name in _ALL if asked.name == "all" else [asked.name]:
        table, measured = _BENCHMARKS[name](asked)
        path = asked.out / f"{name}.json"
        write_json(path, measured)
        print(f"\n{table}\n\nEverything measured: {path}", flush=True)


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("name", choices=[*_BENCHMARKS, "all"], nargs="?", default="all")
    words.add_argument("--scale", type=float, default=1.0, help="1 is 200,000 accounts, 1M messages, 300,000 referrals")
    words.add_argument("--seed", type=int, default=7, help="of the market and of what is asked")
    words.add_argument("--files", type=Path, help="a market written before, instead of a new one")
    words.add_argument("--ways", type=_some_of(WAYS), default=list(WAYS), help="of loading, see bench/README.md")
    words.add_argument("--engines", type=_some_of(_ENGINES), default=list(_ENGINES), help="neo4j, embedded or both")
    words.add_argument("--repeat", type=int, default=1, help="times each way of loading is run, by turns")
    words.add_argument("--pairs", type=int, default=100, help="pairs of calls of each query")
    words.add_argument("--seeds", type=int, default=200, help="markets of each scenario that are ranked")
    words.add_argument("--names", type=Path, help="a file of names, Arabic and Latin by a tab, for aliases")
    words.add_argument("--records", type=Path, help="a CSV file of people's records with their clusters, for aliases")
    known = FOUND_AT if FOUND_AT.is_dir() else None
    words.add_argument("--alerts", type=Path, default=known, help="folder of payments with labelled alerts, for money")
    words.add_argument("--out", type=Path, default=Path("bench/results"), help="folder of the JSON files")
    return words


def _some_of(known: Iterable[str]) -> Callable[[str], list[str]]:
    def chosen(text: str) -> list[str]:
        words = text.split(",")
        if unknown := set(words) - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: expected some of {', '.join(known)}")
        return words

    return chosen


@contextmanager
def _market(asked: argparse.Namespace) -> Iterator[Path]:
    """The folder of the market asked for; a new one is removed afterwards."""
    if asked.files:
        yield asked.files
        return
    with tempfile.TemporaryDirectory(prefix="bench-market-") as place:
        folder = Path(place) / "market"
        write(_scaled(asked.scale, seed=asked.seed), folder)
        yield folder


def _scaled(scale: float, *, seed: int) -> Market:
    accounts, messages, referrals = (int(scale * size) for size in (200_000, 1_000_000, 300_000))
    return market(accounts=accounts, messages=messages, referrals=referrals, seed=seed)


def _shape(files: Path) -> dict[str, Any]:
    shape: dict[str, Any] = json.loads((files / "truth.json").read_text(encoding="utf-8"))["market"]
    return shape


def _loading(asked: argparse.Namespace) -> Answer:
    with _market(asked) as files:
        market = _shape(files)
        runs = loading.measure(files, ways=asked.ways, engines=asked.engines, repeat=asked.repeat)
    return loading.table(runs), {"market": market, "runs": runs}


def _asking(asked: argparse.Namespace) -> Answer:
    print(f"seed of what is asked: {asked.seed}")
    with _market(asked) as files:
        market = _shape(files)
        runs = asking.measure(files, engines=asked.engines, pairs=asked.pairs, seed=asked.seed)
    return asking.table(runs), {"market": market, "seed": asked.seed, "runs": runs}


def _starting(_asked: argparse.Namespace) -> Answer:
    measured = starting.measure()
    return starting.table(measured), measured


def _reading(asked: argparse.Namespace) -> Answer:
    return reading.answer(scale=asked.scale, seed=asked.seed)


def _ranking(asked: argparse.Namespace) -> Answer:
    measured = ranking.measure(seeds=asked.seeds)
    speed = ranking_speed.measure(sizes=[int(part * asked.scale) for part in (20_000, 200_000)])
    tables = (ranking.table(measured), ranking.reliability_table(measured), ranking_speed.table(speed))
    return "\n\n".join(tables), measured | {"speed": speed}


def _aliases(asked: argparse.Namespace) -> Answer:
    if asked.names is None and asked.records is None:
        raise SystemExit(
            "aliases: expected --names FILE, with an Arabic name, a tab and a Latin spelling on each line, or "
            "--records FILE, a CSV with unique_id, first_name, surname, dob, email and cluster"
        )
    parts: list[Answer] = []
    if asked.names is not None:
        measured = aliases.measure(asked.names)
        parts.append((aliases.table(measured), measured))
    if asked.records is not None:
        measured = records.measure(asked.records)
        parts.append((records.table(measured), {"records": measured}))
    return "\n\n".join(told for told, _ in parts), {key: one for _, some in parts for key, one in some.items()}


def _roles(asked: argparse.Namespace) -> Answer:
    measured = roles.measure(seeds=min(asked.seeds, _FEW))
    return roles.table(measured), measured


def _clusters(asked: argparse.Namespace) -> Answer:
    measured = clusters.measure(
        seeds=min(asked.seeds, _FEW), sizes=[int(part * asked.scale) for part in (20_000, 200_000)]
    )
    return clusters.table(measured), measured


def _money(asked: argparse.Namespace) -> Answer:
    sizes = tuple(int(part * asked.scale) for part in (100_000, 1_000_000))
    measured = money.measure(payments=sizes, alerts=asked.alerts)
    return money.table(measured), measured


def _truth(asked: argparse.Namespace) -> Answer:
    measured = truth.measure()
    measured["parts"]["dev, each author as a stranger"] = strangers.measure()
    truth_report.write_report(asked.out / "truth.md", measured)
    return truth_report.table(measured), measured


_BENCHMARKS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "loading": _loading,
    "asking": _asking,
    "starting": _starting,
    "reading": _reading,
    "truth": _truth,
    "ranking": _ranking,
    "roles": _roles,
    "clusters": _clusters,
    "money": _money,
    "aliases": _aliases,
}

_ALL = [name for name in _BENCHMARKS if name != "aliases"]  # which needs a file that is not part of the project


if __name__ == "__main__":
    main()
