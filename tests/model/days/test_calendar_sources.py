"""The calendars against what others printed: the lists of those who keep them, the laws read anew, and `holidays`.

Three looks from outside. Published lists of whole years; three laws worked out here from their text, knowing nothing
of the TOML files; and, name by name, where Duly and the `holidays` package part, from 1996 to 2027.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from dateutil.easter import easter

from model.days.calendar import named

ONE = timedelta(1)
MONDAY, TUESDAY, THURSDAY, SATURDAY, SUNDAY = 0, 1, 3, 5, 6
YEARS = range(1996, 2028)


class Published(NamedTuple):
    """The weekdays of a year on which a calendar is closed, as its keeper or a careful reader of it prints them."""

    name: str
    year: int
    source: str
    days: str

    @property
    def closed(self) -> list[str]:
        return [f"{self.year}-{day}" for day in self.days.split()]


PUBLISHED = [
    Published("US-FED", 2012, "OPM list in fedsmith.com, 2 January 2012",
              "01-02 01-16 02-20 05-28 07-04 09-03 10-08 11-12 11-22 12-25"),
    Published("US-FED", 2023, "OPM, Federal holidays 2023",
              "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"),
    Published("US-FED", 2024, "Colonial Filings, 2024 SEC filing holidays",
              "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"),
    Published("NYSE", 2020, "NYSE Group, holidays of 2020, 2021 and 2022",
              "01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25"),
    Published("NYSE", 2021, "NYSE Group, holidays of 2021, 2022 and 2023",
              "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24"),
    Published("NYSE", 2022, "NYSE Group, holidays of 2022, 2023 and 2024",
              "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26"),
    Published("NYSE", 2023, "NYSE Group, holidays of 2022, 2023 and 2024",
              "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25"),
    Published("US-CA", 2025, "San Bernardino Superior Court, Judicial holidays in 2025",
              "01-01 01-20 02-12 02-17 03-31 05-26 06-19 07-04 09-01 09-26 11-11 11-27 11-28 12-25"),
    Published("US-CA", 2026, "San Bernardino Superior Court, Judicial holidays in 2026",
              "01-01 01-19 02-12 02-16 03-31 05-25 06-19 07-03 09-07 09-25 11-11 11-26 11-27 12-25"),
    Published("US-DE", 2016, "Delaware Department of Human Resources, 2016 holidays",
              "01-01 01-18 03-25 05-30 07-04 09-05 11-08 11-11 11-24 11-25 12-26"),
    Published("US-DE", 2022, "Holidays in Delaware in 2022, excelnotes.com",
              "01-17 04-15 05-30 06-20 07-04 09-05 11-08 11-11 11-24 11-25 12-26"),
    Published("US-FRB", 2021, "Federal Reserve, K.8, holidays of 2020-2024",
              "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"),
    Published("US-FRB", 2023, "Federal Reserve, K.8, holidays of 2020-2024, and Juneteenth",
              "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25"),
    Published("US-FRB", 2026, "Federal Reserve, K.8, holidays of 2026-2030",
              "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25"),
    Published("US-FRB", 2027, "Federal Reserve, K.8, holidays of 2026-2030",
              "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"),
    Published("GB-ENG", 2022, "Western Telegraph, 2 January 2022, and the proclamation for 19 September",
              "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    Published("GB-SCT", 2012, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-02 01-03 04-06 05-07 06-04 06-05 08-06 11-30 12-25 12-26"),
    Published("GB-SCT", 2016, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-01 01-04 03-25 05-02 05-30 08-01 11-30 12-26 12-27"),
    Published("GB-SCT", 2020, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28"),
    Published("GB-SCT", 2022, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"),
    Published("GB-SCT", 2023, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
    Published("GB-SCT", 2024, "GOV.UK, Bank holidays, Scotland, as kept by govuk-bank-holidays 0.19",
              "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"),
    Published("GB-SCT", 2026, "GOV.UK, Bank holidays, Scotland, and the proclamation for 15 June",
              "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
    Published("GB-NIR", 2012, "GOV.UK, Bank holidays, Northern Ireland, as kept by govuk-bank-holidays 0.19",
              "01-02 03-19 04-06 04-09 05-07 06-04 06-05 07-12 08-27 12-25 12-26"),
    Published("GB-NIR", 2014, "GOV.UK, Bank holidays, Northern Ireland, as kept by govuk-bank-holidays 0.19",
              "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
    Published("GB-NIR", 2020, "GOV.UK, Bank holidays, Northern Ireland, as kept by govuk-bank-holidays 0.19",
              "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"),
    Published("GB-NIR", 2022, "GOV.UK, Bank holidays, Northern Ireland, as kept by govuk-bank-holidays 0.19",
              "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27"),
    Published("GB-NIR", 2025, "GOV.UK, Bank holidays, Northern Ireland, as kept by govuk-bank-holidays 0.19",
              "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
    Published("TSX", 2015, "stock-market-holidays.org, 2015 Toronto Stock Exchange holidays",
              "01-01 02-16 04-03 05-18 07-01 08-03 09-07 10-12 12-25 12-28"),
    Published("TSX", 2020, "worldmarketlive.com, Trading holidays of TSX in 2020",
              "01-01 02-17 04-10 05-18 07-01 08-03 09-07 10-12 12-25 12-28"),
    Published("TSX", 2022, "TradingHours.com, TSX market holidays of 2022",
              "01-03 02-21 04-15 05-23 07-01 08-01 09-05 10-10 12-26 12-27"),
    Published("SIFMA", 2012, "SIFMA, press releases of 2011 and 2012, and QuantLib 1.44, GovernmentBond",
              "01-02 01-16 02-20 05-28 07-04 09-03 10-08 10-30 11-12 11-22 12-25"),
    Published("SIFMA", 2018, "SIFMA, press release of 1 December 2018, and QuantLib 1.44, GovernmentBond",
              "01-01 01-15 02-19 03-30 05-28 07-04 09-03 10-08 11-12 11-22 12-05 12-25"),
    Published("SIFMA", 2021, "SIFMA, 2021 recommendations, and QuantLib 1.44, GovernmentBond",
              "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25 12-24"),
    Published("SIFMA", 2022, "SIFMA, press release of 14 July 2021, and QuantLib 1.44, GovernmentBond",
              "01-17 02-21 04-15 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"),
    Published("SIFMA", 2025, "SIFMA, 2025 recommendations, and QuantLib 1.44, GovernmentBond",
              "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
    Published("CA-BANK-VAN", 2025, "National Bank of Canada, Bank holiday calendar 2025, British Columbia",
              "01-01 02-17 04-18 05-19 07-01 08-04 09-01 09-30 10-13 11-11 12-25 12-26"),
    Published("CA-BANK-CAL", 2024, "National Bank of Canada, Bank holiday calendar 2024, Alberta",
              "01-01 02-19 03-29 05-20 07-01 08-05 09-02 09-30 10-14 11-11 12-25 12-26"),
    Published("CA-AB", 2006, "Alberta Human Resources and Employment, General holidays 2006 and 2007",
              "02-20 04-14 05-22 09-04 10-09 12-25"),
    Published("CA-AB", 2007, "Alberta Human Resources and Employment, General holidays 2006 and 2007",
              "01-01 02-19 04-06 05-21 07-02 09-03 10-08 12-25"),
    Published("CA-BANK-TO", 2024, "National Bank of Canada, Bank holiday calendar, Ontario",
              "01-01 02-19 03-29 05-20 07-01 08-05 09-02 09-30 10-14 11-11 12-25 12-26"),
    Published("TARGET", 1999, "ECB, press releases of 3 September 1998 and 15 July 1999", "01-01 12-31"),
    Published("TARGET", 2000, "ECB, press release of 15 July 1999", "04-21 04-24 05-01 12-25 12-26"),
    Published("TARGET", 2001, "ECB, press release of 25 May 2000", "01-01 04-13 04-16 05-01 12-25 12-26 12-31"),
    Published("TARGET", 2002, "ECB, press release of 14 December 2000", "01-01 03-29 04-01 05-01 12-25 12-26"),
]  # fmt: skip


def closed(name: str, year: int) -> list[str]:
    found = named((name,)).closures_between(date(year, 1, 1), date(year, 12, 31))
    return [day.isoformat() for day, _ in found]


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: f"{published.name}-{published.year}")
def test_a_year_is_closed_as_published(published: Published) -> None:
    assert closed(published.name, published.year) == published.closed


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (2012, "07-04 09-03 10-08 11-12 11-22 12-25 01-01 01-21 02-18 05-27"),  # 31 March 2013 was a Sunday
        (
            2021,
            "07-05 09-06 10-04 11-11 11-25 12-24 12-31 01-17 02-21 05-30 06-20",
        ),  # Juneteenth by the act of May 2022
        (2022, "07-04 09-05 10-03 11-11 11-24 12-26 01-02 01-16 02-20 05-29 06-19"),
        (2023, "07-04 09-04 10-02 11-10 11-23 12-25 01-01 01-15 02-19 05-27 06-19"),
        (2024, "07-04 09-02 10-07 11-11 11-28 12-25 01-01 01-20 02-17 05-26 06-19"),
    ],
)
def test_colorado_keeps_the_fiscal_years_that_its_human_resources_printed(first: int, days: str) -> None:
    """State of Colorado, Holiday schedules, less the governor's holidays, which are administrative leave."""
    found = named(("US-CO",)).closures_between(date(first, 7, 1), date(first + 1, 6, 30))
    assert [f"{day:%m-%d}" for day, _ in found] == days.split()


@pytest.mark.parametrize(
    ("name", "day", "reason"),
    [
        ("US-DC", "2007-04-16", "Emancipation Day"),  # IRS Announcement 2007-16
        ("US-DC", "2011-04-15", "Emancipation Day (observed)"),  # IRS Notice 2011-17: a Saturday
        ("US-DC", "2017-04-17", "Emancipation Day (observed)"),  # IRS Notice 2011-17: a Sunday
        ("US-DC", "2004-04-16", None),
        ("US-DC", "2021-01-20", "Inauguration Day"),  # D.C. Code 28-2701
        ("US-DC", "2001-01-19", None),  # a Saturday, and not moved
        ("US-DC", "2013-01-22", None),  # a Sunday; Monday is closed already and nothing follows
        ("US-DC", "2023-01-20", None),
        ("US-MA", "2016-04-18", "Patriots' Day"),
        ("US-MA", "2021-06-17", None),  # Bunker Hill Day, Suffolk County alone
        ("US-MA", "2023-03-17", None),  # Evacuation Day, Suffolk County alone
        ("US-NY", "1996-11-05", "Election Day"),
        ("US-NY", "2021-12-24", None),  # Christmas Day on a Saturday is not moved
        ("US-NY", "2021-06-18", None),
        ("US-NY", "2022-06-20", "Juneteenth (observed)"),
        ("US-NY", "2020-06-19", None),
        ("US-NY", "2024-02-15", None),  # Susan B. Anthony Day is observed, not kept
        ("US-NY", "2024-06-10", None),  # Flag day, a Sunday, is not moved
        ("US-DE", "1996-11-05", "Election Day"),
        ("US-DE", "1997-11-04", None),  # biennially
        ("US-DE", "2008-10-13", "Columbus Day"),
        ("US-DE", "2010-02-15", None),
        ("US-DE", "2010-10-11", None),
        ("US-DE", "2021-06-18", None),
        ("US-DE", "2010-12-31", "New Year's Day (observed)"),
        ("US-AK", "1996-10-14", None),
        ("US-AK", "2015-10-12", None),  # Indigenous Peoples' Day closes nothing
        ("US-AK", "2020-03-30", "Seward's Day"),
        ("US-AK", "2020-10-19", "Alaska Day (observed)"),
        ("US-AK", "2021-10-18", "Alaska Day"),
        ("US-AK", "2024-06-19", None),
        ("US-AK", "2025-06-19", "Juneteenth National Independence Day"),  # Senate Bill 22 of 2024
        ("US-CO", "2019-10-14", "Columbus Day"),
        ("US-CO", "2020-10-05", "Frances Xavier Cabrini Day"),
        ("US-CO", "2020-10-12", None),
        ("US-CO", "2022-03-31", None),  # Cesar Chavez Day is optional
        ("US-CO", "2022-06-20", "Juneteenth National Independence Day (observed)"),
        ("US-CA", "2018-03-30", "Cesar Chavez Day (observed)"),
        ("US-CA", "2021-10-11", "Columbus Day"),
        ("US-CA", "2022-10-10", None),
        ("US-CA", "2022-06-20", None),  # Judicial Council: Juneteenth first in 2023
        ("US-CA", "2023-06-19", "Juneteenth"),
        ("US-FRB", "2021-06-18", None),  # open on the Friday before
        ("US-FRB", "2021-12-24", None),
        ("US-FRB", "2021-12-31", None),
        ("US-FRB", "2022-06-20", "Juneteenth National Independence Day (observed)"),
        ("US-FRB", "2001-09-11", None),
        ("CA-FED", "2017-11-13", None),  # Courts Administration Service, circular 10/2017
        ("CA-FED", "2023-10-02", None),  # Federal Court, notice of September 2023
        ("CA-FED", "2021-09-30", "National Day for Truth and Reconciliation"),
        ("CA-FED", "2020-09-30", None),
        ("CA-FED", "2012-07-02", "Canada Day (observed)"),
        ("CA-FED", "2023-07-03", None),
        ("CA-FED", "2024-12-26", None),
        ("CA-ON", "2022-12-27", "Christmas Day (observed)"),
        ("CA-ON", "2023-07-03", None),
        ("CA-ON", "2024-08-05", None),
        ("CA-ON-COURT", "2023-07-03", "Canada Day (observed)"),
        ("CA-ON-COURT", "2023-11-13", "Remembrance Day (observed)"),
        ("CA-ON-COURT", "2020-12-28", "Boxing Day (observed)"),
        ("CA-ON-COURT", "2007-02-19", None),
        ("CA-ON-COURT", "2008-02-18", "Family Day"),
        ("CA-ON-COURT", "2022-09-19", None),
        ("CA-ON-COURT", "2024-09-30", None),
        ("CA-ON-FAMILY", "2023-08-07", "Civic Holiday"),
        ("CA-CRA", "2016-03-28", "Easter Monday"),  # Canada Revenue Agency, Public holidays for 2016
        ("CA-CRA", "2016-08-01", "Civic Holiday"),
        ("CA-CRA", "2016-02-15", None),
        ("CA-CRA", "2016-06-24", None),
        ("CA-BANK-TO", "2023-10-02", "National Day for Truth and Reconciliation (observed)"),  # Bank of Canada, 2023
        ("CA-BANK-TO", "2023-07-03", "Canada Day (observed)"),
        ("CA-BANK-TO", "2024-04-01", None),
        ("ZA", "1999-12-31", "Change to the year 2000"),
        ("ZA", "2000-01-03", "Change to the year 2000 (observed)"),
        ("ZA", "2021-11-01", "Local government elections"),  # Proclamation Notice 38 of 2021
        ("ZA", "2014-05-07", "National and provincial elections"),  # Government Notice 12 of 2014
        ("ZA", "2011-12-27", "Declared for Christmas Day, which was a Sunday"),
        ("ZA", "2005-12-27", None),  # Christmas Day was a Sunday, but no decree was made
        ("ZA", "2023-06-16", "Youth Day"),
        ("ZA", "2018-03-21", "Human Rights Day"),
        ("GB-ENG", "1999-12-31", "Millennium Celebrations"),
        ("GB-ENG", "2002-06-03", "Golden Jubilee of Elizabeth II"),
        ("GB-ENG", "2002-05-27", None),
        ("GB-ENG", "2011-04-29", "Wedding of William and Catherine"),
        ("GB-ENG", "2020-05-04", None),
        ("GB-ENG", "2020-05-08", "May Day"),
        ("GB-ENG", "2023-05-08", "Coronation of Charles III"),
        ("TARGET", "2003-12-31", None),
        ("SIFMA", "2010-12-24", "Christmas Day (observed)"),
        ("SIFMA", "2010-12-31", None),  # SIFMA, 2010 and 2011 recommendations: a full trading day
        ("SIFMA", "2012-10-29", None),  # an early close
        ("SIFMA", "2017-11-10", None),
        ("SIFMA", "2020-07-03", "Independence Day (observed)"),
        ("SIFMA", "2021-06-18", None),
        ("SIFMA", "2025-01-09", None),  # SIFMA, 30 December 2024: an early close
        ("GB-SCT", "2006-11-30", None),  # the Act is of 2007; the package has it in 2006
        ("GB-SCT", "2007-11-30", "Saint Andrew's Day"),
        ("GB-SCT", "2013-12-02", "Saint Andrew's Day (observed)"),
        ("GB-SCT", "2024-04-01", None),
        ("GB-SCT", "2011-04-29", "Wedding of William and Catherine"),
        ("GB-NIR", "2026-06-15", None),
        ("GB-NIR", "2024-03-18", "Saint Patrick's Day (observed)"),
        ("GB-NIR", "2011-04-29", "Wedding of William and Catherine"),
        ("CA-QC", "2024-01-02", None),
        ("CA-QC", "2012-07-02", "Canada Day (observed)"),
        ("CA-QC", "2018-06-25", None),
        ("CA-QC-COURT", "2020-01-02", "New Year's Holiday"),  # Court of Appeal of Quebec, December 2019
        ("CA-QC-COURT", "2019-12-26", "Boxing Day"),
        ("CA-QC-COURT", "2019-12-24", None),  # closed by agreement, no holiday in law: a filing stays due
        ("CA-QC-COURT", "2019-12-31", None),
        ("CA-QC-COURT", "2024-09-30", None),
        ("CA-BC", "2012-02-13", None),
        ("CA-BC", "2013-02-11", "Family Day"),
        ("CA-BC", "2018-02-12", "Family Day"),
        ("CA-BC", "2019-02-18", "Family Day"),
        ("CA-BC", "2022-09-30", None),
        ("CA-BC", "2024-09-30", "National Day for Truth and Reconciliation"),
        ("CA-BC", "2022-09-19", "Day of mourning for Queen Elizabeth II"),
        ("CA-BC", "2015-12-28", None),
        ("CA-AB", "2023-11-13", None),
        ("CA-AB", "2024-04-01", None),
        ("TSX", "2007-02-19", None),
        ("TSX", "2022-09-19", None),
        ("TSX", "2024-09-30", None),
        ("TSX", "2021-12-27", "Christmas Day (observed)"),  # TMX Group, 30 November 2021
        ("TSX", "2021-12-28", "Boxing Day (observed)"),
        ("US-TX", "2009-11-27", "Friday after Thanksgiving Day"),  # Texas Comptroller, Fiscal 2010
        ("US-TX", "2010-01-19", None),  # Confederate Heroes' Day: skeleton crew
        ("US-TX", "2010-03-02", None),
        ("US-TX", "2010-04-21", None),
        ("US-TX", "2012-01-02", None),  # New Year's Day on a Sunday is not observed
        ("US-TX", "2024-06-19", None),  # Texas State Auditor: a state holiday with a skeleton crew
        ("US-TX", "2024-10-14", None),
        ("US-IL", "2020-02-12", "Abraham Lincoln's Birthday"),  # Illinois Central Management Services, 2020
        ("US-IL", "2020-11-03", "General Election Day"),
        ("US-IL", "2019-11-05", None),
        ("US-IL", "2022-06-20", "Juneteenth National Freedom Day (observed)"),
        ("US-IL", "2022-12-26", "Christmas Day (observed)"),  # Illinois State Treasurer, 2022
        ("US-IL", "2020-07-03", None),
        ("US-FL", "2024-11-29", "Friday after Thanksgiving"),
        ("US-FL", "2021-12-31", "New Year's Day (observed)"),
        ("US-FL", "2024-06-19", None),
        ("US-FL", "2024-02-19", None),
    ],
)
def test_a_day_that_others_get_wrong_is_open_or_closed_for_its_reason(name: str, day: str, reason: str | None) -> None:
    assert named((name,)).reason_closed(date.fromisoformat(day)) == reason


# --------------------------------------------------------------------------------- laws read from their text


def nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def before(day: date, weekday: int) -> date:
    """The last such weekday before the day."""
    return day - timedelta((day.weekday() - weekday - 1) % 7 + 1)


def new_york(year: int) -> set[date]:
    """N.Y. General Construction Law 24: “if any of such days except Flag day is Sunday, the next day thereafter”."""
    fixed = [date(year, 1, 1), date(year, 2, 12), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    fixed += [date(year, 6, 19)] if year >= 2021 else []
    days = {day + ONE if day.weekday() == SUNDAY else day for day in fixed}
    days |= {nth(year, 1, MONDAY, 3), nth(year, 2, MONDAY, 3), before(date(year, 6, 1), MONDAY)}
    days |= {nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2), nth(year, 11, THURSDAY, 4)}
    return days | {nth(year, 11, MONDAY, 1) + ONE}


def ontario_courts(year: int) -> set[date]:
    """R.R.O. 1990, Reg. 194, rule 1.03(1), “holiday”, its weekend sentence read as it stands."""
    sunday, christmas = easter(year), date(year, 12, 25)
    moving = [date(year, 1, 1), date(year, 7, 1), date(year, 11, 11)]
    days = {*moving, christmas, christmas + ONE, sunday - 2 * ONE, sunday + ONE, before(date(year, 5, 25), MONDAY)}
    days |= {nth(year, 8, MONDAY, 1), nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2)}
    days |= {nth(year, 2, MONDAY, 3)} if year >= 2008 else set()
    days |= {before(day + timedelta(7), MONDAY) for day in moving if day.weekday() >= SATURDAY}
    following = before(christmas + timedelta(7), MONDAY)
    if christmas.weekday() >= SATURDAY:
        days |= {following, following + ONE}
    return days | ({following} if christmas.weekday() == 4 else set())


def federal_courts_of_canada(year: int) -> set[date]:
    """Interpretation Act, s. 35(1), with the Holidays Act for 1 July on a Sunday; nothing else moves."""
    sunday, canada_day = easter(year), date(year, 7, 1)
    days = {date(year, 1, 1), date(year, 11, 11), date(year, 12, 25), sunday - 2 * ONE, sunday + ONE}
    days |= {canada_day + ONE if canada_day.weekday() == SUNDAY else canada_day, before(date(year, 5, 25), MONDAY)}
    days |= {nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2)}
    return days | ({date(year, 9, 30)} if year >= 2021 else set())


def quebec_courts(year: int) -> set[date]:
    """Code of Civil Procedure, art. 82, with the Interpretation Act, s. 61(23): 1 July on a Sunday alone moves."""
    sunday, canada_day = easter(year), date(year, 7, 1)
    days = {date(year, 1, 1), date(year, 1, 2), date(year, 6, 24), date(year, 12, 25), date(year, 12, 26)}
    days |= {sunday - 2 * ONE, sunday + ONE, before(date(year, 5, 25), MONDAY), nth(year, 9, MONDAY, 1)}
    return days | {nth(year, 10, MONDAY, 2), canada_day + ONE if canada_day.weekday() == SUNDAY else canada_day}


def quebec(year: int) -> set[date]:
    return quebec_courts(year) - {date(year, 1, 2), date(year, 12, 26)}


def toronto_exchange(year: int) -> set[date]:
    """TMX Group's lists: ten days, each on a weekend given in lieu on the next weekday that is free."""
    days = {easter(year) - 2 * ONE, before(date(year, 5, 25), MONDAY), nth(year, 8, MONDAY, 1)}
    days |= {nth(year, 9, MONDAY, 1), nth(year, 10, MONDAY, 2)} | ({nth(year, 2, MONDAY, 3)} if year >= 2008 else set())
    for day in (date(year, 1, 1), date(year, 7, 1), date(year, 12, 25), date(year, 12, 26)):
        later = (day + timedelta(n) for n in range(5))
        days.add(next(free for free in later if free.weekday() < SATURDAY and free not in days))
    return days


def observed_by_florida(day: date) -> date:
    return day + {SATURDAY: -ONE, SUNDAY: ONE}.get(day.weekday(), 0 * ONE)


def florida(year: int) -> set[date]:
    """Fla. Stat. 110.117(1), and New Year's Day of the next year where its Friday falls in this one."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25), date(year + 1, 1, 1)]
    thanksgiving = nth(year, 11, THURSDAY, 4)
    days = {nth(year, 1, MONDAY, 3), before(date(year, 6, 1), MONDAY), nth(year, 9, MONDAY, 1)}
    days |= {observed_by_florida(day) for day in fixed} | {thanksgiving, thanksgiving + ONE}
    return {day for day in days if day.year == year}


def texas_offices(year: int) -> set[date]:
    """Tex. Gov't Code 662.003(a), and of (b) what 662.004(b) leaves unstaffed; 662.005: nothing moves."""
    thanksgiving = nth(year, 11, THURSDAY, 4)
    days = {date(year, *day) for day in ((1, 1), (7, 4), (11, 11), (12, 24), (12, 25), (12, 26))}
    days |= {nth(year, 1, MONDAY, 3), nth(year, 2, MONDAY, 3), before(date(year, 6, 1), MONDAY)}
    return days | {nth(year, 9, MONDAY, 1), thanksgiving, thanksgiving + ONE}


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("US-NY", new_york),
        ("CA-ON-COURT", ontario_courts),
        ("CA-ON-FAMILY", ontario_courts),
        ("CA-FED", federal_courts_of_canada),
        ("CA-QC", quebec),
        ("CA-QC-COURT", quebec_courts),
        ("TSX", toronto_exchange),
        ("US-FL", florida),
        ("US-TX", texas_offices),
    ],
)
def test_every_year_is_closed_as_the_law_says(name: str, law: Callable[[int], set[date]]) -> None:
    for year in range(max(1990, named((name,)).first_year), 2100):
        assert closed(name, year) == sorted(day.isoformat() for day in law(year) if day.weekday() < SATURDAY)


# ----------------------------------------------------------------------------------- against the package


class Parting(NamedTuple):
    """Where Duly and the package part, from 1996 or its first year to 2027: reasons that only the one gives."""

    name: str
    of: dict[str, Any]
    only_ours: set[str]
    only_theirs: set[str]


MOVED = {
    "Christmas Day (observed)",
    "Independence Day (observed)",
    "New Year's Day (observed)",
    "Veterans Day (observed)",
}
JUNETEENTH = "Juneteenth National Independence Day"
JUNETEENTH_MOVED = f"{JUNETEENTH} (observed)"
SUBSTITUTES = {"New Year's Day (observed)", "Canada Day (observed)", "Remembrance Day (observed)"}
QUEBEC_MOVED = {"Christmas Day (observed)", "New Year's Day (observed)", "Saint John the Baptist Day (observed)"}
PARTINGS = [
    Parting("US-FED", {"country": "US"}, set(), set()),
    Parting("US-DC", {"country": "US", "subdiv": "DC"}, set(), set()),
    Parting("US-MA", {"country": "US", "subdiv": "MA"}, MOVED | {JUNETEENTH_MOVED}, set()),
    Parting("US-NY", {"country": "US", "subdiv": "NY"}, {"Election Day"},
            MOVED | {"Lincoln's Birthday (observed)", "Susan B. Anthony Day", JUNETEENTH_MOVED}),
    Parting("US-DE", {"country": "US", "subdiv": "DE"}, {"Columbus Day", "Election Day"}, {JUNETEENTH_MOVED}),
    Parting("US-AK", {"country": "US", "subdiv": "AK"}, set(),
            {"Columbus Day", "Indigenous Peoples' Day", JUNETEENTH, JUNETEENTH_MOVED}),
    Parting("US-CO", {"country": "US", "subdiv": "CO"}, {"Columbus Day"}, {"Cesar Chavez Day", JUNETEENTH_MOVED}),
    Parting("CA-ON-COURT", {"country": "CA", "subdiv": "ON", "categories": ("public", "optional")},
            {"Canada Day (observed)"}, set()),
    Parting("CA-CRA", {"country": "CA", "categories": ("government",)}, {"Civic Holiday", "Easter Monday"}, set()),
    Parting("CA-FED", {"country": "CA", "categories": ("government",)}, {"Easter Monday"},
            SUBSTITUTES | {"Boxing Day", "Boxing Day (observed)", "Christmas Day (observed)",
                           "National Day for Truth and Reconciliation (observed)"}),
    Parting("GB-SCT", {"country": "GB", "subdiv": "SCT"}, set(), {"Saint Andrew's Day"}),
    Parting("GB-NIR", {"country": "GB", "subdiv": "NIR"}, set(), set()),
    Parting("CA-QC", {"country": "CA", "subdiv": "QC"}, {"Easter Monday"}, QUEBEC_MOVED),
    Parting("CA-QC-COURT", {"country": "CA", "subdiv": "QC"}, {"Boxing Day", "Easter Monday", "New Year's Holiday"},
            QUEBEC_MOVED),
    Parting("CA-BC", {"country": "CA", "subdiv": "BC"}, {"Boxing Day", "Easter Monday"},
            {"Christmas Day (observed)", "New Year's Day (observed)",
             "National Day for Truth and Reconciliation (observed)"}),
    Parting("CA-AB", {"country": "CA", "subdiv": "AB"}, set(),
            {"Christmas Day (observed)", "New Year's Day (observed)", "Remembrance Day (observed)"}),
    Parting("US-IL", {"country": "US", "subdiv": "IL"}, {"Good Friday"},
            MOVED | {"Lincoln's Birthday (observed)", JUNETEENTH_MOVED}),
    Parting("US-FL", {"country": "US", "subdiv": "FL"}, set(), {JUNETEENTH, JUNETEENTH_MOVED, "Susan B. Anthony Day"}),
]  # fmt: skip


@pytest.mark.parametrize("parting", PARTINGS, ids=lambda parting: parting.name)
def test_duly_and_the_package_part_where_the_law_says_so_and_nowhere_else(parting: Parting) -> None:
    """Shared README, point 9: a gap that the package closes, or a new one, fails here by its name."""
    holidays = pytest.importorskip("holidays", reason="the second opinion on calendars is not installed")
    years = range(max(YEARS[0], named((parting.name,)).first_year), YEARS[-1] + 1)
    ours = {day: reason for day, reason in named((parting.name,)).closures.items() if day.year in years}
    every = holidays.country_holidays(years=range(YEARS[0] - 1, YEARS[-1] + 2), language="en_US", **parting.of)
    theirs = {day: reason for day, reason in every.items() if day.year in years and day.weekday() < SATURDAY}
    assert {ours[day] for day in ours.keys() - theirs.keys()} == parting.only_ours
    assert {theirs[day] for day in theirs.keys() - ours.keys()} == parting.only_theirs
