"""Numbers as counsel writes them: 45, 1,500, forty-five (45), one hundred and twenty, the 15th, the second last."""

from __future__ import annotations

from typing import Final

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader

MOST: Final = 100_000

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PLACES: Final = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENTHS: Final = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]


def _number_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ONES)} | {"a hundred": 100, "hundred": 100, "a dozen": 12}
    for place, ten in enumerate(_TENS):
        words[ten] = 10 * (place + 2)
        for number, one in enumerate(_ONES[1:10], 1):
            words[f"{ten}-{one}"] = words[f"{ten} {one}"] = words[f"{ten}{one}"] = words[ten] + number
    return words


def _place_words() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_PLACES, 1)}
    for place, (ten, tenth) in enumerate(zip(_TENS, _TENTHS, strict=True)):
        words[tenth] = 10 * (place + 2)
        for number, one in enumerate(_PLACES[:9], 1):
            words[f"{ten}-{one}"] = words[f"{ten} {one}"] = words[tenth] + number
    return words


_NUMBERS: Final = Phrases("a number", _number_words())
_HUNDRED: Final = Phrases("a number", {"hundred": True, "hundred and": True})
_AND_TENS: Final = Phrases("“and”", {"and": True})
_PLACE_WORDS: Final = Phrases("a place, such as 15th", _place_words())
_ENDINGS: Final = Phrases(
    "“last”",
    {
        "last": -1,
        "final": -1,
        "penultimate": -2,
        "next to last": -2,
        "next-to-last": -2,
        "second to last": -2,
        "second-to-last": -2,
        "third to last": -3,
        "last but one": -2,
    },
)
_LAST: Final = Phrases("“last”", {"last": True, "to last": True})
_PLACE: Final = Pattern(r"([0-9]{1,3})(?:st|nd|rd|th)")


def number(reader: Reader) -> Build[int] | None:
    """A number in figures, in words, or in both; two that differ are asked about, since either may be the slip."""
    start, offset = reader.at, reader.offset
    reader.want("a number")
    found = _figures(reader)
    if found is None:
        found = _words(reader)
        if found is not None and (again := _bracketed(reader)) not in (None, found):
            return _which(reader.text[offset : reader.tokens[reader.at - 1].end], found, again)
    elif _bracketed(reader) not in (None, found):
        reader.at = start
        return None
    if found is not None and found > MOST:
        reader.refuse(f"{found:,} is more than Duly counts. Write at most {MOST:,}.", offset)
    return None if found is None else constant(found)


def _which(typed: str, words: int, figures: int | None) -> Build[int]:
    def build(asker: Asker) -> int:
        options = [(words, f"the words say {words}"), (figures or 0, f"the figures say {figures}")]
        return asker.ask(f"“{typed}”: {words} or {figures}?", options)

    return build


def _figures(reader: Reader) -> int | None:
    token = reader.token
    if token is None or token.kind != "number" or len(token.key) > 12:
        return None
    reader.at += 1
    return int(token.key.replace(",", ""))


def _words(reader: Reader) -> int | None:
    seen = reader.see(_NUMBERS)
    if seen is None:
        return None
    reader.at += seen[0]
    hundred = reader.see(_HUNDRED)
    if seen[1] == 100:
        rest = reader.see(_NUMBERS, 1) if reader.see(_AND_TENS) else None
        reader.at += 1 + rest[0] if rest else 0
        return 100 + (rest[1] if rest else 0)
    if hundred is None or not 1 <= seen[1] <= 9:
        return seen[1]
    rest = reader.see(_NUMBERS, hundred[0])
    reader.at += hundred[0] + (rest[0] if rest else 0)
    return 100 * seen[1] + (rest[1] if rest else 0)


def _bracketed(reader: Reader) -> int | None:
    """The same number once more in brackets, in figures or in words, as contracts have it."""
    start, opening = reader.at, reader.token
    if opening is None or opening.key != "(":
        return None
    reader.at += 1
    found = _figures(reader)
    if found is None:
        found = _words(reader)
    closing = reader.token
    if found is None or closing is None or closing.key != ")":
        reader.at = start
        return None
    reader.at += 1
    return found


def ordinal(reader: Reader) -> int | None:
    """A place counted from the front: 15th, fifteenth, fifteenth (15th)."""
    reader.want("a place, such as 15th")
    token = reader.token
    if token is not None and (found := _PLACE.fullmatch(token.key)):
        reader.at += 1
        return int(found[1]) or None
    seen = reader.see(_PLACE_WORDS)
    if seen is None:
        return None
    reader.at += seen[0]
    again = [token.key for token in reader.tokens[reader.at : reader.at + 3]]
    bracketed = _PLACE.fullmatch(again[1]) if len(again) == 3 and again[0] == "(" and again[2] == ")" else None
    if bracketed is not None and int(bracketed[1]) == seen[1]:
        reader.at += 3
    return seen[1]


def place(reader: Reader) -> int | None:
    """A place counted from the front, or from the back as a negative number: last is -1, 2nd last -2."""
    ending = reader.take(_ENDINGS)
    if ending is not None:
        return ending
    found = ordinal(reader)
    if found is None:
        return None
    seen = reader.see(_LAST)
    if seen is None:
        return found
    reader.at += seen[0]
    return -found
