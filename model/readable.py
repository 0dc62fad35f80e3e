r"""Text made fit to be read wherever it leaves: a terminal, a draft, a notification, a calendar, a page.

What was pasted into a title may hold control characters, which command a terminal, end a header or begin another
line; overrides and isolates of direction, which show other words than there are; halves of characters and numbers that
are no character, which no file may hold. In the docket they stay as they came, since a source is quoted as it stands.

>>> on_one_line("Pay \x1b[31mnow\x1b[0m\nBcc: all")
'Pay [31mnow[0m Bcc: all'
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

_NO_CHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_REORDERING: Final = "\u202a-\u202e\u2066-\u206f"
_UNFIT: Final = re.compile(
    f"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufff9-\ufffb{_REORDERING}{_NO_CHARACTERS}]"
)
_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WITHIN: Final = re.compile("[\t\n]")


def clean(text: str) -> str:
    """The text without what is none; every kind of line break becomes a line feed."""
    return _UNFIT.sub("", _BREAKS.sub("\n", text))


def on_one_line(text: str) -> str:
    """The text made safe for one line: clean, with a space for every line break and tab."""
    return _WITHIN.sub(" ", clean(text))


def as_json(value: Any) -> str:
    """A value as JSON to be printed: whatever would not be fit to be read stands there as an escape, and is kept."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _UNFIT.sub(_escape, re.sub("[\x85\u2028\u2029]", _escape, text))


def cleaned(value: Any) -> Any:
    """The same plain value, as read from JSON, with every text in it clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    return value


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
