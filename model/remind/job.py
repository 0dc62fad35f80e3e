"""The reminders without a window: what ``main.py remind`` says, shows, writes and remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct

from model.assess.standing import Assessment
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.errors import DocketError
from model.readable import as_json, on_one_line
from model.remind.background import EVERY
from model.remind.listing import due_lines, due_objects, warnings
from model.remind.looking import Looking, ReminderMemory, chosen
from model.remind.mail import MailDraft, drafts
from model.remind.review import ReviewOutcome
from model.remind.wording import TEST_BODY, TEST_TITLE, notification

PACE: Final = timedelta(minutes=EVERY)
READ_ONLY: Final = (
    "This docket can only be read: nothing can be remembered of what was shown, acknowledged or put off, and nothing"
    " is handed on."
)
NO_DESKTOP: Final = "No notification can be shown here."


class Identified(ReminderMemory, Protocol):
    """A keeper that tells its docket from others."""

    @property
    def identity(self) -> str:
        """What tells the docket from every other."""


class Request(Struct, frozen=True, kw_only=True):
    """What is asked for: ``snooze`` is an id and hours; ``mail`` the folder that drafts go to."""

    as_json: bool = False
    notify: bool = False
    mail: Path | None = None
    acknowledge: str = ""
    by: str = ""
    snooze: tuple[str, str] | None = None


class JobOutput(Struct, frozen=True):
    """How the job speaks: lines to the user and complaints, notifications of the desktop, and files."""

    say: Callable[[str], None]
    complain: Callable[[str], None]
    notify: Callable[[str, str], bool]
    write: Callable[[Path, bytes], None]


def remind(
    keeper: Identified, assessment: Assessment, request: Request, output: JobOutput, *, now: datetime, machine: tzinfo
) -> None:
    """Look at the reminders of a docket at ``now``, and do what is asked about them.

    Raises :class:`model.errors.DocketError` where nothing is due of what is named, or nothing can be remembered.
    """
    docket = keeper.docket
    if docket.caption.clock is not None:
        _say_of_sample(docket, request, output)
        return
    hours = _hours(request)
    if keeper.read_only:
        _refuse_reading_only(request, output)
    looking = Looking(keeper, assessment, now, machine=machine, pace=PACE)
    shown: list[bool] = []
    outcome = looking.look(
        (lambda found: shown.append(_notify(docket, found, now.date(), output))) if request.notify else None
    )
    for warning in warnings(outcome):
        output.complain(warning)
    if request.mail is not None:
        made = drafts(docket, assessment, outcome.due, now=now, identity=keeper.identity)
        _write(docket, made, request.mail, output)
    if request.acknowledge:
        ids = chosen(docket, outcome.due, request.acknowledge)
        outcome = looking.acknowledge(ids, request.by)
    if request.snooze is not None:
        ids = chosen(docket, outcome.due, request.snooze[0])
        outcome = looking.snooze(ids, now + timedelta(hours=hours))
    _say(docket, outcome, request, output, lines=due_lines(docket, outcome, looking.before, machine), shown=any(shown))


def test_reminder(output: JobOutput) -> bool:
    """Show a notification to try it; whether it could be."""
    shown = output.notify(TEST_TITLE, TEST_BODY)
    output.say("A test reminder was shown." if shown else NO_DESKTOP)
    return shown


test_reminder.__test__ = False  # type: ignore[attr-defined]


def _say_of_sample(docket: Docket, request: Request, output: JobOutput) -> None:
    if request.as_json:
        output.say("[]")
    elif docket.caption.clock is not None:
        output.say(f"This docket has a clock of its own, {say_day(docket.caption.clock)}, and reminds nobody.")


def _refuse_reading_only(request: Request, output: JobOutput) -> None:
    if request.acknowledge or request.snooze is not None:
        raise DocketError(f"{READ_ONLY} Allow writing to its file and folder.")
    output.complain(READ_ONLY)


def _hours(request: Request) -> float:
    """For how many hours it is put off: a week is the longest, or it would be forgotten."""
    if request.snooze is None:
        return 0
    try:
        hours = float(request.snooze[1])
    except ValueError:
        hours = 0
    if not 0 < hours <= _LONGEST_SNOOZE:
        raise DocketError(f"“{request.snooze[1]}” hours cannot be put off. Give a number up to {_LONGEST_SNOOZE}.")
    return hours


_LONGEST_SNOOZE: Final = 168


def _notify(docket: Docket, outcome: ReviewOutcome, today: date, output: JobOutput) -> bool:
    """Show what is to be told now; whether there was nothing to show, or it could be."""
    return not outcome.fresh or output.notify(*notification(docket, outcome.fresh, today))


def _say(
    docket: Docket, outcome: ReviewOutcome, request: Request, output: JobOutput, *, lines: Iterable[str], shown: bool
) -> None:
    """What is due, unless the desktop told it: then only how much."""
    if request.as_json:
        output.say(as_json(due_objects(docket, outcome.due)))
        return
    if request.notify and shown and outcome.due:
        output.say(f"{say_count(len(outcome.due), 'reminder')} due; {len(outcome.fresh)} shown on the desktop.")
        return
    if request.notify and not shown:
        output.complain(NO_DESKTOP)
    for one in lines:
        output.say(one)


def _write(docket: Docket, made: tuple[MailDraft, ...], folder: Path, output: JobOutput) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for draft in made:
        output.write(folder / draft.file_name, draft.content)
    output.say(f"{say_count(len(made), 'draft')} written into {folder}.")
    unknown = [
        docket.people[one.person].name if one.person else "what nobody owns" for one in made if not one.addressed
    ]
    if unknown:
        output.say(on_one_line(f"Without an address, since none is recorded: {', '.join(unknown)}."))
