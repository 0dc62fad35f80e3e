"""Search in the rulebook: every word must occur, and what counsel would expect comes first.

>>> [rule.id for rule in search_rules("10-Q")][:2]
['sec-10q-large-accelerated', 'sec-10q-non-accelerated']
>>> search_rules("annual jubilee")
()
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from model.days.rulebook import Rule, rulebook

Words: TypeAlias = tuple[str, ...]

# What a word is worth by where it stands: a rule's own name for itself counts more than what it says in passing.
_PHRASE, _KEYWORD, _TITLE, _CITATION, _ELSEWHERE = 100, 8, 6, 3, 1
_WHOLE: Final = 2
_BETWEEN: Final = re.compile(r"[\s/.,;:–—]+")
_WITHIN: Final = re.compile(r"[^0-9a-z]+")


def search_rules(text: str) -> tuple[Rule, ...]:
    """The rules in which every word of `text` begins some word, best first; without a word, all of them.

    Case, hyphens and brackets don't count: "10q" finds Form 10-Q, "6(a)" finds Rule 6(a). A number is found whole,
    so that "4" is not 40. What a rule is called by comes first; equals stand in the order of the rulebook.

    >>> search_rules("10q")[0] == search_rules("Form 10-Q")[0]
    True
    """
    asked = _compact(text)
    if not asked:
        return rulebook()
    weighed = [(_weigh(asked, entry), entry.rule) for entry in _index()]
    found = [(weight, rule) for weight, rule in weighed if weight]
    return tuple(rule for _, rule in sorted(found, key=lambda pair: -pair[0]))


@dataclass(frozen=True, slots=True)
class _Entry:
    """The words of one rule by what each is worth, and the phrases it goes by."""

    rule: Rule
    phrases: tuple[Words, ...]
    worth: dict[str, int]


@lru_cache(maxsize=1)
def _index() -> tuple[_Entry, ...]:
    return tuple(_entry(rule) for rule in rulebook())


def _entry(rule: Rule) -> _Entry:
    citations = " ".join(version.citation for version in rule.versions)
    elsewhere = (rule.applies, rule.authority, rule.jurisdiction, rule.counts_from, rule.note, rule.id)
    worth: dict[str, int] = {}
    texts = ((" ".join(elsewhere), _ELSEWHERE), (citations, _CITATION), (rule.title, _TITLE))
    for text, value in (*texts, (" ".join(rule.keywords), _KEYWORD)):
        worth.update(dict.fromkeys(_words(text), value))
    return _Entry(rule, tuple(_compact(phrase) for phrase in rule.keywords), worth)


def _weigh(asked: Words, entry: _Entry) -> int:
    """What the rule is worth for these words; 0 where one of them is not found."""
    values = [_value(word, entry.worth) for word in asked]
    if not all(values):
        return 0
    return sum(values) + (_PHRASE if asked in entry.phrases else 0)


def _value(word: str, worth: dict[str, int]) -> int:
    return max((value + _WHOLE * (word == known) for known, value in worth.items() if _begins(word, known)), default=0)


def _begins(word: str, known: str) -> bool:
    """Whether `known` begins with `word`, a number not being cut in two."""
    if not known.startswith(word):
        return False
    return not (word[-1].isdigit() and known[len(word) : len(word) + 1].isdigit())


def _compact(text: str) -> Words:
    """The words of a text without case and marks: "Rule 6(a)" is rule and 6a."""
    return tuple(word for part in _BETWEEN.split(text.casefold()) if (word := _WITHIN.sub("", part)))


def _words(text: str) -> set[str]:
    """The compact words, and the parts of those with hyphens, so that "non accelerated" finds "non-accelerated"."""
    parts = {part for part in _WITHIN.split(text.casefold()) if part}
    return parts | set(_compact(text))
