"""The share of each role in what was observed of an account, and the role that is said when a share is large enough."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from graphs.roles.facts import Facts
from graphs.roles.gathered import Fact
from graphs.roles.rules import ABSENCES, DEFINITIONS, NONE, NONE_WEIGHT, ROLES, RULES, Rule

__all__ = ["CAVEAT", "COLUMNS", "SAID", "roles"]

SAID = 0.5
"""The least share with which a role is said; below it none is."""
CAVEAT = (
    "A proposal of this tool and a lead for a person to check: it says what was observed of an account, and nothing "
    "about who anybody is. Who writes to sellers or buys from them has done nothing that a role could blame."
)
COLUMNS = ("account_id", "role", "share", *ROLES, NONE, "reasons", "evidence", "definition", "caveat")
_CITED = 30
Floats = npt.NDArray[np.float64]


def roles(facts: Facts) -> list[dict[str, object]]:
    """One row per account, by its id, with the columns COLUMNS; the shares, with that of none of these, sum to 1.

    A share is the exponential of the weights of the rules that hold, over the sum of those of all roles (a proposal of
    this tool, no measured probability). `role` is the role with the greatest share, None when that is below SAID or
    nothing speaks for it; `share` is the greatest either way. `reasons` say what holds, what speaks against the role
    included, or why none is said; `evidence` are citations and ids. Without any fact all shares are equal. Costs grow
    with accounts and facts.
    """
    number = {name: place for place, name in enumerate(facts.accounts)}
    scores = np.zeros((len(number), len(ROLES) + 1))
    scores[:, -1] = NONE_WEIGHT
    for rule in RULES:
        held = facts.of.get(rule.fact, {})
        places = np.fromiter((number[name] for name in held), np.int64, len(held))
        times = np.fromiter((count for count, _ in held.values()), float, len(held))
        scores[places, ROLES.index(rule.role)] += rule.weight * np.minimum(1.0, times / rule.enough)
    shares = _shares(scores)
    places = np.argsort(-shares[:, : len(ROLES)], axis=1, kind="stable")[:, :2].tolist()
    rows = zip(facts.accounts, np.round(shares, 4).tolist(), places, strict=True)
    return [_row(name, share, (ROLES[first], ROLES[second]), facts.of) for name, share, (first, second) in rows]


def _shares(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


_BY_ROLE = {role: tuple(rule for rule in RULES if rule.role == role) for role in ROLES}


def _row(
    name: str, share: list[float], likeliest: tuple[str, str], of: Mapping[str, Mapping[str, Fact]]
) -> dict[str, object]:
    first, second = likeliest
    shares = dict(zip((*ROLES, NONE), share, strict=True))
    held = [rule for rule in _BY_ROLE[first] if name in of.get(rule.fact, ())]
    is_said = shares[first] >= SAID and any(rule.weight > 0 for rule in held)
    if not is_said:
        held += [rule for rule in _BY_ROLE[second] if name in of.get(rule.fact, ())]
    reasons = [_reason(rule, of[rule.fact][name][0], of_role=first) for rule in held if rule.fact not in ABSENCES]
    if not is_said:
        spoke = any(rule.weight > 0 for rule in held)
        reasons.insert(0, _why_not(first, second, shares, spoke=spoke))
    cited = {one for rule in held for one in of[rule.fact][name][1]}
    return {
        "account_id": name,
        "role": first if is_said else None,
        "share": shares[first],
        **shares,
        "reasons": list(dict.fromkeys(reasons)),
        "evidence": sorted(cited)[:_CITED],
        "definition": DEFINITIONS[first] if is_said else None,
        "caveat": CAVEAT,
    }


def _reason(rule: Rule, times: int, *, of_role: str) -> str:
    ending = "" if times == 1 else "s"
    said = rule.sentence.format(accounts=f"{times:,} account{ending}", messages=f"{times:,} message{ending}")
    if rule.weight > 0:
        return said
    return f"against it: {said}" if rule.role == of_role else f"against {_named(rule.role)}: {said}"


def _why_not(first: str, second: str, shares: Mapping[str, float], *, spoke: bool) -> str:
    if not spoke:
        return "not said: nothing that was captured speaks for a role"
    return (
        f"not said: {_named(first)} has a share of {shares[first]:.0%} only, {_named(second)} of {shares[second]:.0%}"
    )


def _named(role: str) -> str:
    return role.replace("_", " ")
