"""The Network view: every record as a node, every link as an edge, and the lit path of what is selected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from model.docket import Docket
from model.outlook.graph import Lit
from model.phrases import record_name
from ui.docket.headbar import HeadBar, HeadButton
from ui.frame.theme import Theme
from ui.frame.view import SupposingView
from ui.inspector.keys import RecordKeys
from ui.network.choosing import SPREAD, Shown, cut_words
from ui.network.content import NodeContent
from ui.network.content import links_words as said_links
from ui.network.foot import Foot
from ui.network.layout.drawing import Drawing
from ui.network.layout.plan import NetworkPlan
from ui.network.menus import links_menu
from ui.network.saying import empty_words, groups, links_words, sheet_words, summary
from ui.network.scene.canvas import NetworkCanvas
from ui.network.scene.look import SceneLook
from ui.network.scene.picking import Picking
from ui.network.scene.scene import MARGIN
from ui.network.snapshot import NetworkSnapshot
from ui.shell.jobs import Jobs
from ui.shell.path_dialogs import ask_where, folder_of
from ui.shell.settings import Settings
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.empty import EmptyState
from ui.widgets.workbar import WorkBar
from ui.workspace import Workspace

_READABLE = 0.62
"""The smallest scale at which all is shown at once to begin with."""
_NEAR = 0.8
"""The scale at which a large network is entered."""
_SPREAD = "network_links"
_HOW = "Arrows walk along links, Enter opens, plus and minus zoom, zero fits."


class NetworkView(SupposingView):
    """Head, banner, drawing and foot. It shows the workspace, and what is supposed of it where something is."""

    exported = Signal(object)
    """The path of the drawing that was written."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        jobs: Jobs,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, theme, parent)
        self._settings = settings
        self._jobs = jobs
        self._snapshot = NetworkSnapshot(workspace.docket, workspace.assessment)
        self._spread = self._kept_spread()
        self._shown: Shown | None = None
        self._faces: dict[str, NodeContent] = {}
        self._fitted = True
        self._held: QPoint | None = None
        self._to_export = False
        self.ask_where: Callable[[str], Path | None] = self._ask_where
        self.look = SceneLook(theme)
        self._build(theme, jobs)
        self._connect()

    def _build(self, theme: Theme, jobs: Jobs) -> None:
        self.head = HeadBar(theme, "Network", self)
        self.fit_button = self.head.add(HeadButton(theme, "Fit"))
        self.links_button = self.head.add(HeadButton(theme, "Links: all", menu=True))
        self.export_button = self.head.add(HeadButton(theme, "Export…", "save"))
        self.work = WorkBar(theme)
        self.drawing = Drawing(self.look, jobs, self.work, self)
        self.scene = self.drawing.scene
        self.canvas = NetworkCanvas(self.scene, theme, self)
        self.picking = Picking(self._workspace, self._snapshot, self.drawing, self.canvas)
        self.cut = ElidedLabel(theme, ink="second")
        self.empty = EmptyState(theme)
        self.foot = Foot(self.look, self)
        lines = QVBoxLayout()
        lines.setContentsMargins(theme.space.view, 0, theme.space.view, 6)
        lines.addWidget(self._banner)
        for widget in (self.cut, self.work, self.empty):
            widget.hide()
            lines.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(lines)
        edge = QVBoxLayout()
        edge.setContentsMargins(10, 0, 10, 0)
        edge.addWidget(self.canvas)
        whole.addLayout(edge, 1)
        whole.addWidget(self.foot)
        self.setFocusProxy(self.canvas)
        self.setTabOrder(self.canvas, self.fit_button)
        self.foot.tab_after(self.export_button)
        self.fit_button.setToolTip(
            plain_tooltip("Show all of it: 0.\nZoom with + and \u2212, or with Ctrl and the wheel.")
        )
        RecordKeys(self._workspace, self.canvas)

    def _connect(self) -> None:
        canvas = self.canvas
        self._follow_workspace()
        self.drawing.drawn.connect(self._drawn)
        self.picking.eventPicked.connect(self._event_picked)
        canvas.walked.connect(self._walk)
        canvas.menuAsked.connect(self._show_menu)
        canvas.resized.connect(self._resized)
        canvas.moved.connect(self._moved)
        self.foot.picked.connect(self.picking.pick)
        self.fit_button.clicked.connect(self.fit)
        self.links_button.clicked.connect(self._drop_links)
        self.export_button.clicked.connect(self.export)
        self.empty.asked.connect(self.asked)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(120)
        self._settling.timeout.connect(self._settle)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        super().set_theme(theme)
        self.look.theme = theme

    # ------------------------------------------------------------------------------------- what is shown

    def show_snapshot(self, docket: Docket, assessment: Assessment, compared_with: Assessment | None = None) -> None:
        """Show how things stand; what stands otherwise in ``compared_with`` shows its old shape and its new."""
        self._snapshot.take(docket, assessment, compared_with)
        self._show()

    @property
    def spread(self) -> str:
        """How far from the selection is shown: a key of :data:`ui.network.choosing.SPREADS`."""
        return self._spread

    def set_spread(self, key: str) -> None:
        """Show so far from the selection."""
        if key in SPREAD and key != self._spread:
            self._spread = key
            if self._settings is not None:
                self._settings.for_docket(self._workspace.path).put(_SPREAD, key)
            self._fitted = True
            self._show()

    def _kept_spread(self) -> str:
        """The spread that was chosen for this docket before."""
        branch = self._settings.for_docket(self._workspace.path) if self._settings is not None else None
        kept = branch.get(_SPREAD, "all") if branch is not None else "all"
        return kept if kept in SPREAD else "all"

    @property
    def shown(self) -> Shown | None:
        """What is drawn now."""
        return self._shown

    @property
    def plan(self) -> NetworkPlan:
        """Where everything stands in the drawing."""
        return self.drawing.plan

    @property
    def current(self) -> str:
        """The record that is lit and that the keyboard walks from; an event may be it as well."""
        return self.picking.current

    def _renew(self) -> None:
        """What is supposed, seen against what is recorded; else what is recorded."""
        space, supposed = self._workspace, self._workspace.supposition
        if supposed is not None:
            self.show_snapshot(supposed.docket, supposed.seen.then.assessment, space.assessment)
        else:
            self.show_snapshot(space.docket, space.assessment)

    def _opened(self) -> None:
        """Another docket: nothing of the last one is kept."""
        self.picking.at_event = ""
        self._spread = self._kept_spread()
        self.drawing.forget()
        self._fitted = True
        self._renew()

    def _show(self) -> None:
        """Choose what is shown; draw it anew only where records or links are others."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._snapshot.filter = self._filter
        shown = self._shown = self._snapshot.choose(self._spread, self.current, self._workspace.selection)
        self._faces = self._snapshot.faces(shown)
        self._held = self.canvas.place_of(self.current)
        self.drawing.show(self._snapshot.docket, shown, self._faces, self._room)
        self._light()
        self._say()

    # --------------------------------------------------------------------------------------------- sight

    def _drawn(self) -> None:
        """Begin in sight what is new; keep what was looked at where it was."""
        held = None if self._fitted else self._held
        self._light()
        if held is None:
            self._begin_in_sight()
        else:
            self.canvas.put_at(self.current, held)
        if self._to_export:
            self._to_export = False
            self.export()

    def _begin_in_sight(self) -> None:
        """All of it where that can be read, else what is selected in the middle."""
        self.canvas.fit()
        if self.canvas.scale_now < _READABLE:
            self.canvas.begin(_NEAR)
            self.canvas.show_at(self.current)

    def fit(self) -> None:
        """Bring all of it into sight, however small."""
        self._fitted = True
        self.canvas.fit()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor."""
        self.canvas.zoom(factor)

    def reveal(self, record_id: str) -> bool:
        """Select a record and bring it to the middle. False: the filter hides it."""
        passing = self._snapshot.passing()
        if passing is not None and record_id not in passing:
            return False
        self._workspace.select((record_id,), record_id)
        self.canvas.show_at(record_id)
        return True

    def _moved(self) -> None:
        """By hand: from now on the view stays as it was moved."""
        self._fitted = False

    def _resized(self) -> None:
        self._settling.start()

    def _settle(self) -> None:
        """Another width: a small drawing is set in it anew."""
        if self._shown is not None and self.isVisible() and self._fitted and self.drawing.small:
            self.drawing.lay_out(self._room)

    @property
    def _room(self) -> QSize:
        return self.canvas.viewport().size() - QSize(2 * MARGIN, 2 * MARGIN)

    # ----------------------------------------------------------------------------------------- selection

    def _choose(self) -> None:
        self.picking.at_event = ""
        if not self.isVisible() or self._shown is None:
            self._stale = True
            return
        hidden = self.current not in self._faces or self.current not in self.scene.nodes
        if self._spread != "all" or self._shown.cut or (hidden and self.current not in self._shown.unlinked):
            self._show()
        else:
            self._light()
            self._say()
        self.canvas.keep_in_sight(self.current)

    def _light(self) -> None:
        current = self.current
        self.canvas.current = current if current in self.scene.nodes else ""
        lit = self._lit()
        self.scene.light(lit, self.picking.chosen)
        self.foot.check(self._workspace.selection)
        snapshot, known = self._snapshot, current in self._faces
        words = said_links(snapshot.docket, snapshot.whole, snapshot.assessment, current) if known else _HOW
        self.canvas.describe(self._faces[current].spoken if known else "Network of records", words)

    def _lit(self) -> Lit | None:
        """The path through all the links, those not drawn included; all is lit where nothing drawn is selected."""
        return self._snapshot.whole.lit(self.current) if self.current in self.scene.nodes else None

    def _walk(self, way: str) -> None:
        if self._shown is not None:
            self.picking.walk(self._shown, way)

    def _event_picked(self) -> None:
        self._light()
        self._say()

    # ---------------------------------------------------------------------------------------------- words

    def _say(self) -> None:
        shown, snapshot, current = self._shown, self._snapshot, self.current
        if shown is None:
            return
        self.head.summarise(*summary(snapshot, shown, current))
        self.links_button.say(links_words(snapshot, self._spread, current, cut=shown.cut))
        words = cut_words(shown, record_name(snapshot.docket, current, short=True) or "the first")
        self.cut.set_text(words)
        self.cut.setVisible(bool(words))
        empty = empty_words(snapshot, shown, self._spread, current)
        self.empty.setVisible(empty is not None)
        self.canvas.setVisible(empty is None)
        if empty is not None:
            self.empty.say(*empty)
        self.foot.show_groups(groups(snapshot, shown, self._faces))
        self.foot.check(self._workspace.selection)

    # ---------------------------------------------------------------------------------------------- menus

    def event_menu(self, event: str) -> QMenu:
        """What is done with an event: supposing that it happens, editing it."""
        menu, known = QMenu(self), self._workspace.docket.events[event]
        what_if = menu.addAction("What if it happens on…")
        what_if.setEnabled(not known.recurring)
        what_if.triggered.connect(lambda: self._workspace.assume((event,), "moved"))
        menu.addSeparator()
        menu.addAction("Edit the event…").triggered.connect(lambda: self.picking.open_record(event))
        return menu

    def _show_menu(self, record: str, place: QPoint) -> None:
        if self.picking.stands_alone(record):
            self.picking.pick_event(record)
            if record in self._workspace.docket.events:
                menu = self.event_menu(record)
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                menu.popup(place)
            return
        if record and record not in self._workspace.selection:
            self.picking.pick(record)
        self.contextMenuRequested.emit(place)

    def _drop_links(self) -> None:
        cut = self._shown is not None and self._shown.cut
        menu = links_menu(self, self._spread, self.set_spread, somewhere=bool(self.current), cut=cut)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.links_button.mapToGlobal(QPoint(0, self.links_button.height() + 2)))

    # --------------------------------------------------------------------------------------------- export

    def export(self) -> None:
        """Ask where, and write the whole drawing there, as the file's name says: SVG, PNG or PDF."""
        from ui.network.export import ExportSheet, named, painted, write_painted

        if self.drawing.busy:
            self._to_export = True
            return
        chosen = self.ask_where("Network.svg")
        if chosen is None or self._shown is None:
            return
        path = named(chosen)
        sheet = ExportSheet(*sheet_words(self._snapshot), groups(self._snapshot, self._shown, self._faces))
        made = painted(self.scene, sheet, path)
        job = self._jobs.run("Export", lambda _: write_painted(made, path), self.exported.emit)
        job.refused.connect(self._workspace.fail)

    def _ask_where(self, name: str) -> Path | None:
        kinds = "Drawing (*.svg);;Picture (*.png);;PDF (*.pdf)"
        return ask_where(self, "Save the network", folder_of(self._workspace) / name, kinds)
