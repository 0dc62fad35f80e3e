"""The Today view: the sentence, seven weeks as a strip, what changes next, and the bands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from model.outlook.today.agenda import BANDS, Agenda, BandKey
from model.outlook.today.headline import headline
from model.outlook.today.weeks import seven_weeks, weeks_from
from ui.filter.filter import Filter
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.frame.view import RecordsView
from ui.inspector.keys import RecordKeys
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.today.ahead import LookAhead
from ui.today.band import (
    AHEAD_KEY,
    ORDER,
    SCROLL,
    SPECS,
    TURNS,
    BandSide,
    BandView,
    counts_words,
    empty_words,
    shown_of,
    side_words,
)
from ui.today.columns import needs_of
from ui.today.headline import Headline
from ui.today.rowlist import RowList
from ui.today.rows import BandEntry, DayRow, Row
from ui.today.strip import WeekStrip
from ui.widgets.empty import EmptyState
from ui.widgets.scrollbar import QuietScrollBar
from ui.workspace import Workspace

_TOP = 30
_UNDER_SENTENCE = 22
_UNDER_STRIP = 14


class TodayView(RecordsView):
    """What can hurt, what comes next and what is not known, as of the day that is looked at."""

    docketAsked = Signal(object)
    """All of a band, in the docket: the :class:`ui.filter.filter.Filter` that shows it."""

    def __init__(
        self, workspace: Workspace, theme: Theme, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, parent)
        self._settings = settings
        self._picking = False
        self._snapshot = Snapshot(workspace.docket, workspace.assessment, workspace.slots)
        self._needs = needs_of((), theme)
        self._page = QWidget(self)
        self.sentence = Headline(theme)
        self.strip = WeekStrip(theme)
        self.bands = {key: BandView(theme, key, SPECS[key].title) for key in ORDER}
        self.empty = EmptyState(theme)
        self.ahead = LookAhead(jobs, TURNS + 1, self)
        self._lay_out(theme)
        self._fold_as_remembered()
        self._connect()

    def _lay_out(self, theme: Theme) -> None:
        edge = theme.space.view
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, _TOP, 0, edge)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(edge, 0, edge - SCROLL, 0)
        head.setSpacing(0)
        head.addWidget(self.sentence)
        head.addSpacing(_UNDER_SENTENCE)
        head.addWidget(self.strip)
        column.addLayout(head)
        column.addSpacing(_UNDER_STRIP)
        for key in ORDER:
            column.addWidget(self.bands[key])
        column.addStretch(1)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, in the margin, so that the right edge of the rows stays where it is.
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll_area.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self.scroll_area))
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(self._page)
        self._stack(theme)

    def _stack(self, theme: Theme) -> None:
        blank = QWidget(self)
        column = QVBoxLayout(blank)
        column.setContentsMargins(theme.space.view, 40, theme.space.view, 24)
        column.addWidget(self.empty)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.scroll_area)
        self._pages.addWidget(blank)

    def _connect(self) -> None:
        space = self._workspace
        self._follow_workspace()
        self.strip.picked.connect(lambda ids: space.select(ids, ids[0] if ids else ""))
        self.strip.dayPicked.connect(space.set_day)
        self.strip.left.connect(lambda: self._step(None, 1))
        self.ahead.ready.connect(self._show_ahead)
        self.empty.asked.connect(self.asked)
        for band in self.bands.values():
            band.folded.connect(lambda _: self._remember_folds())
            band.moreAsked.connect(lambda key=band.key: self.docketAsked.emit(_filter_of(key)))
            band.head.entered.connect(lambda band=band: self._enter(band))
            band.head.stepped.connect(lambda _, band=band: self._step_from_head(band))

    # ------------------------------------------------------------------------------------- what is shown

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the forward look any longer."""
        super().hideEvent(event)
        self._stale |= self.ahead.looking
        self.ahead.stop()

    def _opened(self) -> None:
        self.scroll_area.verticalScrollBar().setValue(0)

    def _renew(self) -> None:
        """Show the day anew; nothing is worked out while the view is not in sight."""
        self._stale = not self.isVisible()
        if self._stale or self._workspace.ledger is None:
            return
        space = self._workspace
        snapshot = Snapshot(space.docket, space.assessment, space.slots)
        agenda = snapshot.agenda
        self.sentence.say(headline(space.docket, space.assessment, agenda))
        first = weeks_from(space.day, space.today)
        self.strip.show_weeks(snapshot, seven_weeks(space.docket, space.assessment, first), space.today)
        self._show_bands(snapshot, agenda)
        self._say_empty()
        if space.assessed_whole is not None:
            self.ahead.look(space.assessed_whole)
        self._choose()

    def _show_bands(self, snapshot: Snapshot, agenda: Agenda) -> None:
        sides = {key: _sides(snapshot, agenda, key) for key in BANDS}
        rows = [row for some in sides.values() for side in some for row in side.rows]
        self._snapshot, self._needs = snapshot, needs_of(rows, self._theme)
        for key in BANDS:
            band = agenda[key]
            hidden = len(band.ids) - sum(len(side.rows) for side in sides[key])
            made = self.bands[key].show_sides(
                sides[key],
                counts=counts_words(band),
                empty=empty_words(key, agenda.day),
                hidden=hidden,
                needs=self._needs,
            )
            self._adopt(made)

    def _show_ahead(self, found: object) -> None:
        """The next days on which a standing changes."""
        days = found if isinstance(found, tuple) else ()
        rows: tuple[Row, ...] = tuple(DayRow(self._snapshot, day, turns) for day, turns in days[:TURNS])
        words = "in the next 60 days" if len(days) <= TURNS else f"the next {TURNS} days of change"
        sides = (BandSide("days", words, rows),) if rows else ()
        made = self.bands[AHEAD_KEY].show_sides(
            sides,
            counts=words if rows else "",
            empty=empty_words(AHEAD_KEY, self._snapshot.day),
            hidden=0,
            needs=self._needs,
        )
        self._adopt(made)
        self._choose()

    def _say_empty(self) -> None:
        docket = self._workspace.docket
        nothing = not docket.obligations and not docket.reliefs
        self._pages.setCurrentIndex(1 if nothing else 0)
        if nothing:
            self.empty.say(
                "Nothing is on the docket yet.",
                "Enter the first obligation: who must do what, by when, and under which clause.",
                (("new_obligation", "New obligation"), ("open_sample", "Open the sample")),
            )

    # ----------------------------------------------------------------------------------- what is selected

    def _adopt(self, lists: Iterable[RowList]) -> None:
        """Listen to lists that are new."""
        for made in lists:
            made.picked.connect(lambda ids, one, made=made: self._picked(made, ids, one))
            made.opened.connect(self._open)
            made.actionAsked.connect(self._do)
            made.left.connect(lambda step, made=made: self._step(made, step))
            made.reached.connect(lambda rect, made=made: self._bring_into_sight(made, rect))
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(
                lambda place, made=made: self.contextMenuRequested.emit(made.viewport().mapToGlobal(place))
            )
            RecordKeys(self._workspace, made)
            self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes from the strip through each band: head, rows, the way to the rest."""
        stops: list[QWidget] = [self.strip, *(stop for key in ORDER for stop in self.bands[key].stops())]
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)

    def _picked(self, where: RowList, ids: tuple[str, ...], one: str) -> None:
        if self._picking or not ids:
            return
        self._picking = True
        self._workspace.select(ids, one if one in ids else ids[0])
        self._picking = False
        self._choose(where)

    def _choose(self, but: RowList | None = None) -> None:
        """Mark the selected records wherever they stand."""
        if self._picking:
            return
        for rows in self._lists():
            if rows is not but:
                rows.choose(self._workspace.selection)
        self.strip.choose(self._workspace.selection)

    def _open(self, row: Row) -> None:
        if isinstance(row, DayRow):
            self._workspace.set_day(row.day)
            return
        kind = "relief" if row.id in self._workspace.docket.reliefs else "obligation"
        self._workspace.edit(kind, row.id)

    def _do(self, row: Row) -> None:
        """What a row offers at its right."""
        action = row.action
        if action is None:
            return
        if action.go and isinstance(row, DayRow):
            self._workspace.set_day(row.day)
        elif action.edit == "new relief":
            self._workspace.edit("relief")
        elif action.edit:
            self._workspace.edit(action.edit, row.ids[0])
        else:
            self._workspace.record(row.ids, action.fact or "")

    # -------------------------------------------------------------------------------------- the keyboard

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard starts on the first row there is."""
        lists = self._lists()
        if lists:
            lists[0].setFocus(reason)
        else:
            self.strip.setFocus(reason)

    def _lists(self) -> tuple[RowList, ...]:
        return tuple(rows for key in ORDER for rows in self.bands[key].shown_lists())

    def _step(self, where: RowList | None, step: int) -> None:
        """The keyboard leaves a list upwards or downwards; None stands for the strip above them all."""
        lists = self._lists()
        place = lists.index(where) + step if where in lists else 0
        if 0 <= place < len(lists):
            lists[place].enter(last=step < 0)
        elif step < 0:
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroll_area.ensureWidgetVisible(self.strip)

    def _enter(self, band: BandView) -> None:
        """From a band's head to its first row, or to the next row there is."""
        following = ORDER[ORDER.index(band.key) :]
        lists = [rows for key in following for rows in self.bands[key].shown_lists()]
        if lists:
            lists[0].enter()

    def _step_from_head(self, band: BandView) -> None:
        before = ORDER[: ORDER.index(band.key)]
        lists = [rows for key in before for rows in self.bands[key].shown_lists()]
        if lists:
            lists[-1].enter(last=True)
        else:
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self, rows: RowList, rect: QRect) -> None:
        place = rows.viewport().mapTo(self._page, rect.center())
        self.scroll_area.ensureVisible(0, place.y(), 0, rect.height() * 2)

    # ---------------------------------------------------------------------------------------- remembered

    def _fold_as_remembered(self) -> None:
        shut: list[str] = []
        for key in self._settings.get("today_folded", shut):
            if key in self.bands:
                self.bands[key].head.setChecked(True)

    def _remember_folds(self) -> None:
        self._settings.put("today_folded", [key for key in ORDER if self.bands[key].head.folded])


def _sides(snapshot: Snapshot, agenda: Agenda, key: BandKey) -> tuple[BandSide, ...]:
    """The rows of a band by side, as many of each as it shows."""
    made: list[BandSide] = []
    for group in agenda[key].groups:
        rows = tuple(
            BandEntry(snapshot, snapshot.docket.node(one), key) for one in shown_of(key, group.whose, group.ids)
        )
        if rows:
            made.append(BandSide(group.whose, side_words(group.whose, len(group.ids)), rows))
    return tuple(made)


def _filter_of(key: str) -> Filter:
    """What shows all of a band in the docket."""
    return Filter(chosen={"band": frozenset({key})})
