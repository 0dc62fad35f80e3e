"""What the network looks at: a docket, how it stands, what it is compared with, and what the filter passes. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from model.assess.standing import CALM, Assessment
from model.docket import Docket
from model.outlook.graph import Network, network
from ui.filter.arrangement import passing
from ui.filter.filter import Filter
from ui.filter.snapshot import Snapshot
from ui.frame.standing import slots_of
from ui.network.choosing import Shown, choose
from ui.network.content import NodeContent, face_of


class NetworkSnapshot:
    """One docket at a time, its network read once for as long as its links hold."""

    def __init__(self, docket: Docket, assessment: Assessment) -> None:
        self.docket = docket
        self.assessment = assessment
        self.compared: Assessment | None = None
        self.filter = Filter()
        self.whole = Network((), ())
        self._links: tuple[object, object] = (None, None)

    def take(self, docket: Docket, assessment: Assessment, compared_with: Assessment | None) -> None:
        """Look at another docket, or the same one on another day."""
        self.docket, self.assessment, self.compared = docket, assessment, compared_with

    def choose(self, spread: str, current: str, kept: Iterable[str]) -> Shown:
        """What is shown; ``kept`` are drawn in any case."""
        self._read_links()
        events = self.docket.events.keys()
        return choose(self.whole, spread, current, self.passing(), self._quiet({current, *kept}), events)

    def faces(self, shown: Shown) -> dict[str, NodeContent]:
        """Every record that is shown, as it stands."""
        aside = (one for causes in shown.gathered.values() for one in causes)
        ids = (*shown.network.nodes, *aside, *shown.unlinked)
        return {one: face_of(self.docket, self.assessment, one, self.compared) for one in ids}

    def passing(self) -> frozenset[str] | None:
        """The records that pass the filter; None where all do."""
        if self.filter.empty:
            return None
        snapshot = Snapshot(self.docket, self.assessment, slots_of(self.docket, self.assessment))
        return passing(snapshot, self.filter)

    @property
    def number(self) -> int:
        """How many obligations and reliefs there are."""
        return len(self.docket.obligations) + len(self.docket.reliefs)

    def _read_links(self) -> None:
        links = (self.docket.links_from, self.docket.events)
        if links[0] is not self._links[0] or links[1] is not self._links[1]:
            self._links = links
            self.whole = network(self.docket)

    def _quiet(self, kept: set[str]) -> set[str]:
        """Records without a day whose standing alarms nobody and does not change: they may stand below the drawing."""
        before = self.compared.positions if self.compared else {}
        return {
            one
            for one, position in self.assessment.positions.items()
            if position.standing in CALM
            and position.due is None
            and one not in kept
            and (one not in before or before[one].standing is position.standing)
        }
