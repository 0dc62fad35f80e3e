"""The drawing of a plan: one scene, cleared and used again, and the items in it by record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from model.docket import Docket
from model.outlook.graph import Edge, Lit, Network
from model.record.links import LinkKind
from ui.network.content import NodeContent, edge_words, label_of, manner_of
from ui.network.layout.layering import Bundle
from ui.network.layout.placing import Sizes
from ui.network.layout.plan import NetworkPlan
from ui.network.scene.edgeitem import BundleItem, TieItem, label_sides
from ui.network.scene.look import SceneLook
from ui.network.scene.nodeitem import NodeItem

MARGIN = 14
_LINES = 12
"""So many edges a tooltip lists."""


class NetworkScene(QGraphicsScene):
    """Nodes and edges. The dictionaries are emptied before the items are."""

    changedLook = Signal()
    """Records, their standings or what is lit are others."""

    def __init__(self, look: SceneLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.nodes: dict[str, NodeItem] = {}
        self._bundles: list[BundleItem] = []
        self._ties: list[TieItem] = []
        self._lit: Lit | None = None
        self._docket = Docket()

    def draw(
        self, docket: Docket, network: Network, plan: NetworkPlan, faces: Mapping[str, NodeContent], sizes: Sizes
    ) -> None:
        """Draw another plan."""
        self._docket = docket
        self.nodes.clear()
        self._bundles.clear()
        self._ties.clear()
        self.clear()
        self._lit = None
        for record, (x, y) in plan.corners.items():
            face = faces[record]
            item = NodeItem(self.look, face, sizes.width, sizes.event if face.event else sizes.height)
            item.setPos(x, y)
            self.nodes[record] = item
            self.addItem(item)
        self._draw_edges(network, plan, sizes)
        self.setSceneRect(QRectF(0, 0, plan.width, plan.height).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self.changedLook.emit()

    def _draw_edges(self, network: Network, plan: NetworkPlan, sizes: Sizes) -> None:
        docket = self._docket
        lines = {(edge.before, edge.after, edge.links): edge for edge in network.edges}
        for route, sides in zip(plan.routes, label_sides(plan.routes), strict=True):
            bundle = route.bundle
            label = label_of(docket, bundle.links, bundle.sources, bundle.targets[0])
            item = BundleItem(self.look, route, manner_of(bundle.links), label, sizes.bend, sides)
            item.said = partial(self._said, bundle, lines)
            self._bundles.append(item)
            self.addItem(item)
        for line in plan.lines:
            tie = TieItem(self.look, line, label_of(docket, line.edge.links, (), ""), sizes.bend)
            tie.said = partial(self._tie_said, line.edge)
            self._ties.append(tie)
            self.addItem(tie)

    def show_faces(self, docket: Docket, faces: Mapping[str, NodeContent]) -> None:
        """The same drawing with other standings."""
        self._docket = docket
        for record, item in self.nodes.items():
            item.show_face(faces[record])
        self.changedLook.emit()

    def light(self, lit: Lit | None, chosen: Collection[str]) -> None:
        """Light what a record needs and what follows from it; None lights all."""
        way = lit.all if lit else frozenset()
        for record, item in self.nodes.items():
            item.set_state(lit=lit is None or record in way, chosen=record in chosen)
        if lit == self._lit and lit is not None:
            return
        self._lit = lit
        for bundle in self._bundles:
            bundle.light(_ends(lit, bundle))
        for tie in self._ties:
            tie.light(lit=lit is None or lit.holds(tie.line.edge))
        self.changedLook.emit()

    def _said(self, bundle: Bundle, lines: Mapping[tuple[str, str, tuple[LinkKind, ...]], Edge]) -> str:
        """Every edge of a bundle in words, line by line."""
        pairs = [(source, target) for source in bundle.sources for target in bundle.targets]
        said = [edge_words(self._docket, lines[source, target, bundle.links]) for source, target in pairs[:_LINES]]
        more = [f"and {len(pairs) - _LINES} more"] if len(pairs) > _LINES else []
        return "\n".join([*said, *more])

    def _tie_said(self, edge: Edge) -> str:
        return edge_words(self._docket, edge)


def _ends(lit: Lit | None, bundle: BundleItem) -> tuple[Collection[str], Collection[str]] | None:
    """The sources and targets of a bundle that lie on the lit path."""
    if lit is None:
        return None
    needed, follows = lit.needed | {lit.record}, lit.follows | {lit.record}
    there = bundle.route.bundle
    for side in (needed, follows):
        sources = [one for one in there.sources if one in side]
        targets = [one for one in there.targets if one in side]
        if sources and targets:
            return sources, targets
    return (), ()
