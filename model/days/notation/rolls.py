"""Where a closed day moves to, in all the words for it."""

from __future__ import annotations

from typing import Final, Literal

from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.operation import (
    Roll,
)

_FOLLOWING: Final = Roll()


_PRECEDING: Final = Roll(convention="preceding")


_MODIFIED: Final = Roll(convention="modified_following")


ROLLS: Final[Phrases[Roll | Literal["nearest", "rolled"]]] = Phrases(
    "a roll, such as “to the next business day if closed”",
    {
        **dict.fromkeys(
            ("to the next business day if closed", "or the next business day", "or the next business day if closed",
             "or next business day", "or the following business day", "or the next succeeding business day",
             "or the next following business day", "if closed to the next business day", "following business day",
             "if not a business day the next business day", "if not a business day , the next business day",
             "or , if not a business day , the next business day",
             "or if not a business day , the next business day", "or if closed the next business day",
             "moved to the next business day", "rolled to the next business day", "following"),
            _FOLLOWING),
        **dict.fromkeys(
            ("to the business day before if closed", "or the preceding business day", "or the previous business day",
             "or the preceding business day if closed", "or the business day before", "preceding business day",
             "or the next preceding business day", "or the immediately preceding business day",
             "or the immediately preceding business day if closed", "to the preceding business day if closed",
             "to the previous business day if closed", "if not a business day the preceding business day",
             "if not a business day , the preceding business day", "preceding"),
            _PRECEDING),
        **dict.fromkeys(
            ("modified following", "to the next business day of the same month if closed , else the one before",
             "modified following business day"), _MODIFIED),
        **dict.fromkeys(
            ("modified preceding",
             "to the business day before in the same month if closed , else the next one"),
            Roll(convention="modified_preceding")),
        **dict.fromkeys(
            ("to the business day before if closed or the next one from a sunday or monday",
             "to the business day before if closed , or the next one from a sunday or monday"),
            Roll(convention="nearest_fpml")),
        **dict.fromkeys(
            ("to the nearest business day if closed and the later in a tie",
             "to the nearest business day if closed , the later in a tie"),
            Roll(convention="nearest_quantlib")),
        **dict.fromkeys(("not moved if closed", "not rolled", "unadjusted"), Roll(convention="none")),
        **dict.fromkeys(
            ("nearest", "to the nearest business day", "to the nearest business day if closed",
             "or the nearest business day", "nearest business day"), "nearest"),
        **dict.fromkeys(("rolled", "adjusted", "rolled if closed", "as adjusted"), "rolled"),
    },
    ("to the next business day if closed", "to the business day before if closed", "modified following"),
)  # fmt: skip


NEAREST: Final = (
    (Roll(convention="nearest_fpml"), "back, but forward from a Sunday or Monday (FpML)"),
    (Roll(convention="nearest_quantlib"), "to the nearer one, forward in a tie (QuantLib)"),
)


_NOT_OPEN: Final = (
    r"(?:(?:is|are|would be|shall be|were|falls?(?: due)? on|would fall on|should fall on|occurs on"
    r"|shall fall on|be)? ?"
    r"(?:not a business day|a non-business day|a day (?:that|which) is not a business day"
    r"|a day other than a business day"
    r"|other than a business day|not be a business day|an? (?:saturday|weekend)[a-z ,]*(?:holiday|sunday"
    r"|weekend|closed)?|closed))"
)
_SUBJECT: Final = (
    r"(?:(?:such|that|this|the|any such|said|it|due|same)"
    r"(?: (?:payment|due|delivery|last|final|stated|relevant|maturity))?(?: (?:day|date))?|it|the same) ?"
)
ROLL_WORDED: Final = Pattern(
    rf"(?:(?:or|and|provided(?: however)?(?: ,)? that|provided|in each case|but|except that|subject to)? ?,? ?)?"
    rf"(?:if|where|unless|should) (?:{_SUBJECT})?{_NOT_OPEN} ?,? ?(?:in which (?:case|event)|then)? ?,? ?"
    r"(?:(?:such|that|the|it)(?: payment)?(?: (?:day|date))? ?(?:shall|will"
    r"|is to)(?: instead)? (?:be(?: extended to| moved to| made on| due on)?|fall on|occur on"
    r"|become due on) ?)?"
    r"(?:on|by|to)? ?(?:the |its )?"
    r"(?P<how>(?:(?:next|immediately|first|nearest) ?){0,2}(?:succeeding|following|preceding|subsequent"
    r"|previous|prior|next|after)?) ?(?:business day|day that is a business day)"
    r"(?P<side> (?:thereafter|following|preceding|thereto|after|before|immediately following"
    r"|immediately preceding|next following|next succeeding|prior thereto|succeeding such day))?"
)


def roll_worded(reader: Reader) -> Roll | None:
    """A roll said as contracts say it: “or, if that day is not a Business Day, the next succeeding Business Day”."""
    found = reader.fits(ROLL_WORDED)
    if found is None:
        return None
    words = f"{found['how']} {found['side'] or ''}"
    back = any(word in words for word in ("preceding", "previous", "prior", "before"))
    return _PRECEDING if back else _FOLLOWING
