"""The question: the day it counts from, its calendars, and the deadline in words or as a rule of the rulebook."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from model.days.calendar import known_calendars
from model.days.calendar_names import say_calendar
from model.days.closures import source_of
from model.days.deadline import After
from model.days.notation import Ambiguous, Context, NamedDeadline, NamedSeries
from model.days.rulebook import Rule
from model.docket import Docket
from ui.calculator.answer import calendars_named, recorded, start_of, zone_asked
from ui.calculator.trigger import TriggerField
from ui.deadline.notationfield import NotationField, names_of
from ui.deadline.rulepicker import RulePicker
from ui.editor.fields.field import UnreadField
from ui.editor.fields.names import AnchorNames, context_of
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.chip import FilterChip, Option
from ui.widgets.icons import paint_icon
from ui.workspace import Workspace

_PAD, _ICON, _MOST = 10, 16, 380


class CalendarsChip(FilterChip):
    """A choice of several in the frame of a field, since it is one: it filters nothing."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._look = theme
        self._empty = title

    def words(self) -> str:
        """What is chosen, by the short names; the invitation where nothing is."""
        chosen = [say_calendar(option.key) for option in self.options if option.key in self.value()]
        return ", ".join(chosen) or self._empty

    def set_theme(self, theme: Theme) -> None:
        self._look = theme
        super().set_theme(theme)

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(self._look.font("body")).horizontalAdvance(self.words())
        return QSize(min(2 * _PAD + letters + 8 + _ICON, _MOST), self._look.height.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line.control, 1))
        painter.setBrush(theme.surface.hover if self.underMouse() else theme.surface.field)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.space.radius_control, theme.space.radius_control)
        font = theme.font("body")
        painter.setFont(font)
        painter.setPen(theme.text.first if self.value() else theme.text.third)
        room = self.width() - 2 * _PAD - _ICON - 4
        shown = QFontMetrics(font).elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(_PAD, theme.baseline(font, 0, self.height())), shown)
        arrow = QRectF(self.width() - _PAD + 2 - _ICON, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, arrow, "chevron-down", theme.text.third)


def calendar_options() -> list[Option]:
    """Every calendar that closes any day, by its title."""
    return [Option(name, f"{source_of(name).title} ({name})") for name in known_calendars() if name != "NONE"]


WORDS, RULE = 0, 1
_EXAMPLES = "For example: 4 business days after signing, New York. Or: at least 20 business days before the meeting."


class Asking(QWidget):
    """Emits `changed()` when anything that is asked changes."""

    changed = Signal()

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._look = theme
        self._named: tuple[Docket, AnchorNames] | None = None
        self.trigger = TriggerField(theme, lambda: workspace.today)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("How the deadline is given")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in ("In words", "From the rulebook"):
            self.tabs.addTab(words)
        self.words = NotationField(theme, "deadline", self.context, show_day=False)
        self.words.set_label("Deadline in words")
        self.calendars = CalendarsChip(theme, "Choose calendars")
        self.calendars.set_options(calendar_options())
        self.calendar_note = FlowLabel(theme)
        self.examples = FlowLabel(theme, (Run(_EXAMPLES, "small", "third"),))
        self.picker = RulePicker(theme, detail=False)
        self.pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self.forget()

    # ------------------------------------------------------------------------------------------- asked

    @property
    def by_rule(self) -> bool:
        """Whether a rule is asked about, not words."""
        return self.tabs.currentIndex() == RULE

    @property
    def rule(self) -> Rule | None:
        """The rule asked about."""
        return self.picker.rule if self.by_rule else None

    @property
    def said(self) -> NamedDeadline | None:
        """What the words say; None while they are not understood, or a rule is asked about."""
        return None if self.by_rule else self.words.said

    @property
    def question(self) -> str:
        """What must be answered before there is a day; empty for none."""
        error = None if self.by_rule else self.words.error
        return error.question if isinstance(error, Ambiguous) else ""

    @property
    def counts(self) -> bool:
        """Whether the trigger has a say in what is asked."""
        if self.by_rule:
            return True
        said = self.words.said
        return said is None or isinstance(said, NamedSeries) or bool(names_of(said))

    def chosen_calendars(self) -> tuple[str, ...]:
        """The calendars by which words count that name none."""
        return tuple(name for name in known_calendars() if name in self.calendars.value())

    def context(self) -> Context:
        """What the words are read by: today, the docket's events and obligations, the calendars chosen."""
        own = context_of(self.names(), None, self._workspace.today)
        return replace(own, calendars=self.chosen_calendars())

    def names(self) -> AnchorNames:
        """What the docket has to count from, by name; made once for each docket."""
        docket = self._workspace.docket
        if self._named is None or self._named[0] is not docket:
            self._named = (docket, AnchorNames(docket))
        return self._named[1]

    def forget(self) -> None:
        """Ask nothing: another docket was opened."""
        self.trigger.forget()
        self.words.show_text("")
        self._propose_day()
        self._say()

    def refresh(self) -> None:
        """The docket or its day changed."""
        if not self.trigger.touched:
            self.trigger.day.show_value(self._workspace.today)
        self.words.read_again()
        self._propose_day()

    def take_keyboard(self) -> None:
        """Put the keyboard where the deadline is asked for."""
        where = self.picker.search if self.by_rule else self.words.edit
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        where.selectAll()

    def say_start(self, question: UnreadField | None) -> None:
        """Say what the day is of, or what is still asked about it."""
        if not self.counts and question is None:
            self.trigger.say("The words say the day themselves; this one has no part in it.", None)
            return
        self.trigger.say(self._start_words(), question)

    # ------------------------------------------------------------------------------------------- parts

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.trigger)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        for page in (self._words_page(), self.picker):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)

    def _words_page(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.words)
        inside.addWidget(self.examples)
        inside.addSpacing(14)
        label = QLabel("Business days")
        label.setFont(self._look.font("strong"))
        label.setBuddy(self.calendars)
        inside.addWidget(label)
        inside.addWidget(self.calendars, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.calendar_note)
        inside.addStretch(1)
        return page

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.words.changed.connect(self._say)
        self.words.read.connect(self._asked_anew)
        self.picker.ruleChanged.connect(lambda _: self._asked_anew())
        self.trigger.changed.connect(self._trigger_changed)
        self.calendars.changed.connect(lambda _: self._calendars_changed())
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=by: self.tabs.setCurrentIndex((_now(self) + step) % 2))

    def _turn(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self.take_keyboard()
        self._asked_anew()

    def _asked_anew(self) -> None:
        said, rule = self.said, self.rule
        self.trigger.ask_hour(_zone(said, rule, self._trigger_day()))
        self._propose_day()
        self._say()
        self.changed.emit()

    def _trigger_changed(self) -> None:
        day = self._trigger_day()
        self.picker.set_trigger(day)
        self.trigger.ask_hour(_zone(self.said, self.rule, day))
        self.changed.emit()

    def _calendars_changed(self) -> None:
        self.words.read_again()
        self._say()
        self.changed.emit()

    def _trigger_day(self) -> date | None:
        try:
            return self.trigger.day.value()
        except UnreadField:
            return None

    def _propose_day(self) -> None:
        """The day that the docket knows of what the words count from, else today."""
        space, said = self._workspace, self.said
        known = recorded(space.docket)
        names = names_of(said) if said else ()
        found = known.get(names[0].casefold()) if len(names) == 1 else None
        if found:
            self.trigger.propose(found, "as recorded on the docket")
        else:
            self.trigger.propose(space.today)
        self.picker.set_trigger(self._trigger_day())

    def _start_words(self) -> str:
        if self.rule is not None:
            return _capital(self.rule.counts_from)
        if self.said is not None:
            return _capital(start_of(self.said))
        return "Today, until another day is written"

    def _say(self) -> None:
        """Which calendars count, and whether the words need any."""
        said, chosen = self.words.said, self.chosen_calendars()
        self.examples.setVisible(not self.words.text().strip())
        own = calendars_named(said)
        if own:
            words = f"The words name their own: {' and '.join(map(say_calendar, own))}."
        elif chosen:
            words = "Closed where any of them is closed."
        else:
            words = "None: every day counts, unless the words name one."
        self.calendar_note.show_runs((Run(words, "small", "third"),))


def _now(asking: Asking) -> int:
    return asking.tabs.currentIndex()


def _zone(said: NamedDeadline | None, rule: Rule | None, day: date | None) -> str | None:
    """The zone in which the hour is asked for; None where the day will do."""
    if isinstance(said, After):
        return zone_asked(said.steps)
    if rule is None:
        return None
    version = next((one for one in rule.versions if day and one.holds_on(day)), rule.versions[-1])
    return zone_asked(version.readings[0].steps)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
