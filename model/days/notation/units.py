"""What is counted, days to years, and on which side of what it counts from.

>>> UNITS.beginning("bd")
[(('bd',), 'business day')]
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from model.days.notation.phrases import Phrases

Side: TypeAlias = Literal["after", "before", "of"]

UNITS: Final = Phrases(
    "a unit, such as days",
    {
        **dict.fromkeys(("day", "days", "day's", "days'", "d", "consecutive days", "dys"), "day"),
        **dict.fromkeys(
            ("calendar day", "calendar days", "calendar-day", "calendar-days", "calendar days'", "running days",
                "cal days"), "calendar day"),
        **dict.fromkeys(
            ("business day", "business days", "business day's", "business days'", "business-day", "business-days",
             "working day", "working days", "working day's", "working days'", "bd", "bds", "b.d", "b.d.s",
                 "bus days", "bus day",
             "biz days", "biz day", "bank business days", "full business days", "full business day",
             "consecutive business days"), "business day"),
        **dict.fromkeys(
            ("trading day", "trading days", "banking day", "banking days", "bank day", "bank days", "court day",
             "court days", "scheduled trading days"), "market day"),
        **dict.fromkeys(("clear day", "clear days", "clear days'"), "clear day"),
        **dict.fromkeys(("clear business day", "clear business days", "clear working days"), "clear business day"),
        **dict.fromkeys(("week", "weeks", "week's", "weeks'", "w", "wk", "wks", "calendar week",
            "calendar weeks"), "week"),
        **dict.fromkeys(("fortnight", "fortnights", "fortnight's", "fortnights'"), "fortnight"),
        **dict.fromkeys(
            ("month", "months", "month's", "calendar month", "calendar months", "months'", "m", "mo", "mos",
                "mth", "mths",
             "calendar months'"), "month"),
        **dict.fromkeys(
            (f"{whole} {kind}{noun}" for whole in ("full", "whole", "complete", "entire") for kind in ("", "calendar ")
             for noun in ("month", "months")), "full month"),
        **dict.fromkeys(("quarter", "quarters", "calendar quarters"), "quarter"),
        **dict.fromkeys(("year", "years", "year's", "years'", "calendar year", "calendar years", "y", "yr",
            "yrs"), "year"),
        **dict.fromkeys(("hour", "hours", "hour's", "hours'", "h", "hr", "hrs"), "hour"),
    },
    ("days", "business days", "calendar days", "months", "weeks", "years", "clear days", "hours"),
)  # fmt: skip
_AFTER_WORDS: Final = (
    "after", "following", "from", "from and after", "next following", "next after", "next succeeding",
    "immediately following", "immediately after", "succeeding", "subsequent to", "post", "counting from",
    "as from", "starting from", "measured from", "calculated from", "running from", "counted from", "upon",
        "of the date of", "after the date of",
    *(f"{side} {joined} {left}" for side in ("from", "after", "following") for joined in ("and", "but")
      for left in ("excluding", "not including")),
)  # fmt: skip
SIDES: Final[Phrases[Side]] = Phrases(
    "“after” or “before”",
    {
        **dict.fromkeys(_AFTER_WORDS, "after"),
        **dict.fromkeys(
            ("before", "prior to", "preceding", "in advance of", "ahead of", "immediately preceding",
                "immediately prior to",
             "next preceding", "pre", "bef", "prior", "immediately before", "before and excluding",
                "before but excluding", "before but not including"), "before"),
        "of": "of",
    },
    ("after", "before"),
)  # fmt: skip
