"""The Timeline view: a lane for each instrument or owner; what is past, what is due, what comes if nothing is done."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from model.assess.engine import Assessed
from model.outlook.chain import critical_chain
from model.outlook.forward import Ahead
from model.outlook.time.lanes import Coming, Grouping, coming_of
from ui.docket.headbar import HeadBar, HeadButton
from ui.frame.panel import in_column
from ui.frame.theme import Theme
from ui.frame.view import SupposingView
from ui.inspector.keys import RecordKeys
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.timeline.ahead import FarLook
from ui.timeline.canvas import TimelineCanvas
from ui.timeline.content import TimelineContent
from ui.timeline.gather import gather
from ui.timeline.legend import TimelineLegend
from ui.timeline.markers import Marker
from ui.timeline.rowcontent import Recorded
from ui.timeline.scale import ZOOMS, Scale, Zoom, fitted
from ui.timeline.summary import description, summary
from ui.widgets.empty import EmptyState
from ui.widgets.menuplace import choice_menu, drop_menu
from ui.widgets.workbar import WorkBar
from ui.workspace import Workspace

LANES: dict[Grouping, str] = {"instrument": "By instrument", "owner": "By owner"}
_LOOKING = "Looking 400 days ahead"
_AT, _AT_NARROW = 0.47, 0.525
"""Where the day looked at stands to begin with: in a narrow chart what is past has more room, for its names."""
_NARROW = 720
_PATIENCE = 300
"""Milliseconds before the work is shown."""
_FAR = timedelta(days=1100)


def _place(wide: float) -> float:
    """Where the day looked at stands in a chart so wide."""
    return wide * (_AT_NARROW if wide < _NARROW else _AT)


class TimelineView(SupposingView):
    """Head, drawing and legend. It shows the workspace, or what is supposed of it."""

    def __init__(
        self, workspace: Workspace, theme: Theme, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, parent)
        self._settings = settings
        self._grouping: Grouping = cast(Grouping, settings.get("timeline_lanes", "instrument"))
        if self._grouping not in LANES:
            self._grouping = "instrument"
        self._known: Assessed | None = None
        self._before: Assessed | None = None
        self._ahead: Ahead = ()
        self._recorded: tuple[Assessed | None, Coming] = (None, {})
        self._content: TimelineContent | None = None
        self._settled = False
        self._far = FarLook(jobs, self)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.head = HeadBar(theme, "Timeline", self)
        self.lanes_button = self.head.add(HeadButton(theme, f"Lanes: {self._grouping}", menu=True))
        self.zoom_button = self.head.add(HeadButton(theme, "Zoom: quarter", menu=True))
        self.fit_button = self.head.add(HeadButton(theme, "Fit"))
        self.work = WorkBar(theme)
        self.empty = EmptyState(theme)
        self.canvas = TimelineCanvas(theme, self)
        self.legend = TimelineLegend(theme)
        lines = QVBoxLayout()
        lines.setContentsMargins(theme.space.view, 0, theme.space.view, 6)
        lines.addWidget(self._banner)
        for widget in (self.work, self.empty):
            widget.hide()
            lines.addWidget(widget)
        in_column(self, self.head, lines, self.canvas, self.legend, stretched=(self.canvas,))
        self.setFocusProxy(self.canvas)
        self.setTabOrder(self.canvas, self.lanes_button)
        RecordKeys(self._workspace, self.canvas)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(self.work.show)

    def _connect(self) -> None:
        space, canvas = self._workspace, self.canvas
        self._follow_workspace()
        canvas.picked.connect(self._pick)
        canvas.opened.connect(self._open_record)
        canvas.menuAsked.connect(self._show_menu)
        canvas.daysPicked.connect(self._pick_marker)
        canvas.dayAsked.connect(space.set_day)
        canvas.scaled.connect(self._say_zoom)
        canvas.moved.connect(self._moved)
        canvas.fitAsked.connect(self.fit)
        self._far.ready.connect(self._show_ahead)
        self._far.progressed.connect(lambda share: self.work.show_progress(_LOOKING, round(share * 100), 100))
        self._far.ended.connect(self._quiet)
        self.work.cancelled.connect(self._far.stop)
        self.fit_button.clicked.connect(self.fit)
        self.lanes_button.clicked.connect(lambda: drop_menu(self.lanes_menu(), self.lanes_button))
        self.zoom_button.clicked.connect(lambda: drop_menu(self.zoom_menu(), self.zoom_button))

    # ------------------------------------------------------------------------------------- what is shown

    @property
    def grouping(self) -> Grouping:
        """What a lane stands for."""
        return self._grouping

    def set_grouping(self, grouping: Grouping) -> None:
        """A lane for each instrument, or for each owner."""
        if grouping != self._grouping:
            self._grouping = grouping
            self._settings.put("timeline_lanes", grouping)
            self.lanes_button.say(f"Lanes: {grouping}")
            self._show()
            self.canvas.keep_in_sight(self._workspace.current)

    @property
    def content(self) -> TimelineContent | None:
        """What is shown."""
        return self._content

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the forward look any longer."""
        super().hideEvent(event)
        self._stale |= self._far.looking
        self._far.stop()

    def _opened(self) -> None:
        """Another docket: its days are not those of the last one."""
        self._settled = False
        self._ahead = ()

    def _renew(self) -> None:
        """Another assessment, or another supposition: look ahead from it."""
        known = self._workspace.assessed_whole
        if not self.isVisible() or known is None:
            self._stale = True
            return
        self._stale = False
        moved = self._known is not None and self._known.assessment.day != known.assessment.day
        self._take(known)
        if self._far_away():
            self._ahead = ()
        self._show()
        if moved:
            self._bring_day()
        self._slow.start()
        self.work.show_progress(_LOOKING, 0, 100)
        if self._known is not None:
            self._far.look(self._known)

    def _take(self, known: Assessed) -> None:
        """What is recorded; or what is supposed on it, with what is recorded to compare it with."""
        from model.outlook.changes.whatif import what_if

        supposed = self._workspace.supposition
        self._known, self._before = known, None
        if supposed is not None:
            self._known, self._before = what_if(known, supposed.assumptions), known

    def _far_away(self) -> bool:
        """Whether what was found ahead is of another day, or of records that are gone."""
        if self._known is None:
            return True
        held = self._known.assessment
        return any(
            day <= held.day or any(turn.id not in held.positions for turn in turns) for day, turns in self._ahead
        )

    def _show_ahead(self, found: object) -> None:
        self._ahead = cast(Ahead, found) if isinstance(found, tuple) else ()
        if self._before is None:
            self._recorded = (self._known, coming_of(self._ahead))
        self._quiet()
        self._show()

    def _quiet(self) -> None:
        self._slow.stop()
        self.work.hide()

    def _show(self) -> None:
        """Everything in its lane."""
        known = self._known
        if known is None or not self.isVisible():
            self._stale = True
            return
        passing = self._passing(known.run.docket, known.assessment)
        content = gather(
            self._theme, known, self._recorded_before(), self._ahead, self._grouping, passing, self._workspace.today
        )
        self._content = content
        self._light()
        if not self._settled:
            self._settle()
        self.canvas.show_content(content)
        self.canvas.choose(self._workspace.selection, self._workspace.current)
        self._say()

    def _recorded_before(self) -> Recorded | None:
        """What is recorded, where something is supposed; with what comes of it, if that was found."""
        if self._before is None:
            return None
        known, coming = self._recorded
        return Recorded(self._before, coming if known is self._before else {})

    # --------------------------------------------------------------------------------------------- sight

    def _settle(self) -> None:
        """To begin with, a quarter's scale, or the one that was left, about the day looked at."""
        if self._content is None or self.canvas.viewport().width() < 100:
            return
        self._settled = True
        per_day = self._settings.get("timeline_scale", ZOOMS["quarter"])
        wide = self.canvas.chart_wide
        self.canvas.set_scale(Scale(0.0, per_day).with_at(self._content.day, _place(wide)))

    def _bring_day(self) -> None:
        """Another day is looked at: it is in sight."""
        if self._content is None:
            return
        scale, wide = self.canvas.time_scale, self.canvas.chart_wide
        if not 0.04 * wide <= scale.middle(self._content.day) <= 0.9 * wide:
            self.canvas.set_scale(scale.with_at(self._content.day, _place(wide)))

    def _moved(self) -> None:
        self._settings.put("timeline_scale", float(self.canvas.time_scale.per_day))

    def fit(self) -> None:
        """Bring into sight everything that is drawn, from the first day to the last."""
        if self._content is None:
            return
        days = [self._content.day]
        for one in self._content.sheet.in_time:
            row = self._content.sheet.row_of(one)
            if row is not None and row.id:
                track = self._content.face(one).track
                days += [day for day in (track.first, track.last) if day]
        near = [day for day in days if abs((day - self._content.day).days) <= _FAR.days]
        last = max(near) + (timedelta(days=31) if max(near) - min(near) > timedelta(days=60) else timedelta(days=7))
        self.canvas.set_scale(fitted(min(near), last, self.canvas.chart_wide))
        self.canvas.verticalScrollBar().setValue(0)
        self._moved()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor."""
        self.canvas.zoom(factor)
        self._moved()

    def set_zoom(self, name: Zoom) -> None:
        """One of the scales that have a name."""
        self.canvas.zoom(ZOOMS[name] / self.canvas.time_scale.per_day)
        self._moved()

    def reveal(self, record_id: str) -> bool:
        """Select a record and bring it into sight. False: the filter hides it."""
        if self._known is not None:
            passing = self._passing(self._known.run.docket, self._known.assessment)
            if passing is not None and record_id not in passing:
                return False
        self._workspace.select((record_id,), record_id)
        self.canvas.keep_in_sight(record_id)
        return True

    # ----------------------------------------------------------------------------------------- selection

    def _choose(self) -> None:
        if self._content is None or not self.isVisible():
            self._stale = True
            return
        self._light()
        self.canvas.choose(self._workspace.selection, self._workspace.current)
        self._say()

    def _light(self) -> None:
        """The critical chain of what is selected: what must be done before it, each link the most pressing."""
        content, current = self._content, self._workspace.current
        if content is None:
            return
        held = content.known.assessment
        content.light(critical_chain(content.known.run.docket, held, current) if current in held.positions else ())

    def _pick(self, record: str, more: bool) -> None:
        space = self._workspace
        if not record:
            space.select(())
        elif self._is_supposed(record):
            return
        elif more:
            space.select_also(record)
        else:
            space.select((record,), record)

    def _is_supposed(self, record: str) -> bool:
        """A relief that is only supposed is in no docket, and cannot be selected."""
        docket = self._workspace.docket
        return record not in docket.obligations and record not in docket.reliefs

    def _pick_marker(self, marker: Marker) -> None:
        ids = tuple(one for one in marker.ids if not self._is_supposed(one))
        self._workspace.select(ids, ids[0] if ids else "")
        if ids:
            self.canvas.keep_in_sight(ids[0])

    def _open_record(self, record: str) -> None:
        if not self._is_supposed(record):
            self._workspace.edit("relief" if record in self._workspace.docket.reliefs else "obligation", record)

    def _show_menu(self, record: str, place: QPoint) -> None:
        if record and record not in self._workspace.selection:
            self._pick(record, more=False)
        self.contextMenuRequested.emit(place)

    # ---------------------------------------------------------------------------------------------- words

    def _say(self) -> None:
        content = self._content
        if content is None:
            return
        nothing = not content.sheet.ids
        self.empty.setVisible(nothing)
        self.canvas.setVisible(not nothing)
        self.legend.setVisible(not nothing)
        if nothing:
            self._say_empty()
        self.head.summarise(*summary(content, self._grouping, filtered=not self._filter.empty))
        self.canvas.setAccessibleDescription(description(content))

    def _say_empty(self) -> None:
        if self._filter.empty:
            self.empty.say("Nothing is on the docket yet.", "Days appear here once obligations are entered.")
        else:
            self.empty.say("No record passes the filter.", "The words and chips above hide them all.")

    def _say_zoom(self) -> None:
        self.zoom_button.say(f"Zoom: {self.canvas.time_scale.zoom}")

    # ---------------------------------------------------------------------------------------------- menus

    def lanes_menu(self) -> QMenu:
        """What a lane stands for."""
        return choice_menu("Lanes", self, LANES, self._grouping, self.set_grouping)

    def zoom_menu(self) -> QMenu:
        """The scales that have a name."""
        return choice_menu(
            "Zoom", self, {name: name.capitalize() for name in ZOOMS}, self.canvas.time_scale.zoom, self.set_zoom
        )
