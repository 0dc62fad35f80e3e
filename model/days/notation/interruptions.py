"""What interrupts a deadline without changing its day: defined terms, leave to agree another day, enumerators.

"within 60 days (or such longer period as the Agent may agree) after the Closing Date" is 60 days after it: another
day counts only once it is agreed. Brackets that say a day, a count, a time or a place stay and are read.
>>> bool(_LEAVE.search("60 days or such longer period as the agent may agree"))
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from model.days.notation.token import Token

_ITEM: Final = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})|[a-hx-z]|[1-9]")
_BEFORE_ITEM: Final = frozenset({"of", "and", "or", ",", ";", ":", "nor", "either", "both", "to", "occur", "the",
    "later", "earlier"})  # fmt: skip
_AGREED: Final = (
    r"(?:or|and|but) ?,? ?(?:at |on |by |within |for |to |in |not later than )?(?:such|any) (?:other|longer"
    r"|later|earlier|shorter|additional|"
    r"further|lesser|greater|extended)(?: or (?:other|longer|later|earlier|shorter))?"
    r" (?:period|periods|date|dates|time|times|day|days|number of days)"
)
_INTERRUPTS: Final = re.compile(
    rf"{_AGREED}\b"
    r"|as (?:defined|such term|the same|extended|amended|so extended|such|may be|that term|applicable|described|set)\b"
    r"|(?:each|together|collectively|such|the|being|hereinafter|each such|any such|herein)\b[^()]*[“\"‘]"
    r"|[“\"‘]"
    r"|if any$|if applicable$|unless\b|subject to\b|whether or not\b|without (?:regard|giving)\b"
    r"|in its (?:sole )?discretion\b"
    r"|or portion thereof|or part thereof"
    r"|local time$|time (?:being|is|shall be|to be) of the essence$"
    r"|(?:which|it being)\b|(?:but|and) (?:no|not) (?:more|less|later|longer)$"
)
_LEAVE: Final = re.compile(rf",? ?{_AGREED}(?: of time)?(?: as| that| to which| which| agreed| is agreed)\b")
_LEAVE_ENDS: Final = frozenset({",", ";", ")", "after", "following", "from", "before", "prior", "but", "of"})
_DATED: Final = re.compile(
    r"[0-9]|\b(?:days?|weeks?|months?|years?|hours?)\b(?! as| to which| that)|\b(?:noon|midnight|london|new york)\b"
    r"|\bno (?:later|earlier|more|event)\b|\bnot (?:later|earlier|more|exceed|to)\b"
)


def without_interruptions(tokens: list[Token]) -> list[Token]:
    """The tokens without what only interrupts; enumerators become tokens of their own kind."""
    kept = list(_without_brackets(list(_with_items(tokens))))
    return _without_condition(_without_leave(kept))


def _with_items(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with each enumerator, "(ii)" or "b)", as one of kind "item"."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        before = tokens[place - 1].key if place else ","
        keys = [after.key for after in tokens[place : place + 3]]
        apart = place == 0 or tokens[place - 1].end < token.start
        if before in _BEFORE_ITEM and apart:
            if len(keys) == 3 and keys[0] == "(" and keys[2] == ")" and keys[1] and _ITEM.fullmatch(keys[1]):
                yield Token("item", "(•)", token.start, tokens[place + 2].end)
                place += 3
                continue
            if keys[1:2] == [")"] and keys[0] and _ITEM.fullmatch(keys[0]) and tokens[place + 1].start == token.end:
                yield Token("item", "(•)", token.start, tokens[place + 1].end)
                place += 2
                continue
        yield token
        place += 1


def _without_brackets(tokens: list[Token]) -> Iterator[Token]:
    place = 0
    while place < len(tokens):
        end = _closing(tokens, place)
        inside = tokens[place + 1 : end]
        if end and " ".join(token.key for token in inside) in _UNWRAPPED:
            yield from inside
            place = end + 1
            continue
        if (
            end
            and not _is_part(inside, tokens[:place])
            and (_interrupts(inside) or _leaves_day_zero_out(inside, tokens[:place]))
        ):
            place = end + 1
            continue
        yield tokens[place]
        place += 1


_UNWRAPPED: Final = frozenset(
    f"{joined}{words}" for joined in ("", "and ", "but ") for words in ("including", "excluding", "not including")
)
"""Brackets that say whether the day itself counts: read as if no brackets stood."""


def _closing(tokens: list[Token], place: int) -> int:
    """Where the bracket closes that opens here; 0 where none opens or none closes."""
    if tokens[place].key != "(":
        return 0
    depth = 0
    for end in range(place, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[end].key, 0)
        if depth == 0:
            return end
    return 0


def _interrupts(tokens: list[Token]) -> bool:
    words = " ".join(token.key for token in tokens)
    found = _INTERRUPTS.match(words)
    if found is None:
        return False
    plain = " ".join(token.key for token in tokens if token.kind != "quoted")
    return not _DATED.search(plain[found.end() :] if found.end() < len(plain) else "")


_BEFORE_PART: Final = frozenset({"of", "and", "or"})
"""Behind these words a bracket that begins with a name is one of several days: “the earlier of (“closing”, …) and”."""


def _is_part(inside: list[Token], before: list[Token]) -> bool:
    """Whether a bracket holds one of several days, told by the name with which it begins."""
    if not before or before[-1].key not in _BEFORE_PART:
        return False
    called = [token.key for token in inside[:2]] == ["the", "event"]
    return any(token.kind == "quoted" for token in inside[2 if called else 0 :][:1])


_LEFT_OUT: Final = re.compile(r"(?:but )?(?:excluding|exclusive of|not including|not counting) ")
_DAY_ZERO: Final = frozenset({"such date", "such day", "that date", "that day", "the first day", "the first such day"})


def _leaves_day_zero_out(tokens: list[Token], before: list[Token]) -> bool:
    """Whether a bracket leaves out the day counted from, which is never counted: “(excluding the Closing Date)”."""
    words = " ".join(token.key for token in tokens)
    found = _LEFT_OUT.match(words)
    left_out = words[found.end() :] if found else ""
    return left_out in _DAY_ZERO or (bool(left_out) and f" {' '.join(t.key for t in before)}".endswith(f" {left_out}"))


def _without_leave(tokens: list[Token]) -> list[Token]:
    """Without leave to agree another day that stands in the sentence: ", or such later date as the Agent may agree"."""
    keys = [token.key for token in tokens]
    line = " ".join(keys)
    found = _LEAVE.search(line)
    if found is None or any(token.kind == "quoted" for token in tokens):
        return tokens
    first = line[: found.start()].count(" ") + (1 if line[found.start()] == " " else 0)
    last = line[: found.end()].count(" ") + 1
    while last < len(tokens) and keys[last] not in _LEAVE_ENDS:
        last += 1
    if _DATED.search(" ".join(keys[first:last])[len(found[0].strip()) :]):
        return tokens
    if last < len(tokens) and keys[last] == ",":
        last += 1
    return tokens[:first] + tokens[last:]


_CONDITION: Final = re.compile(
    r" ,? ?(?:time (?:being|is|shall be|to be) of the essence$"
    r"|(?:unless|except as|save as) (?:otherwise |so |previously )?(?:agreed|extended|waived|ordered|directed|stayed)\b"
    r"|subject to (?:any )?(?:extension|waiver)\b)"
)


def _without_condition(tokens: list[Token]) -> list[Token]:
    """Without a closing condition that says no other day: ", unless otherwise agreed in writing by the Lender"."""
    line = " ".join(token.key for token in tokens)
    found = _CONDITION.search(line)
    if found is None or any(token.kind == "quoted" for token in tokens):
        return tokens
    if _DATED.search(line, found.end()) or "," in line[found.end() :]:
        return tokens
    return tokens[: line[: found.start()].count(" ") + 1]
