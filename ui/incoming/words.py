"""What the import says of a proposal, a file and a choice, in words. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.days.recurrence import say_rule
from model.days.wording import say_count, say_day
from model.errors import UnreadableInput
from model.feed.reading.lines import MOST_BYTES
from model.feed.reading.proposed import EntryProposal, FileReading, FileRemark

KINDS = {"event": "Event", "task": "Task"}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, and one more than may be read where it is larger.

    Raises :class:`model.errors.UnreadableInput` where it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise UnreadableInput(f"“{path.name}” could not be read: {reason}. Nothing was changed.") from error


def when_words(proposal: EntryProposal) -> str:
    """How a proposal goes on from its day: its hour, how it recurs, or to which day it runs."""
    series = proposal.series
    if series is not None:
        after = f", due {say_count(series.days_after, 'day')} after" if series.days_after > 0 else ""
        changed = f", {say_count(len(series.changed), 'day')} changed" if series.changed else ""
        return f"{say_rule(series.rule, series.start)}{after}{changed}"
    if proposal.last_day is not None:
        return f"to {say_day(proposal.last_day)}"
    return f"{proposal.time} {proposal.zone}" if proposal.time else ""


def remark_words(proposal: EntryProposal, ref: str) -> str:
    """Why a proposal is not chosen at first, and how much there is to look at. ``ref`` is what it is already."""
    parts = [f"on the docket as {ref}" if ref else _held_words(proposal)]
    parts += [say_count(len(proposal.warnings), "remark")] if proposal.warnings else []
    return ", ".join(filter(None, parts))


def _held_words(proposal: EntryProposal) -> str:
    if proposal.held == "done" and proposal.done_on:
        return f"done {say_day(proposal.done_on)}"
    return "look first" if proposal.held == "look first" else proposal.held


def held_sentence(proposal: EntryProposal, ref: str) -> str:
    """Why a proposal is not chosen at first, as a sentence; empty where it is."""
    if ref:
        return f"It was imported before and is {ref} on the docket. It is not imported twice."
    return {
        "": "",
        "from this docket": "It comes from this docket’s own calendar feed. Chosen, it would stand there twice.",
        "look first": "It is not chosen at first. Look at the remarks.",
        "done": "It is done, so it is not chosen at first.",
        "past": "Its day is past, so it is not chosen at first. Chosen, it counts as missed until it is performed.",
    }[proposal.held]


def counts_words(reading: FileReading) -> str:
    """What a file holds, counted."""
    parts = [f"{len(reading.proposals):,} proposed"]
    parts += [f"{len(reading.errors):,} not read"] if reading.errors else []
    parts += [f"{len(reading.passed):,} not proposed"] if reading.passed else []
    return ", ".join(parts)


def import_words(count: int) -> str:
    """What the button says."""
    return f"Import {say_count(count, 'obligation')}" if count else "Import"


def remarks_of(reading: FileReading) -> Iterator[tuple[str, FileRemark]]:
    """Everything of a file that is no proposal, what could not be read first, each under its word."""
    yield from (("Not read", one) for one in reading.errors)
    yield from (("Not proposed", one) for one in reading.passed)


def remark_line(word: str, one: FileRemark) -> str:
    """One such thing on one line."""
    called = f" “{one.title}”" if one.title else ""
    return f"{word}: line {one.line:,}{called}. {one.message}"


def remarks_table(reading: FileReading) -> str:
    """All of them, to be pasted into a table."""
    rows = [
        ("", "Line", "Title", "Why"),
        *((word, str(one.line), one.title, one.message) for word, one in remarks_of(reading)),
    ]
    return "\n".join("\t".join(row) for row in rows) + "\n"
