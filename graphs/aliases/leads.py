"""Every lead on aliases of a case in one list: candidates by name and identifier, replacements, and what was judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graphs.aliases.candidates import candidates
from graphs.aliases.judged import marked, same
from graphs.aliases.replacements import replacements

__all__ = ["leads"]


def leads(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Pairs for a person to judge, best first, with the columns of `candidates`, `judged` and `lines`.

    Takes the lists of `queries.aliases.alias_rows`. `lines` and `evidence` cite, as "<source id>:<line>", where the two
    accounts were seen to show an identifier that speaks for the pair. Standing judgements change what follows: accounts
    that were judged the same count together.
    """
    given = {name: list(found) for name, found in rows.items()}
    judgements, contacts = given["judgements"], given["contacts"]
    found = [
        *candidates(given["accounts"], given["identifiers"], contacts, judgements=judgements),
        *replacements(contacts),
    ]
    found.sort(key=lambda row: (-row["score"], row["left"], row["right"], row["label"]))
    mates = {one: members for members in same((), judgements).groups.values() for one in members}
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in given.get("seen", []):
        lines[row["identifier"], row["account"]] += row["evidence"]
    return marked([_cited(row, lines, mates) for row in found], judgements)


def _cited(
    row: Mapping[str, Any], lines: Mapping[tuple[str, str], list[str]], mates: Mapping[str, list[str]]
) -> dict[str, Any]:
    """The row with the lines in which either account, or one judged the same, shows what speaks for the pair."""
    accounts = {one for end in (row["left"], row["right"]) for one in mates.get(end, [end])}
    cited = {line for one in row["evidence"] for account in accounts for line in lines.get((one, account), ())}
    return {**row, "evidence": [*row["evidence"], *sorted(cited)], "lines": sorted(cited)}
