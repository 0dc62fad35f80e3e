"""The words of what comes again: how often, of which months and years, on which days.

>>> NOUN.beginning("bday")
[(('bday',), 'business day')]
"""

from __future__ import annotations

from typing import Final

from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.wording import WEEKDAYS

EACH: Final = Phrases("“each”", {"each": True, "every": True, "each and every": True}, ("each",))


ADVERBS: Final = Phrases(
    "how often",
    {
        "daily": ("DAILY", 1),
        "weekly": ("WEEKLY", 1),
        "fortnightly": ("WEEKLY", 2),
        "monthly": ("MONTHLY", 1),
        "quarterly": ("MONTHLY", 3),
        "half-yearly": ("MONTHLY", 6),
        "semi-annually": ("MONTHLY", 6),
        "semiannually": ("MONTHLY", 6),
        "yearly": ("YEARLY", 1),
        "annually": ("YEARLY", 1),
        "every fortnight": ("WEEKLY", 2),
        **dict.fromkeys(("biennially", "biennial", "every other year", "every second year"), ("YEARLY", 2)),
        **dict.fromkeys(
            (
                "twice a year",
                "twice yearly",
                "twice each year",
                "twice per year",
                "semi-annual",
                "semiannual",
                "half yearly",
                "twice annually",
            ),
            ("MONTHLY", 6),
        ),
        **dict.fromkeys(
            ("twice a month", "twice monthly", "twice each month", "semi-monthly", "semimonthly", "twice per month"),
            ("MONTHLY", -2),
        ),
        **dict.fromkeys(("per month", "per calendar month"), ("MONTHLY", 1)),
        **dict.fromkeys(("per quarter", "per calendar quarter", "per fiscal quarter"), ("MONTHLY", 3)),
        **dict.fromkeys(("per year", "per calendar year", "per fiscal year"), ("YEARLY", 1)),
        **dict.fromkeys(
            ("half-yearly", "half yearly", "semiannually", "semi-annually", "semi annually"), ("MONTHLY", 6)
        ),
        **dict.fromkeys(
            (
                "annual",
                "each year",
                "every year",
                "per annum",
                "once a year",
                "once each year",
                "once every year",
                "once per year",
            ),
            ("YEARLY", 1),
        ),
        **dict.fromkeys(
            ("once a month", "once each month", "once every month", "each month", "every month", "each calendar month"),
            ("MONTHLY", 1),
        ),
        **dict.fromkeys(("each quarter", "every quarter", "each calendar quarter", "once a quarter"), ("MONTHLY", 3)),
        **dict.fromkeys(("biweekly", "bi-weekly"), ("WEEKLY", 0)),
        **dict.fromkeys(("bimonthly", "bi-monthly"), ("MONTHLY", 0)),
        **dict.fromkeys(("biannually", "bi-annually", "biannual", "bi-annual"), ("YEARLY", 0)),
    },
    ("monthly on the", "weekly on", "yearly on"),
)


AT_LEAST: Final = Pattern(
    r"(?:(?:on )?an? |(?:no|not) less (?:frequently|often) than |at least |not less than )?(?:once )?(?=[a-z])"
)
BASIS: Final = Pattern(r"basis(?= |$)")
IN_ARREARS: Final = Pattern(r"(?:,? ?(?:and )?in (?:arrears|arrear|advance))(?= |$)")
EVERY: Final = Phrases("“every”", dict.fromkeys(("every", "each", "each of", "on each of", "on each"), True))


NOT_A_DAY: Final = Phrases("“not counted”", dict.fromkeys(("to", "through", "not counted", "excluded"), True))
LONGEST_RULE: Final = 200
OTHER: Final = Phrases("“other”", {"other": 2, "second": 2, "third": 3, "fourth": 4})


OFTEN: Final = Phrases(
    "a unit, such as months",
    {
        **dict.fromkeys(("day", "days", "calendar day"), ("DAILY", 1)),
        **dict.fromkeys(("week", "weeks"), ("WEEKLY", 1)),
        **dict.fromkeys(("month", "months", "calendar month"), ("MONTHLY", 1)),
        **dict.fromkeys(("quarter", "quarters"), ("MONTHLY", 3)),
        **dict.fromkeys(("year", "years", "calendar year"), ("YEARLY", 1)),
    },
    ("month", "quarter", "year", "week", "day"),
)


WEEKDAY: Final = Phrases("“weekday”", {"weekday": True, "weekdays": True}, ("weekday",))


ON: Final = Phrases(
    "“on”",
    dict.fromkeys(
        ("on", "on the", ", on", ", by", "by", "on or before", ", on or before", "no later than", ", no later than",
         "not later than", ", not later than", "on or prior to", "by no later than"), True),
    ("on the", "on"),
)  # fmt: skip


AND: Final = Phrases("“and”", {"and": True, ", and": True, ",": True})


OF: Final = Phrases("“of”", {"of": True, "in": True}, ("of",))


EACH_MONTH: Final = Phrases(
    "“of each month”",
    {
        f"{of}{each} {unit}": (freq, months)
        for of in ("of ", "in ", "")
        for each in ("each", "every", "each and every", "each such", "any")
        for unit, freq, months in (
            ("month", "MONTHLY", ""),
            ("calendar month", "MONTHLY", ""),
            ("calendar quarter", "YEARLY", "quarter"),
            ("calendar year", "YEARLY", "year"),
        )
    }
    | {f"{of} month": ("MONTHLY", "") for of in ("of", "in")}
    | {f"{of} {each} quarter": ("YEARLY", "quarter") for of in ("of", "in") for each in ("each", "every")}
    | {f"{of} {each} year": ("YEARLY", "year") for of in ("of", "in") for each in ("each", "every")},
    ("of each month", "of each calendar quarter"),
)


EACH_YEAR: Final = Phrases(
    "“each year”",
    dict.fromkeys(
        ("each year", "of each year", "in each year", "every year", "of every year", "in every year",
         "each calendar year", "of each calendar year", "annually", "yearly"), True),
    ("each year",),
)  # fmt: skip


NOUN: Final = Phrases(
    "“day”",
    {
        **dict.fromkeys(("day", "calendar day"), "day"),
        **dict.fromkeys(("business day", "working day", "bd", "banking day", "bday"), "business day"),
        "weekday": "weekday",
        **{name.casefold(): name for name in WEEKDAYS},
        **{name[:3].casefold(): name for name in WEEKDAYS},
    },
    ("day", "business day", "weekday", *WEEKDAYS),
)
