"""The names that deadlines count from: exact in quotation marks, else matched with those known, never two at once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from model.days.notation.asking import Build, constant
from model.days.notation.letters import tidy
from model.days.notation.pattern import Pattern

_ARTICLE: Final = re.compile(r"(?:the|a|an|such|said) +(?=\S)", re.IGNORECASE)
_POINTING: Final = re.compile(
    r"(?:the|a|an|such|said|that|this|its|any such|the applicable|applicable|relevant|the relevant|aforesaid) +(?=\S)",
    re.IGNORECASE,
)
_PERIOD: Final = r"(?:(fiscal|financial|calendar) )?(half-year|half year|quarter|year|month|week)"
_PERIOD_END: Final = Pattern(rf"(?:the )?end of (?:the |each |every |a )?{_PERIOD}|{_PERIOD}[ -]end", re.IGNORECASE)
_DATE_OF: Final = re.compile(
    r"(?:the )?(?:(?:actual )?(?:date|day|time) (?:of|on which|upon which|when|that)|occurrence of|time at which)"
    r"(?: the occurrence of)? ",
    re.IGNORECASE,
)
_HAPPENS: Final = re.compile(
    r" (?:occurs|occurred|shall occur|has occurred|happens|falls|takes place|took place|is held|is to be held|ends)$",
    re.IGNORECASE,
)
_SHORTEST_NEAR: Final = 5


class Names(Struct):
    """The names known, by how they are looked up."""

    exact: frozenset[str]
    folded: dict[str, list[str]] = {}
    cores: dict[str, list[str]] = {}


@lru_cache(maxsize=8)
def index_names(anchors: tuple[str, ...]) -> Names:
    """The names ready to be looked up; kept, since every keystroke asks again."""
    names = Names(frozenset(map(tidy, anchors)))
    for name in dict.fromkeys(map(tidy, anchors)):
        if name:
            names.folded.setdefault(fold(name), []).append(name)
            names.cores.setdefault(_core(name), []).append(name)
    return names


def _core(name: str) -> str:
    """A name by what tells it from others: without what points at it, "date of", "occurs", "Date" and the plural.

    >>> _core("the date on which the Closing occurs"), _core("Closing Dates")
    ('closing', 'closing')
    """
    core = name.replace("’", "'")
    for _ in range(4):
        core = _DATE_OF.sub("", _POINTING.sub("", core, count=1), count=1)
    core = _HAPPENS.sub("", core).casefold()
    core = core.removesuffix("s") if core.endswith("dates") else core
    core = core.removesuffix(" date") or core
    return core[:-1] if len(core) > 4 and core.endswith("s") and not core.endswith("ss") else core


def fold(name: str) -> str:
    """A name without its article, case and the shape of its apostrophes.

    >>> fold("The Closing Date")
    'closing date'
    """
    return without_article(name).casefold().replace("’", "'")


def is_known(name: str, anchors: tuple[str, ...]) -> bool:
    """Whether the name is one of those known: case, article, "Date" and the plural aside."""
    names = index_names(anchors)
    return fold(tidy(name)) in names.folded or _core(tidy(name)) in names.cores


def is_period_end(name: str) -> bool:
    """Whether the words are the end of a month, quarter or year.

    >>> is_period_end("end of the fiscal year"), is_period_end("end of the term")
    (True, False)
    """
    return _PERIOD_END.fullmatch(tidy(name)) is not None


def period_unit(name: str) -> str:
    """The unit of a period whose end the words are: "year" for "fiscal year end"; empty where they are none.

    >>> period_unit("Fiscal Year End"), period_unit("closing")
    ('year', '')
    """
    found = _PERIOD_END.fullmatch(tidy(name))
    return period_of(found)[1] if found else ""


def resolve(typed: str, anchors: tuple[str, ...]) -> Build[str]:
    """The name that the words stand for: a known one, one a letter away from them, or the words as a new name.

    Case and article never tell names apart; a figure or a single letter always does ("Series A", "closing 2").
    Ends of quarters and years without their kind are asked about, and so are two names equally near.
    """
    name = tidy(typed)
    names = index_names(anchors)
    if name in names.exact:
        return constant(name)
    if fold(name) in names.folded:
        return _one_of(name, names.folded[fold(name)])
    if period := _PERIOD_END.fullmatch(name):
        return _period_end(period, names)
    if (core := _core(name)) in names.cores:
        return _one_of(name, names.cores[core])
    if (part := _qualified(name, names)) is not None:
        return part
    near = [known for key, known in names.folded.items() if one_edit(fold(name), key)]
    if near:
        return _one_of(name, [known for group in near for known in group])
    return constant(without_article(name))


def _qualified(name: str, names: Names) -> Build[str] | None:
    """A known name with a word before it that may change which day it is: “scheduled Maturity Date” is asked about."""
    found = _QUALIFIER.match(name)
    if found is None or fold(name[found.end() :]) not in names.folded:
        return None
    known = names.folded[fold(name[found.end() :])][0]
    own = without_article(name)
    return lambda asker: asker.ask(
        f"“{own}”: is that “{known}”?", [(known, f"the event “{known}”"), (own, "an event of its own")]
    )


_QUALIFIER: Final = re.compile(
    r"(?:the )?(?:scheduled|stated|original|initial|extended|final|actual|anticipated|expected|proposed|latest|then|"
    r"current|then-current|revised|new|old|respective|applicable|relevant) ",
    re.IGNORECASE,
)


def without_article(name: str) -> str:
    """The name without the article before it.

    >>> without_article("the meeting")
    'meeting'
    """
    found = _ARTICLE.match(name)
    return name[found.end() :] if found else name


def _one_of(typed: str, names: list[str]) -> Build[str]:
    question = f"“{typed}”: {' or '.join(f'“{name}”' for name in names)}?"
    return lambda asker: asker.ask(question, [(name, f"counts from {name}") for name in names])


def _period_end(period: re.Match[str], names: Names) -> Build[str]:
    """The end of a period by its usual name; a quarter or year without its kind is calendar or fiscal."""
    kind, unit = period_of(period)
    if kind or unit not in ("quarter", "year", "half-year"):
        return constant(_known_end(f"{kind} {unit}".strip(), names))
    options = [
        (_known_end(f"fiscal {unit}", names), f"the company's own {unit}"),
        (_known_end(f"calendar {unit}", names), "ends by the calendar"),
    ]
    return lambda asker: asker.ask(f"The end of the {unit}: fiscal or calendar?", options)


def period_of(found: re.Match[str]) -> tuple[str, str]:
    """The kind and the unit of a period, from a match of its end."""
    groups = [group for group in found.groups() if group]
    unit = groups[-1].casefold().replace(" ", "-")
    return (groups[0].casefold() if len(groups) > 1 else ""), unit


def _known_end(period: str, names: Names) -> str:
    plain = f"{period} end"
    for key in (plain, f"end of {period}", f"end of the {period}", f"{period}-end"):
        if key in names.folded:
            return names.folded[key][0]
    return plain


def one_edit(one: str, other: str) -> bool:
    """Whether two names differ by one letter added, dropped, changed, or by two neighbours swapped.

    Short words and figures are never mended: "closing 1" is not "closing 2".

    >>> one_edit("fiscal quarter end", "fiscal qaurter end"), one_edit("closing 1", "closing 2")
    (True, False)
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    head = _common(one, other)
    tail = min(_common(one[::-1], other[::-1]), len(one) - head, len(other) - head)
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    swapped = len(left) == 2 and left == right[::-1]
    if not swapped and (len(left) > 1 or len(right) > 1):
        return False
    return (left + right).isalpha() and min(_word_at(one, head), _word_at(other, head)) >= _SHORTEST_NEAR


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _word_at(name: str, place: int) -> int:
    """How long the word is in which the place lies."""
    before, after = re.split(r"[ /-]", name[:place])[-1], re.split(r"[ /-]", name[place:])[0]
    return len(before) + len(after)
