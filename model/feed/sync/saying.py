"""What synchronising did, in words: refs only, so that it may stand in a terminal; titles and notes stay behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from model.days.wording import say_count, say_day
from model.docket import Docket
from model.feed.sync.account import QUESTIONS, CalendarAccount, Incoming, Overtaking, State
from model.feed.sync.round import Round


def name_of(docket: Docket, about: str, occurrence: date | None = None, part: str = "") -> str:
    """What an item is called: the ref of its record, the day of its occurrence, and what of it is meant."""
    ref = docket.ref(about) if about in docket.obligations or about in docket.reliefs else "an item"
    day = f" of {say_day(occurrence)}" if occurrence else ""
    which = {"cure": "the end of cure of ", "target": "the target of ", "act by": "the act-by day of "}.get(part, "")
    return f"{which}{ref}{day}"


def sentence(docket: Docket, one: Incoming) -> str:
    """What came back, as one sentence. A title over there is not repeated."""
    who, name = one.client or "Another calendar", name_of(docket, one.about, one.occurrence, one.part)
    on = f" on {say_day(one.day)}" if one.day else ""
    match one.change:
        case "moved":
            return f"{who} moved {name} from {one.was} to {one.to}."
        case "done":
            return f"{who} ticked off {name}{on}."
        case "progress":
            return f"{who} set {name} from {one.was} to {one.to} done."
        case "note":
            return f"{who} added a note to {name}."
        case "cancelled":
            return f"{who} cancelled {name}."
        case "reopened":
            return f"{who} opened {name} again, which is done. It was put right."
        case "title":
            return f"{who} changed the title of {name}. It was put right."
        case "notes":
            return f"{who} took out the text of {name}. It was put right."
        case "recurs":
            return f"{who} made {name} recur. It was put right."
        case "deleted":
            return f"{name[:1].upper()}{name[1:]} was deleted in the calendar. It was put there again."
        case "unreadable":
            return f"What lay in the calendar for {name} could not be read: {one.to} It was put right."
        case "foreign":
            return "An item of somebody else lies in the calendar. It was left alone, and could be imported."


OVERTAKEN: Final[Mapping[Overtaking, str]] = {
    "newer": "It was changed there again since, so nothing is asked of it any more.",
    "undone": "It was changed back there since, so nothing is asked of it any more.",
    "deleted": "The item was deleted there since, so nothing is asked of it any more.",
    "here": "It was changed in Duly since, so nothing is asked of it any more.",
}
"""Why a question was settled before anybody decided."""
_DECIDED: Final[Mapping[State, str]] = {
    "applied": "It was applied.",
    "recorded": "It was recorded.",
    "dismissed": "It was dismissed.",
}


def settled_words(one: Incoming) -> str:
    """What became of something that came back; nothing where its own sentence says it already."""
    if one.state == "overtaken":
        return OVERTAKEN.get(one.overtaken, OVERTAKEN["newer"])
    return _DECIDED.get(one.state, "It was restored." if one.change in QUESTIONS and one.state != "open" else "")


def advice(one: Incoming) -> str:
    """What a person can do about what waits for them; nothing for what does not."""
    if one.state != "open":
        return ""
    if one.change == "moved":
        return "Apply it with a reason, or restore the day."
    return "Record it, or dismiss it: nothing is recorded of itself."


def round_lines(docket: Docket, done: Round) -> Iterator[str]:
    """What a round did, line by line; why it stopped is not among them."""
    account, sent, gone = done.account, len(done.put), len(done.removed)
    removed = f", removed {say_count(gone, 'item')}" if gone else ""
    yield f"{title_of(account)}: sent {say_count(sent, 'item')}{removed}."
    for one in done.incoming:
        yield " ".join(filter(None, (sentence(docket, one), advice(one))))
    for one in done.overtaken:
        yield f"{sentence(docket, one)} {settled_words(one)}"
    if done.acted:
        yield f"{say_count(len(done.acted), 'alarm')} acknowledged or snoozed in the calendar."
    for refused in done.refused:
        yield f"{name_of(docket, refused.about)} was not sent. {refused.why}"


def title_of(account: CalendarAccount) -> str:
    """What an account is called."""
    return account.title or account.user
