"""Which records the network shows, and which stand in a line below it. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from model.days.wording import say_count
from model.outlook.graph import Network

MOST = 1200
"""So many records and events are drawn at once; of more, those nearest to the selection."""
_GATHER = 4
"""From so many quiet causes of one consequence on, they stand in a line below the drawing."""
_CONSEQUENCES = 2
"""Where more consequences than this have such causes, all causes are drawn: a line a consequence would be no line."""


class Spread(Struct, frozen=True):
    """How far from the selection is shown: its key, its words, and the links counted, None for as far as they go."""

    key: str
    words: str
    steps: int | None = None


SPREADS: tuple[Spread, ...] = (
    Spread("all", "Everything"),
    Spread("linked", "All that hangs together"),
    Spread("3", "Up to three links away", 3),
    Spread("2", "Up to two links away", 2),
    Spread("1", "What it is linked to", 1),
)
SPREAD: dict[str, Spread] = {spread.key: spread for spread in SPREADS}


class Shown(Struct, frozen=True, eq=False):
    """What is drawn, what stands below it by consequence, and what has no link.

    ``count`` of ``whole`` obligations and reliefs are shown; ``cut`` is set where that is not all that pass.
    """

    network: Network
    gathered: Mapping[str, tuple[str, ...]]
    unlinked: tuple[str, ...]
    count: int
    whole: int
    cut: bool

    @property
    def key(self) -> tuple[object, ...]:
        """Two of the same key are drawn alike."""
        return self.network.nodes, self.network.edges


def choose(
    network: Network,
    spread: str,
    current: str,
    passing: Collection[str] | None,
    quiet: Collection[str],
    events: Collection[str],
) -> Shown:
    """What is shown of a network: the records that pass the filter, about ``current`` where a spread is chosen.

    ``quiet`` are records that may stand below the drawing if all they do is cause one consequence.
    """
    base = network if passing is None else network.within(_with_events(network, passing, events))
    wanted = SPREAD[spread]
    cut = len(base.beside) > MOST
    if spread == "all" and not cut:
        near = base
    else:
        start = [current] if current in set(base.nodes) else list(base.nodes[:1])
        steps = wanted.steps if spread != "all" else None
        kept = base.around(start, steps, MOST)
        cut = cut or len(kept) >= MOST
        near = base.within(kept)
    gathered = _gathered(near, quiet)
    aside = {one for causes in gathered.values() for one in causes} | set(near.unlinked)
    drawn = near.within([node for node in near.nodes if node not in aside])
    unlinked = tuple(one for one in near.unlinked if passing is None or one in passing)
    count, whole = (sum(one not in events for one in part.nodes) for part in (near, base))
    return Shown(drawn, gathered, unlinked, count, whole, cut)


def _with_events(network: Network, passing: Collection[str], events: Collection[str]) -> set[str]:
    """An event has no filter of its own: it stays with what counts from it."""
    records = set(passing)
    return records | {edge.before for edge in network.edges if edge.after in records and edge.before in events}


def _gathered(network: Network, quiet: Collection[str]) -> dict[str, tuple[str, ...]]:
    found = {
        consequence: tuple(one for one in causes if one in quiet)
        for consequence, causes in network.bare_causes().items()
    }
    found = {consequence: causes for consequence, causes in found.items() if len(causes) >= _GATHER}
    return found if len(found) <= _CONSEQUENCES else {}


def cut_words(shown: Shown, name: str) -> str:
    """The line that says that not all is shown; nothing where all is."""
    if not shown.cut:
        return ""
    drawn = f"{shown.count:,} of {say_count(shown.whole, 'record')} are drawn"
    if len(shown.network.nodes) >= MOST:
        return f"{drawn}: those nearest to {name}."
    return f"{drawn}: all that {name} hangs together with. No more than {MOST:,} are drawn at once."
