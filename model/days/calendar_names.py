"""What the calendars of business days are called: the places, offices and markets that counsel names.

>>> say_calendar("US-FED"), say_calendars(("GB-ENG", "NYSE"))
('SEC', 'London and NYSE')
"""

from __future__ import annotations

from typing import Final

# The first name of each calendar is the one that Duly writes.
PLACES: Final[dict[str, tuple[str, ...]]] = {
    "US-FED": (
        "SEC",
        "federal",
        "U.S. federal",
        "US federal",
        "EDGAR",
        "the SEC",
        "the Commission",
        "U.S. federal courts",
    ),
    "US-FRB": (
        "Federal Reserve",
        "the Federal Reserve",
        "Fedwire",
        "New York banks",
    ),
    "US-NY": ("New York State", "State of New York", "NYS", "New York courts"),
    "NYSE": ("NYSE", "New York Stock Exchange", "the New York Stock Exchange"),
    "GB-ENG": ("London", "England", "England and Wales", "English courts", "the City of London"),
    "TARGET": ("TARGET", "TARGET2", "T2", "euro", "the euro"),
    "CA-BANK-TO": ("Toronto", "Toronto banks"),
    "CA-ON": ("Ontario",),
    "CA-ON-COURT": ("Ontario court", "Ontario courts"),
    "CA-ON-FAMILY": ("Ontario family court", "Ontario family courts"),
    "CA-FED": ("Canada", "Federal Court of Canada", "Federal Courts of Canada"),
    "CA-CRA": ("Canada Revenue Agency", "CRA"),
    "US-DC": ("District of Columbia", "Washington, D.C.", "Washington", "D.C."),
    "US-MA": ("Massachusetts", "Boston"),
    "US-DE": ("Delaware", "Wilmington"),
    "US-AK": ("Alaska", "Anchorage"),
    "US-CO": ("Colorado", "Denver"),
    "US-CA": ("California", "San Francisco", "Los Angeles"),
    "ZA": ("Johannesburg", "South Africa"),
    "SAT_SUN": ("weekends only", "weekdays"),
    "NONE": ("every day open", "no calendar"),
}
SEVERAL: Final[dict[str, tuple[str, ...]]] = {"New York": ("US-FRB", "US-NY", "NYSE")}
"""Places that name no one calendar, and those that each may mean."""
OFFERED: Final = ("US-FRB", "GB-ENG", "US-FED", "NYSE", "TARGET", "CA-BANK-TO", "US-NY")
"""Those asked about first where none is named."""


def say_calendar(name: str) -> str:
    """The calendar as the notation writes it.

    >>> say_calendar("US-FED"), say_calendar("GB-ENG")
    ('SEC', 'London')
    """
    return PLACES[name][0] if name in PLACES else name


def say_calendars(names: tuple[str, ...]) -> str:
    """Several together.

    >>> say_calendars(("GB-ENG", "NYSE", "US-FED"))
    'London, NYSE and SEC'
    """
    said = [say_calendar(name) for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
