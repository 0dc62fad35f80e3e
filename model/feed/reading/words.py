"""Texts as calendar files carry them, made fit to be read: unescaped, cleaned, cut, and without markup.

Taken out are control characters and half characters (see :func:`model.readable.clean`), and what hides or
reorders text: marks and overrides of direction, spaces without width, tags, and what marks no character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from model.feed.lines import one_line
from model.feed.reading.lines import CalendarEntry, Property
from model.readable import clean

LONGEST_TITLE: Final = 255
LONGEST_NOTES: Final = 20_000
MOST_TAGS: Final = 20
LONGEST_TAG: Final = 60

_ESCAPE: Final = re.compile(r"\\([\\;,nN])")
_COMMA: Final = re.compile(r"(?<!\\)((?:\\\\)*),")
_HIDING: Final = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_MARKUP: Final = re.compile(
    r"</?(?:a|b|br|div|font|html|i|li|ol|p|span|strong|table|ul)\b[^<>]{0,2000}>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]{0,2000}>")
_APART: Final = frozenset({"p", "div"})
_BREAKS: Final = _APART | {"br", "li", "tr", "table", "ul", "ol"}
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_GAPS: Final = re.compile(r"\n{3,}")


class ReadText(NamedTuple):
    """A text that is fit to be read, and what was done to it."""

    text: str
    hid: bool = False
    """Characters that hide or reorder text were taken out."""
    cut: bool = False


def words_of(found: Property | None, longest: int, *, one: bool = False) -> ReadText:
    """The text of a property, at most so long; ``one``: on one line."""
    if found is None:
        return ReadText("")
    raw = unescape(found.value[: 2 * longest + 2])
    text, hid = visible(raw)
    whole = one_line(text, len(text) + 1) if one else _plain(text)
    # A mark's text may have named what is not seen by its number.
    whole, named = visible(whole)
    cut = found.cut or len(whole) > longest or len(found.value) > 2 * longest + 2
    return ReadText(whole[: longest - 1].rstrip() + "…" if len(whole) > longest else whole, hid or named, cut)


def visible(text: str) -> tuple[str, bool]:
    """The text as it is seen, and whether something that is not seen was taken out."""
    shown = _HIDING.sub("", text)
    return clean(shown), len(shown) < len(text) or bool(_UNFIT.search(text))


def unescape(value: str) -> str:
    r"""A TEXT value as text (RFC 5545, 3.3.11).

    >>> print(unescape("C:\\\\New\\; a\\, b\\nc"))
    C:\New; a, b
    c
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def tags_of(entry: CalendarEntry) -> tuple[str, ...]:
    """The categories of an entry as tags: a word or two each, none twice, no comma in any."""
    tags: dict[str, str] = {}
    for one in entry.every("CATEGORIES"):
        for part in _COMMA.sub("\\1\n", one.value[:10_000]).split("\n"):
            shown, _ = visible(unescape(part))
            tag = one_line(shown.replace(",", " "), LONGEST_TAG)
            if tag:
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:MOST_TAGS]


def _plain(text: str) -> str:
    """Without the markup that Google and Outlook put into descriptions, and without runs of empty lines."""
    if _MARKUP.search(text):
        text = clean(html.unescape("".join(_between_marks(text))))
    lines = (line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _between_marks(text: str) -> Iterator[str]:
    """The text between the marks, in one pass. Nothing that they point to is followed."""
    place, silent = 0, 0
    for found in _TAG.finditer(text):
        if not silent:
            yield text[place : found.start()]
        place, name = found.end(), found[2].lower()
        if name in _SILENT:
            silent = max(0, silent + (-1 if found[1] else 1))
        elif name in _BREAKS and (name in _APART or not found[1]):
            yield "\n"
    if not silent:
        yield text[place:]
