"""What is due as lines for a terminal and as objects for a program; discreet, since either may end in a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Any

from model.days.wording import say_day, say_length
from model.docket import Docket
from model.readable import on_one_line
from model.remind.review import ReviewOutcome, Ring
from model.remind.states import Watch
from model.remind.wording import line, title


def due_lines(docket: Docket, outcome: ReviewOutcome, before: Watch, machine: tzinfo) -> Iterator[str]:
    """A line for each reminder that is due, most urgent first, then when was last looked before."""
    now = outcome.watch.last_checked
    if outcome.due and now is not None:
        today = now.astimezone(machine).date()
        yield from (_line(docket, ring, today) for ring in outcome.due)
        return
    last = f"Last checked {_moment(before.last_checked, machine)}." if before.last_checked else "Not checked before."
    yield f"Nothing to be reminded of. {last}"


def warnings(outcome: ReviewOutcome) -> Iterator[str]:
    """What is wrong with the machine's clock, in a sentence."""
    if outcome.clock_went_back is not None:
        yield f"The machine's clock stands {say_length(outcome.clock_went_back)} before the last check. Set it right."


def _line(docket: Docket, ring: Ring, today: date) -> str:
    names = [docket.people[one].name for one in ring.planned.to if one in docket.people]
    said = line(docket, ring, today)
    whole = said if docket.node(ring.about).confidential or not names else f"{said}. For {', '.join(names)}"
    return on_one_line(whole)


def _moment(at: datetime, machine: tzinfo) -> str:
    local = at.astimezone(machine)
    return f"{say_day(local)} at {local:%H:%M}"


def due_objects(docket: Docket, due: Iterable[Ring]) -> list[dict[str, Any]]:
    """An object for each reminder that is due, most urgent first."""
    return [_object(docket, ring) for ring in due]


def _object(docket: Docket, ring: Ring) -> dict[str, Any]:
    node, planned, state = docket.node(ring.about), ring.planned, ring.state
    bare = node.confidential
    return {
        "id": ring.id,
        "ref": "" if bare else node.ref,
        "title": title(docket, ring) if bare else node.title,
        "reminds_of": "" if bare else title(docket, ring),
        "before": planned.before,
        "day": planned.base.isoformat(),
        "due": planned.due.isoformat() if planned.due else None,
        "rang": planned.at.isoformat(),
        "to": [] if bare else [docket.people[one].name for one in ring.to if one in docket.people],
        "handed_on": [] if bare else [_step(docket, step.to, step.at) for step in state.escalated],
        "first_shown": state.first_shown.isoformat() if state.first_shown else None,
        "reminders": list(ring.ids),
    }


def _step(docket: Docket, person_id: str, at: datetime) -> dict[str, str]:
    person = docket.people.get(person_id)
    return {"to": person.name if person else person_id, "at": at.isoformat()}
