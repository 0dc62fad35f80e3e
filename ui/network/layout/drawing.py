"""From what is shown to the scene: laid out at once where it is small, else away from the window's thread."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from model.docket import Docket
from model.outlook.graph import Network
from ui.network.choosing import Shown
from ui.network.content import NodeContent
from ui.network.layout.plan import NetworkPlan, Room, arrange, arrange_within
from ui.network.scene.look import LEAST_GAP, MOST_GAP, SceneLook, sizes_of
from ui.network.scene.scene import NetworkScene
from ui.shell.jobs import Job, Jobs
from ui.widgets.workbar import WorkBar

AWAY = 200
"""From so many records on, the drawing is worked out away from the window's thread."""
_PATIENCE = 300
"""Milliseconds before the work is shown."""


class Drawing(QObject):
    """Keeps the scene to what was last asked for. Emits ``drawn()`` when records or edges were drawn anew."""

    drawn = Signal()

    def __init__(self, look: SceneLook, jobs: Jobs, work: WorkBar, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._jobs = jobs
        self._work = work
        self._job: Job | None = None
        self._asked: Shown | None = None
        self._drawn_as: object = None
        self._sizes = sizes_of(look.theme)
        self._docket = Docket()
        self._faces: Mapping[str, NodeContent] = {}
        self.scene = NetworkScene(look, self)
        self.plan = NetworkPlan()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(work.show)
        work.cancelled.connect(self.cancel)

    @property
    def small(self) -> bool:
        """Whether what is shown is laid out at once."""
        return self._asked is None or len(self._asked.network.nodes) <= AWAY

    @property
    def busy(self) -> bool:
        """Whether it is being laid out."""
        return self._job is not None

    def show(self, docket: Docket, shown: Shown, faces: Mapping[str, NodeContent], room: QSize) -> None:
        """Draw what is shown, or only its faces where the drawing stands already."""
        self._docket, self._asked, self._faces = docket, shown, faces
        if shown.key == self._drawn_as:
            self.cancel()
            self.scene.show_faces(docket, faces)
        else:
            self.lay_out(room)

    def lay_out(self, room: QSize) -> None:
        """Lay out anew what is shown, for this room."""
        shown = self._asked
        if shown is None:
            return
        self.cancel()
        events, last = frozenset(self._docket.events), frozenset(self._docket.consequences)
        within = Room(room.width(), room.height(), LEAST_GAP, MOST_GAP)
        sizes = sizes_of(self._look.theme)
        if self.small:
            plan, self._sizes = arrange_within(shown.network, events, last, sizes, within)
            self._draw(shown, plan)
            return
        self._sizes = sizes
        network = shown.network
        words = f"Laying out {shown.count:,} records"
        self._work.show_progress(words, 0, 100)
        job = self._job = self._jobs.run(
            "Network",
            lambda job: arrange(network, events, last, sizes, within.ratio, job.report),
            lambda plan: self._draw_late(shown, plan),
        )
        job.progressed.connect(lambda share, _: self._work.show_progress(words, round(share * 100), 100))
        job.ended.connect(self._ended)
        self._slow.start()

    def forget(self) -> None:
        """Nothing is drawn: another docket is open."""
        self.cancel()
        self._asked, self._drawn_as, self.plan = None, None, NetworkPlan()
        self.scene.draw(Docket(), Network((), ()), self.plan, {}, self._sizes)

    def cancel(self) -> None:
        """Stop laying out; what was drawn before stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._quiet()

    def _draw_late(self, shown: Shown, plan: NetworkPlan) -> None:
        """One that was overtaken by a newer wish is not drawn."""
        if self._asked is not None and shown.key == self._asked.key:
            self._draw(self._asked, plan)

    def _draw(self, shown: Shown, plan: NetworkPlan) -> None:
        self.plan = plan
        self._drawn_as = shown.key
        self.scene.draw(self._docket, shown.network, plan, self._faces, self._sizes)
        self.drawn.emit()

    def _ended(self) -> None:
        if self._job is not None and self._job.over:
            self._job = None
            self._quiet()

    def _quiet(self) -> None:
        self._slow.stop()
        self._work.hide()
