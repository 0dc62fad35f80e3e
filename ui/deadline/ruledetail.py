"""One rule, as it stood on the trigger's day: what it counts from, when it applies, its words, its readings."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from model.days.provenance import Read, say_grade
from model.days.rulebook import Rule, RuleReading, Version
from model.days.saying import say_steps
from model.days.wording import say_day
from model.errors import DayError
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import SectionHead


class RuleDetail(QWidget):
    """Emits `readingChanged(int)` where authorities differ and another reading is chosen.

    ``choose=False`` leaves out its name and its readings, where they stand elsewhere.
    """

    readingChanged = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, choose: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choose_here = choose
        self._rule: Rule | None = None
        self._day: date | None = None
        self._reading = 0
        self._group: QButtonGroup | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        self.setAccessibleName("The rule")

    @property
    def reading(self) -> int:
        """The reading that is chosen: the conservative one, 0, at first, and where the version has no other."""
        version = self.version()
        return self._reading if version is not None and self._reading < len(version.readings) else 0

    @property
    def asked(self) -> int:
        """The reading that was asked for, whether or not the version of this day has it."""
        return self._reading

    def version(self) -> Version | None:
        """The version that holds on the trigger's day; None where there is no rule, or none holds."""
        if self._rule is None:
            return None
        try:
            return self._rule.version_on(self._day) if self._day else self._rule.versions[-1]
        except DayError:
            return None

    def readings(self) -> list[QRadioButton]:
        """The buttons of the readings; none where all authorities agree."""
        buttons = self._group.buttons() if self._group is not None else []
        return [each for each in buttons if isinstance(each, QRadioButton)]

    def show_rule(self, rule: Rule | None, day: date | None, reading: int = 0) -> None:
        """Show a rule by the version of ``day``; without one, by the law as it is now."""
        version = self.version()
        same = rule == self._rule
        self._rule, self._day = rule, day
        self._reading = reading
        if not same or self.version() is not version or self._body.count() == 0:
            self._build()
        elif self._group is not None:
            self._group.button(self.reading).setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    # ---------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        clear_layout(self._body)
        self._group = None
        rule, version = self._rule, self.version()
        if rule is None:
            return
        self._add_head(rule)
        self._add(plain(self._theme, rule.applies, "small", "second"))
        if version is None:
            self._say_not_covered(rule)
            return
        self._add_law(rule, version)
        if len(version.readings) > 1 and self._choose_here:
            self._add_readings(rule, version)
        for note in dict.fromkeys(filter(None, (rule.note, version.note))):
            self._add(plain(self._theme, note, "small", "third"))

    def _add_head(self, rule: Rule) -> None:
        """Its name and what it counts from; in a section of its own where the name stands elsewhere."""
        if self._choose_here:
            self._add(plain(self._theme, rule.title, "subtitle"))
            self._add(plain(self._theme, f"Counts from {rule.counts_from}.", "small", "second"))
        else:
            self._add(SectionHead(self._theme, "When it applies", f"counts from {rule.counts_from}"))

    def _add(self, widget: QWidget, above: int = 0) -> None:
        if above:
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, above, 0, 0)
            inside.addWidget(widget)
            widget = holder
        self._body.addWidget(widget)

    def _say_not_covered(self, rule: Rule) -> None:
        try:
            rule.version_on(self._day or date.min)
        except DayError as error:
            self._add(FlowLabel(self._theme, (Run(str(error), "small", weight=600),), bar=True), 6)

    def _add_law(self, rule: Rule, version: Version) -> None:
        self._add(SectionHead(self._theme, "The law", _years(version)), 6)
        self._add(plain(self._theme, version.citation, "strong"))
        self._add(FlowLabel(self._theme, (grade_run(version.read),)))
        if version.quote:
            self._add(FlowLabel(self._theme, (Run(version.quote, "source"),), bar=True), 2)
        if version.quote_from:
            self._add(FlowLabel(self._theme, (Run(version.quote_from, "micro", "third"),)))
        self._add(plain(self._theme, f"{cases_words(rule, version)}.", "small", "second"))
        if len(version.readings) == 1:
            self._add(plain(self._theme, counted_words(version.readings[0], rule.counts_from), "small", "second"), 2)

    def _add_readings(self, rule: Rule, version: Version) -> None:
        self._add(SectionHead(self._theme, "Authorities differ", "conservative first"), 6)
        self._group = QButtonGroup(self)
        for place, reading in enumerate(version.readings):
            button = QRadioButton("Conservative reading" if place == 0 else "The other reading")
            counted = counted_words(reading, rule.counts_from)
            button.setAccessibleName(f"{button.text()}: {counted} {reading.says}")
            button.setChecked(place == self.reading)
            self._group.addButton(button, place)
            self._add(button)
            self._add(_indented(plain(self._theme, counted, "small", "second")))
            self._add(_indented(plain(self._theme, reading.says, "small", "third")))
        self._group.idClicked.connect(self._choose)

    def _choose(self, place: int) -> None:
        if place != self.reading:
            self._reading = place
            self.readingChanged.emit(place)


def grade_run(read: Read) -> Run:
    """How the text was read; what was not read in the official text must be seen."""
    return Run(say_grade(read), "small", "second") if read == "official" else Run(say_grade(read), "small", weight=600)


def cases_words(rule: Rule, version: Version) -> str:
    """Whether others published a case, as the beginning of a sentence."""
    words = rule.say_cases(version)
    return f"{words[:1].upper()}{words[1:]}"


def counted_words(reading: RuleReading, start: str = "") -> str:
    """How a reading counts, where its window opens, and which closed days it knows."""
    closed = f"; {reading.calendar.words}" if set(reading.calendars) != {"NONE"} else ""
    words = say_steps(reading.steps, start)
    words += f", not earlier than {say_steps(reading.opens, start)}" if reading.opens else ""
    return f"{words[:1].upper()}{words[1:]}{closed}."


def _years(version: Version) -> str:
    """From when to when the version holds: "since Mon 23 Aug 2004"."""
    if version.since and version.until:
        return f"triggers from {say_day(version.since)} to {say_day(version.until)}"
    if version.since:
        return f"since {say_day(version.since)}"
    return f"to {say_day(version.until)}" if version.until else ""


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(24, 0, 0, 0)
    inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return holder
