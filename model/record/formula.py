"""Formulas over metrics: read from what counsel writes into a small tree, and written back; nothing is ever executed.

A formula has metrics, numbers, + − × ÷, min, max, functions over periods and parentheses. A record holds it with the
metrics' ids in brackets, ``[current-assets] ÷ [current-liabilities]``, so that a metric may be renamed; people read and
write the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from model.days.iso import parse_day
from model.errors import DayError, InvalidRecord
from model.record.base import decimal_text

LONGEST: Final = 1_000
MOST_PARTS: Final = 200
DEEPEST: Final = 30

Sign = Literal["+", "−", "×", "÷"]


class FormulaError(InvalidRecord):
    """A formula that cannot be read, or does not add up in its units. ``place`` is the character it stumbles over."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message, "threshold")
        self.place = place


class Number(Struct, frozen=True, gc=False):
    """A number as written: plain, a per cent (175 for 175 %), or money. Never negative."""

    value: str
    unit: Literal["number", "percent", "money"] = "number"
    currency: str = ""


class Use(Struct, frozen=True, gc=False):
    """A metric, by its id."""

    metric: str


class Minus(Struct, frozen=True, gc=False):
    """The negative of what follows."""

    of: Formula


class Operation(Struct, frozen=True, gc=False):
    """Two formulas joined by a sign."""

    sign: Sign
    left: Formula
    right: Formula


class Pick(Struct, frozen=True, gc=False):
    """The least or the greatest of several formulas."""

    how: Literal["min", "max"]
    of: tuple[Formula, ...]


class Over(Struct, frozen=True, gc=False):
    """A formula over several periods of a test: its sum over the last ``periods``, the tested one among them.

    "Annualised" is that sum times four over their number; "cumulative" that of every period which ends on or after
    ``since``. Each period takes the figures of its own end, so that a positive part inside is one of each period.
    """

    how: Literal["sum", "annualised", "cumulative"]
    of: Formula
    periods: int = 0
    since: date | None = None


Formula = Number | Use | Minus | Operation | Pick | Over

SIGNS: Final[Mapping[str, Sign]] = {
    "+": "+", "-": "−", "−": "−", "–": "−", "*": "×", "×": "×", "/": "÷", "÷": "÷", "∕": "÷",
}  # fmt: skip
"""What may be typed for each sign."""

_POINTS: Final[Mapping[str, Literal["(", ")", ","]]] = {"(": "(", ")": ")", ",": ","}
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_MONEY = re.compile(r"([A-Z]{3})\s?([0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?)")
_NUMBER = re.compile(r"([0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?)(\s?%)?")
_PICK = re.compile(r"(min|max|positive|lesser of|greater of)\s*\(", re.IGNORECASE)
_OF = {"lesser of": "min", "greater of": "max"}
_OVER = re.compile(r"(sum|annuali[sz]ed|cumulative)\s*\(", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
MOST_PERIODS: Final = 40
_WORDS = re.compile(r"[^-+−–*×/÷∕(),\[\]]+")
_UNSIGNED = re.compile(r"[^+−–*×÷∕(),\[\]]+")
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


# --- Reading ----------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """One part of the text: what it is, what it holds, and where it stands."""

    kind: Literal["sign", "(", ")", ",", "pick", "over", "date", "leaf", "end"]
    place: int
    text: str = ""
    leaf: Number | Use | None = None


def read_formula(text: str, names: Mapping[str, str] | None = None) -> Formula:
    """Read a formula. ``names`` gives the ids of metrics by what they are called, whatever the case.

    Raises :class:`FormulaError` with what to change.

    >>> read_formula("[debt] / max([ebitda], 0)").sign
    '÷'
    >>> read_formula("Current assets ÷", {"current assets": "assets"})
    Traceback (most recent call last):
    model.record.formula.FormulaError: The formula breaks off. Write what follows.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"The formula is longer than {LONGEST:,} characters. Make a metric of a part.", LONGEST)
    parts = list(_parts(text, {_folded(name): metric for name, metric in (names or {}).items()}))
    if len(parts) > MOST_PARTS:
        raise FormulaError(f"The formula has more than {MOST_PARTS} parts. Make a metric of some of them.")
    return _Reader(parts).whole()


@lru_cache(maxsize=1_024)
def stored_formula(text: str) -> Formula:
    """The formula of a record, whose metrics are ids in brackets; read once. Raises :class:`FormulaError`."""
    return read_formula(text)


@lru_cache(maxsize=1_024)
def metrics_of(text: str) -> tuple[str, ...]:
    """The ids of the metrics in the formula of a record; none where it cannot be read."""
    try:
        return uses(stored_formula(text)) if text else ()
    except FormulaError:
        return ()


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def _parts(text: str, names: Mapping[str, str]) -> Iterator[_Part]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        part, place = _part_at(text, place, names)
        yield part
    yield _Part("end", len(text))


def _part_at(text: str, place: int, names: Mapping[str, str]) -> tuple[_Part, int]:
    """The part that begins at ``place``, and where the next one may."""
    character = text[place]
    if character in SIGNS:
        return _Part("sign", place, SIGNS[character]), place + 1
    if character in _POINTS:
        return _Part(_POINTS[character], place, character), place + 1
    if found := _BRACKETED.match(text, place):
        inner = found[1].strip()
        return _Part("leaf", place, leaf=Use(names.get(_folded(inner), inner))), found.end()
    if found := _PICK.match(text, place):
        how = found[1].lower()
        return _Part("pick", place, _OF.get(how, how)), found.end()
    if found := _OVER.match(text, place):
        return _Part("over", place, found[1].lower().replace("z", "s")), found.end()
    if found := _DATE.match(text, place):
        return _Part("date", place, found[0]), found.end()
    return _name_at(text, place, names) or _number_at(text, place) or _unknown_at(text, place, names)


def _name_at(text: str, place: int, names: Mapping[str, str]) -> tuple[_Part, int] | None:
    """The longest known name that begins at ``place`` and ends where a word ends. One with signs stands in brackets."""
    if text[place].isdigit():
        return None
    for end in sorted(_word_ends(text, place), reverse=True):
        metric = names.get(_folded(text[place:end])) if _UNSIGNED.fullmatch(text, place, end) else None
        if metric is not None:
            return _Part("leaf", place, leaf=Use(metric)), end
    return None


def _word_ends(text: str, place: int) -> Iterator[int]:
    for end in range(place + 1, len(text) + 1):
        if not text[end - 1].isspace() and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())):
            yield end


def _number_at(text: str, place: int) -> tuple[_Part, int] | None:
    if found := _MONEY.match(text, place):
        return _Part("leaf", place, leaf=Number(_figure(found[2], place), "money", found[1])), found.end()
    if found := _NUMBER.match(text, place):
        leaf = Number(_figure(found[1], place), "percent" if found[2] else "number")
        return _Part("leaf", place, leaf=leaf), found.end()
    return None


def _figure(typed: str, place: int) -> str:
    try:
        return decimal_text(typed)
    except InvalidRecord as error:
        raise FormulaError(str(error), place) from error


def _unknown_at(text: str, place: int, names: Mapping[str, str]) -> tuple[_Part, int]:
    """What is none of these is refused, with the nearest name where there is one."""
    if text[place] in "$£€¥":
        raise FormulaError(f"“{text[place]}” can be several currencies. Write the code, such as USD 2,000,000.", place)
    found = _WORDS.match(text, place)
    words = found[0].strip() if found else text[place]
    from difflib import get_close_matches  # needed for this question alone

    near = get_close_matches(_folded(words), names, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else "Enter it as a metric first, or choose another."
    raise FormulaError(f"“{words}” is no metric of this docket. {hint}", place)


def _day(part: _Part) -> date:
    try:
        return parse_day(part.text)
    except DayError as error:
        raise FormulaError(str(error), part.place) from error


class _Reader:
    """The parts of one formula, read by precedence: signs of products bind before those of sums."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts, self._next, self._depth = parts, 0, 0

    def whole(self) -> Formula:
        """The whole formula, with nothing left over."""
        if len(self._parts) == 1:
            raise FormulaError("The formula is empty. Write it over metrics, such as current assets ÷ liabilities.", 0)
        found = self._sum()
        left = self._here
        if left.kind != "end":
            raise self._stray()
        return found

    @property
    def _here(self) -> _Part:
        return self._parts[self._next]

    def _take(self) -> _Part:
        part = self._here
        self._next += 1
        return part

    def _sum(self) -> Formula:
        found = self._product()
        while self._here.kind == "sign" and self._here.text in "+−":
            sign = SIGNS[self._take().text]
            found = Operation(sign, found, self._product())
        return found

    def _product(self) -> Formula:
        found = self._factor()
        while self._here.kind == "sign" and self._here.text in "×÷":
            sign = SIGNS[self._take().text]
            found = Operation(sign, found, self._factor())
        return found

    def _factor(self) -> Formula:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError(f"The formula is nested more than {DEEPEST} deep. Make it flatter.", self._here.place)
        part = self._take()
        if part.leaf is not None:
            found: Formula = part.leaf
        elif part.kind == "sign" and part.text == "−":
            found = Minus(self._factor())
        elif part.kind == "(":
            found = self._sum()
            self._close(part)
        elif part.kind == "pick":
            found = self._pick(part)
        elif part.kind == "over":
            found = self._over(part)
        else:
            self._next -= 1
            raise self._stray()
        self._depth -= 1
        return found

    def _pick(self, opened: _Part) -> Formula:
        of = [self._sum()]
        while self._here.kind == ",":
            self._take()
            of.append(self._sum())
        self._close(opened)
        if opened.text == "positive":
            if len(of) > 1:
                raise FormulaError("A positive part is one of one thing. Take the rest out.", opened.place)
            return Pick("max", (of[0], Number("0")))
        if len(of) < 2:
            raise FormulaError(f"{opened.text} chooses among several. Set them apart by commas.", opened.place)
        return Pick("min" if opened.text == "min" else "max", tuple(of))

    def _over(self, opened: _Part) -> Formula:
        """A function over periods: what, and over how many of the last ones, or since which day."""
        of = self._sum()
        if any(isinstance(one, Over) for one in walk(of)):
            raise FormulaError("Periods cannot be added up within periods. Take the inner function out.", opened.place)
        how: Literal["sum", "annualised", "cumulative"]
        how = "sum" if opened.text == "sum" else "annualised" if opened.text == "annualised" else "cumulative"
        asked = self._asked(opened, how)
        self._close(opened)
        if isinstance(asked, date):
            return Over(how, of, since=asked)
        return Over(how, of, asked)

    def _asked(self, opened: _Part, how: str) -> int | date:
        """The number of the last periods, or the day since which they count."""
        since = how == "cumulative"
        example = "cumulative(net income, 2023-12-31)" if since else f"{how}(EBITDA, 4)"
        wanted = "since which day" if since else "over how many of the last periods, up to 40"
        asking = FormulaError(f"Say {wanted}, such as {example}. To add two metrics, write +.", opened.place)
        if self._here.kind != ",":
            raise asking
        self._take()
        part = self._take()
        if since and part.kind == "date":
            return _day(part)
        number = part.leaf.value if isinstance(part.leaf, Number) and part.leaf.unit == "number" else ""
        if since or not number.isdecimal() or not 1 <= int(number) <= MOST_PERIODS:
            raise asking
        return int(number)

    def _close(self, opened: _Part) -> None:
        if self._here.kind == "end":
            raise FormulaError("A parenthesis is never closed. Close it.", opened.place)
        if self._here.kind != ")":
            raise self._stray()
        self._take()

    def _stray(self) -> FormulaError:
        part = self._here
        if part.kind == "end":
            return FormulaError("The formula breaks off. Write what follows.", part.place)
        if part.kind in ("leaf", "pick", "over", "("):
            return FormulaError("A sign is missing here: + − × or ÷. Write it.", part.place)
        return FormulaError(f"“{part.text}” cannot stand here. Correct the formula.", part.place)


# --- Writing ----------------------------------------------------------------------------------------------

SayLeaf = Callable[[Number | Use | Over], str]
"""How a number, a metric or a function over periods is written."""


def write_formula(formula: Formula, names: Mapping[str, str] | None = None) -> str:
    """The formula as text that reads back as the same: with the metrics' ids, or by ``names`` what they are called.

    >>> write_formula(read_formula("([a1] - [b1])/[c1]"))
    '([a1] − [b1]) ÷ [c1]'
    """

    def leaf(node: Number | Use | Over) -> str:
        if isinstance(node, Number):
            return say_number(node)
        if isinstance(node, Over):
            return f"{node.how}({spelled(node.of, leaf)}, {node.since.isoformat() if node.since else node.periods})"
        if names is None:
            return f"[{node.metric}]"
        name = names.get(node.metric, node.metric)
        return name if _PLAIN_NAME.fullmatch(name.replace("’", "").replace("'", "")) else f"[{name}]"

    return spelled(formula, leaf)


def say_number(number: Number) -> str:
    """A number as it reads back."""
    whole, dot, rest = number.value.partition(".")
    figures = f"{int(whole):,}{dot}{rest}"
    if number.unit == "percent":
        return f"{figures} %"
    return f"{number.currency} {figures}" if number.unit == "money" else figures


def spelled(formula: Formula, leaf: SayLeaf) -> str:
    """The formula with each number and metric as ``leaf`` says it, and parentheses only where they are needed."""
    match formula:
        case Operation(sign, left, right):
            return f"{_side(left, leaf, sign)} {sign} {_side(right, leaf, sign, right=True)}"
        case Minus(of):
            inner = spelled(of, leaf)
            return f"−({inner})" if isinstance(of, Operation) else f"−{inner}"
        case Pick(how, of):
            return f"{how}({', '.join(spelled(one, leaf) for one in of)})"
        case _:
            return leaf(formula)


def _side(side: Formula, leaf: SayLeaf, sign: Sign, *, right: bool = False) -> str:
    """One side of a sign, in parentheses where it would otherwise be read apart."""
    text = spelled(side, leaf)
    if not isinstance(side, Operation):
        return text
    as_tight = (side.sign in "+−") == (sign in "+−")
    looser = side.sign in "+−" and sign in "×÷"
    return f"({text})" if looser or (right and as_tight) else text


def uses(formula: Formula) -> tuple[str, ...]:
    """The ids of the metrics in a formula, each once, in order.

    >>> uses(read_formula("[debt] ÷ ([profit] + [debt])"))
    ('debt', 'profit')
    """
    return tuple(dict.fromkeys(node.metric for node in walk(formula) if isinstance(node, Use)))


def functions_over_periods(formula: Formula) -> tuple[Over, ...]:
    """The functions over periods in a formula, in order."""
    return tuple(node for node in walk(formula) if isinstance(node, Over))


def walk(formula: Formula) -> Iterator[Formula]:
    """The formula and every part of it."""
    yield formula
    match formula:
        case Operation(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case Minus(of):
            yield from walk(of)
        case Pick(_, several):
            for one in several:
                yield from walk(one)
        case Over(_, of):
            yield from walk(of)
        case _:
            pass
