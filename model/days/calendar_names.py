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
    "SIFMA": ("SIFMA", "U.S. government securities", "US government securities"),
    "GB-ENG": ("London", "England", "England and Wales", "English courts", "the City of London"),
    "GB-SCT": ("Scotland", "Scottish bank holidays"),
    "GB-NIR": ("Northern Ireland",),
    "TARGET": ("TARGET", "TARGET2", "T2", "euro", "the euro"),
    "CA-BANK-TO": ("Toronto banks",),
    "CA-BANK-VAN": ("Vancouver banks",),
    "CA-BANK-CAL": ("Calgary banks",),
    "TSX": ("TSX", "Toronto Stock Exchange", "the Toronto Stock Exchange"),
    "CA-ON": ("Province of Ontario", "Ontario statutes"),
    "CA-ON-COURT": ("Ontario court", "Ontario courts"),
    "CA-ON-FAMILY": ("Ontario family court", "Ontario family courts"),
    "CA-QC": ("Province of Quebec", "Province of Québec", "Quebec statutes"),
    "CA-QC-COURT": ("Quebec court", "Quebec courts", "Québec courts"),
    "CA-BC": ("Province of British Columbia", "British Columbia courts", "British Columbia statutes"),
    "CA-AB": ("Province of Alberta",),
    "CA-FED": ("Federal Court of Canada", "Federal Courts of Canada"),
    "CA-CRA": ("Canada Revenue Agency", "CRA"),
    "US-DC": ("District of Columbia offices", "Government of the District of Columbia"),
    "US-MA": ("federal courts in Massachusetts",),
    "US-DE": ("State of Delaware", "Delaware state offices"),
    "US-AK": ("State of Alaska", "Alaska state offices"),
    "US-CO": ("State of Colorado", "Colorado state offices"),
    "US-CA": ("California courts", "California court"),
    "US-TX": ("State of Texas", "Texas state offices"),
    "US-IL": ("State of Illinois",),
    "US-FL": ("State of Florida", "Florida state offices"),
    "ZA": ("Johannesburg", "South Africa"),
    "SAT_SUN": ("weekends only", "weekdays"),
    "NONE": ("every day open", "no calendar"),
}
_SHARED: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("New York",), ("US-FRB", "US-NY", "NYSE")),
    (("Toronto",), ("CA-BANK-TO", "TSX", "CA-ON")),
    (("Ontario",), ("CA-BANK-TO", "CA-ON", "CA-ON-COURT", "CA-ON-FAMILY")),
    (("Quebec", "Québec"), ("CA-QC", "CA-QC-COURT")),
    (("British Columbia", "Vancouver"), ("CA-BANK-VAN", "CA-BC")),
    (("Alberta", "Calgary"), ("CA-BANK-CAL", "CA-AB")),
    (("Canada",), ("CA-BANK-TO", "CA-FED", "CA-CRA")),
    (("District of Columbia", "Washington"), ("US-FRB", "US-FED", "US-DC")),
    (("Massachusetts", "Boston"), ("US-FRB", "US-MA")),
    (("Delaware", "Wilmington"), ("US-FRB", "US-DE")),
    (("Alaska", "Anchorage"), ("US-FRB", "US-AK")),
    (("Colorado", "Denver"), ("US-FRB", "US-CO")),
    (("California", "San Francisco", "Los Angeles"), ("US-FRB", "US-CA")),
    (("Texas", "Houston", "Dallas"), ("US-FRB", "US-TX")),
    (("Illinois", "Chicago"), ("US-FRB", "US-IL")),
    (("Florida", "Miami"), ("US-FRB", "US-FL")),
)
SEVERAL: Final[dict[str, tuple[str, ...]]] = {place: names for places, names in _SHARED for place in places}
"""Places that name no one calendar (banks, courts, offices and markets keep their own), and those each may mean."""
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
