"""The words before a day or a count that say what it bounds: by, within, at least, on, before.

>>> LIMITS.beginning("within")[-1]
(('within',), 'within')
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from model.days.notation.phrases import Phrases

Limit: TypeAlias = Literal["by", "within", "at least", "on", "before", "most"]


_NO_LATER: Final = tuple(
    f"{by}{no} later than{on}"
    for by in ("", "by ", "in ", "at ")
    for no in ("no", "not")
    for on in ("", " on", " by", " at")
) + tuple(f"{shall} {no} later than" for shall in ("shall be", "shall it be", "be") for no in ("no", "not"))
LIMITS: Final[Phrases[Limit]] = Phrases(
    "a limit, such as “within”",
    {
        **dict.fromkeys(
            [f"{event}{words}" for event in ("in no event ", "in no case ", "in any event ", "in any case ")
             for words in ("later than", "no later than", "not later than", "by", "on or before", "prior to or on")
             if event.startswith("in no ") or words != "later than"],
            "by"),
        **dict.fromkeys(
            [f"{event}{words}" for event in ("in no event ", "in no case ", "in any event ", "in any case ")
             for words in ("within", "more than", "no more than", "not more than")
             if event.startswith("in no ") or words != "more than"],
            "within"),
        **dict.fromkeys(
            ("until", "by", "by on", "on or before", "on or prior to", "prior to or on", "before or on", "at or before",
             "at or prior to", "by or before", "by or on", "by or at", "at the latest", "at the latest on",
             "at the latest by", "at latest", "latest", "at the very latest", "not after", "by no later than", "due by",
             "due on or before", "up to", "no longer than", "on or by",
             *_NO_LATER),
            "by"),
        **dict.fromkeys(
            ("within", "within a period of", "in", "due within", "due in", "during the",
             "not later than within", "within not more than", "within no more than", "within at most",
                 "no later than within", "within a maximum of", "up to within", "over the",
                     "for a period of"), "within"),
        **dict.fromkeys(
            ("not more than", "no more than", "at most", "not exceeding", "a maximum of",
                "in no more than",
             "in not more than", "not longer than", "not to exceed", "maximum"), "most"),
        **dict.fromkeys(
            ("at least", "not less than", "no less than", "not fewer than", "no fewer than", "upon not less than",
             "upon at least", "a minimum of", "on at least", "on not less than", "minimum", "with at least",
             "with not less than", "upon no less than", "on no less than", "subject to at least", "by at least",
             "subject to not less than", "giving at least", "giving not less than", "by giving not less than",
             "by giving at least", "on giving not less than", "on giving at least", "upon giving not less than",
             "upon giving at least", "not less", "with no less than", "giving no less than", "by not less than",
             "giving not fewer than", "by giving not fewer than", "not later than at least"), "at least"),
        **dict.fromkeys(
            ("on", "at", "upon", "on the date of", "on the day of", "effective on", "effective as of",
                "effective", "as of",
             "as at", "concurrently with", "simultaneously with", "substantially simultaneously with",
                 "contemporaneously with", "concurrent with",
             "substantially concurrently with", "at the time of", "upon the occurrence of", "on the occurrence of",
             "at the occurrence of", "giving", "give", "to give", "serve", "upon serving", "by serving", "net",
                 "by giving", "upon giving", "on giving", "with", "subject to", "due",
             "due on", "due upon", "payable", "payable on", "due and payable on", "together with", "falling on",
             "expiring on", "ending on", "commencing on", "same day as", "on the same day as",
                 "on the same date as"), "on"),
        **dict.fromkeys(("before", "prior to", "strictly before", "in advance of", "ahead of", "immediately before",
             "immediately prior to", "immediately preceding"), "before"),
    },
    ("within", "by", "at least", "before", "on"),
)  # fmt: skip
