"""Calendars of business days by their words, and the input that chooses some of them."""

from __future__ import annotations

from collections.abc import Iterable

from model.days.calendar import known_calendars
from model.days.calendar_names import say_calendar
from model.days.closures import source_of
from ui.editor.fields.candidates import Candidate
from ui.editor.fields.chosen import RecordsField
from ui.editor.fields.picker import PickField
from ui.frame.theme import Theme

CALENDAR_WORDS = {
    "US-FED": "United States, federal (US-FED)",
    "US-FRB": "Federal Reserve Banks (US-FRB)",
    "SIFMA": "U.S. government securities (SIFMA)",
    "NYSE": "New York Stock Exchange (NYSE)",
    "US-NY": "New York (US-NY)",
    "US-AK": "Alaska (US-AK)",
    "US-CA": "California courts (US-CA)",
    "US-CO": "Colorado (US-CO)",
    "US-DE": "Delaware (US-DE)",
    "US-DC": "District of Columbia (US-DC)",
    "US-FL": "Florida (US-FL)",
    "US-IL": "Illinois (US-IL)",
    "US-MA": "Massachusetts, federal (US-MA)",
    "US-TX": "Texas (US-TX)",
    "SAT_SUN": "weekends only (SAT_SUN)",
    "CA-FED": "Canada, federal courts (CA-FED)",
    "CA-CRA": "Canada Revenue Agency (CA-CRA)",
    "CA-BANK-TO": "Toronto banks (CA-BANK-TO)",
    "TSX": "Toronto Stock Exchange (TSX)",
    "CA-ON": "Ontario (CA-ON)",
    "CA-ON-COURT": "Ontario courts (CA-ON-COURT)",
    "CA-ON-FAMILY": "Ontario family (CA-ON-FAMILY)",
    "CA-QC": "Quebec (CA-QC)",
    "CA-QC-COURT": "Quebec courts (CA-QC-COURT)",
    "CA-BC": "British Columbia (CA-BC)",
    "CA-BANK-VAN": "Vancouver banks (CA-BANK-VAN)",
    "CA-AB": "Alberta (CA-AB)",
    "CA-BANK-CAL": "Calgary banks (CA-BANK-CAL)",
    "GB-ENG": "England and Wales (GB-ENG)",
    "GB-SCT": "Scotland (GB-SCT)",
    "GB-NIR": "Northern Ireland (GB-NIR)",
    "TARGET": "payments in euro (TARGET)",
    "ZA": "South Africa (ZA)",
    "NONE": "every day counts (NONE)",
}
"""Each calendar of Duly in the order in which the ticks are read: the first half stands left, the other right."""


def calendar_words(name: str) -> str:
    """A calendar as a person reads it: "New York Stock Exchange (NYSE)"."""
    return CALENDAR_WORDS.get(name, name)


def calendars_words(names: Iterable[str]) -> str:
    """Several together, short: "NYSE and London"."""
    return " and ".join(say_calendar(name) for name in names)


class Calendars:
    """What the picker of calendars offers."""

    def all(self) -> list[Candidate]:
        known = known_calendars()
        ordered = [name for name in CALENDAR_WORDS if name in known]
        return [_candidate(name) for name in (*ordered, *(name for name in known if name not in CALENDAR_WORDS))]

    def find(self, name: str) -> Candidate | None:
        return _candidate(name)


def _candidate(name: str) -> Candidate:
    words = calendar_words(name)
    return Candidate(name, "calendar", "", words, keys=(words.casefold(), say_calendar(name).casefold()))


def covered_words(name: str) -> str:
    """What a calendar rests on and which years it covers, for who chooses it.

    >>> covered_words("SAT_SUN").splitlines()[0]
    'Weekends only'
    """
    if name not in known_calendars():
        return "Duly has no calendar of that name."
    found = source_of(name)
    years = f"Covers {found.first_year} to {found.last_year}."
    return "\n".join(filter(None, (found.title, found.authority, *found.law, years, found.note)))


class CalendarField(PickField):
    """One calendar, found by its words or its name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, Calendars(), "the calendar that is closed: New York, NYSE")

    def value(self) -> str:
        return self.edit.record_id()


class CalendarsField(RecordsField):
    """The calendars a deadline counts by: with none chosen those of its instrument, which the line says."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, Calendars(), "")
        self.edit.setProperty("part", "business days")
        self.say_default("")

    def say_default(self, words: str) -> None:
        """Say whose business days count where none is chosen."""
        self._default = words or "those of its instrument"
        self._say()

    def _show_rows(self) -> None:
        super()._show_rows()
        self._say()

    def _say(self) -> None:
        self.edit.setPlaceholderText("and also…" if self._ids else self._default)
