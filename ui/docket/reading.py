"""The table in words: what a screen reader hears, what is copied, what stands beside the view's title."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from model.days.wording import say_count
from model.readable import on_one_line
from ui.docket.columns import Column
from ui.docket.entry import DocketEntry
from ui.filter.arrangement import DocketGroup
from ui.frame.standing import Count, Side, word_of_key


def copy_table(lines: Sequence[Sequence[str]]) -> None:
    """Put lines of cells, the heads first, on the clipboard."""
    data = QMimeData()
    data.setText(cells_as_text(lines))
    data.setHtml(cells_as_html(lines))
    QGuiApplication.clipboard().setMimeData(data)


_SIDE_WORDS: dict[Side, str] = {
    "consequence": "",
    "ours": "owed by us",
    "theirs": "owed to us",
    "relief": "",
    "plan": "planned",
}


def count_words(count: Count) -> str:
    """One count in words: "6 open, owed by us", "2 relief live"."""
    words = f"{count.number:,} {word_of_key(count.standing)}"
    side = _SIDE_WORDS[count.side]
    return f"{words}, {side}" if side else words


def group_words(group: DocketGroup) -> str:
    """A group's head in words."""
    title = ", ".join(filter(None, (group.heading.title, group.heading.caption)))
    counted = "; ".join(map(count_words, group.counts))
    state = "shut" if group.shut else "open"
    return f"Group {title}, {state}, {say_count(len(group.members), 'record')}. {counted}".strip()


def sides_words(slots: Mapping[str, tuple[Side, str]]) -> tuple[str, str, str]:
    """What the docket holds, longest first: by every side, by the two that owe, as one number of records."""
    numbers: dict[Side, int] = dict.fromkeys(("ours", "theirs", "relief", "plan", "consequence"), 0)
    for side, _ in slots.values():
        numbers[side] += 1
    ours, theirs = f"{numbers['ours']:,} owed by us", numbers["theirs"]
    counted: tuple[Side, ...] = ("relief", "plan", "consequence")
    others = [say_count(numbers[side], side) for side in counted if numbers[side]]
    owed = [f"{theirs:,} owed to us"] if theirs else []
    return (
        ", ".join([ours, *owed, *others]),
        f"{ours}, {theirs:,} to us" if theirs else ours,
        say_count(sum(numbers.values()), "record"),
    )


def cells_of(entries: Sequence[DocketEntry], columns: Sequence[Column]) -> list[list[str]]:
    """The rows as lines of cells, the heads first."""
    heads = [column.words for column in columns]
    return [heads, *([column.text(entry) for column in columns] for entry in entries)]


def cells_as_text(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the heads first, with tabs between."""
    return "\n".join("\t".join(map(_one_line, line)) for line in lines) + "\n"


def cells_as_html(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the heads first, as a table."""
    body = "".join(_row(line, "td") for line in lines[1:])
    return f"<table><thead>{_row(lines[0], 'th')}</thead><tbody>{body}</tbody></table>"


def _row(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _one_line(text: str) -> str:
    """A cell for a spreadsheet: no tab or line break, and no formula made of somebody's words."""
    line = " ".join(on_one_line(text).split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
