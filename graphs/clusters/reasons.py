"""What holds each cluster together, strongest first, as sentences made from its ties."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphs.clusters.layers import LAYERS, Layers
from graphs.standing.indexed import Integers

__all__ = ["Reason", "reasons"]

_SENTENCES = {
    "referrals": "{others} of {size} members refer to {thing}",
    "identifiers": "{members} of {size} members display {thing}",
    "payments": "{others} of {size} members pay {thing}; documented payments: {pieces}",
    "templates": "{members} of {size} members send copies of one template, {thing}",
    "in step": "{members} of {size} members post the same in step more often than chance would have it",
}


@dataclass
class Reason:
    """One thing that ties members: how strongly in all, which members, and the ids of what says so."""

    layer: str
    thing: str
    strength: float = 0.0
    members: set[int] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)

    def told(self, accounts: tuple[str, ...], size: int) -> str:
        """The reason as a sentence."""
        others = sum(accounts[one] != self.thing for one in self.members)
        counts = {"others": others, "members": len(self.members), "size": size, "pieces": len(self.evidence)}
        return _SENTENCES[self.layer].format(thing=self.thing, **counts)


def reasons(layers: Layers, cluster: Integers, *, most: int = 3) -> Mapping[int, list[Reason]]:
    """For each cluster with ties inside its strongest reasons: everything that ties members to one thing adds up.

    A thing is who is referred to or paid, an identifier, a template; `strength` is the sum over its ties, weighed
    as the layers are. One pass over all evidence.
    """
    found: dict[int, dict[tuple[str, str], Reason]] = defaultdict(dict)
    for layer in layers.layers:
        low, high = layer.low[layer.tie_of], layer.high[layer.tie_of]
        inside = cluster[low] == cluster[high]
        ends = zip(cluster[low].tolist(), low.tolist(), high.tolist(), inside.tolist(), strict=True)
        worth = (LAYERS[layer.name] * layer.worth).tolist()
        for (number, one, other, counts), part, cite, thing in zip(ends, worth, layer.cites, layer.things, strict=True):
            if counts:
                reason = found[number].setdefault((layer.name, thing), Reason(layer.name, thing))
                reason.strength += part
                reason.members |= {one, other}
                reason.evidence.add(cite)
    return {number: sorted(some.values(), key=_order)[:most] for number, some in found.items()}


def _order(reason: Reason) -> tuple[float, str, str]:
    return -round(reason.strength, 9), reason.layer, reason.thing
