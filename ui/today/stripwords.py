"""The strip in words: what is said of a day, of a deadline beside its mark, and of the reliefs on their bar."""

from __future__ import annotations

from datetime import date, timedelta

from model.assess.awaited import awaited_words
from model.assess.standing import COVERED_OR_BACK, PAST_DUE, Standing
from model.days.wording import say_day, say_distance
from model.outlook.today.weeks import Falling, ReliefsEnding, Weeks
from model.phrases import refs_text, short_day
from ui.filter.snapshot import Snapshot

_SAID = 12
"""So many records are named in a tooltip; more are counted."""


def refs(snapshot: Snapshot, ids: tuple[str, ...]) -> str:
    """Short refs in one phrase."""
    return refs_text(snapshot.docket, ids, short=True)


def falling_words(snapshot: Snapshot, one: Falling) -> tuple[tuple[str, str], ...]:
    """What stands beside a mark, the longest wording first: the ref, and the title with what is to be known."""
    node = snapshot.docket.obligations[one.id]
    ref = snapshot.docket.short_ref(one.id)
    title = node.short
    more = ""
    if one.expected:
        more = f", expected {short_day(one.day)}"
    elif one.standing in PAST_DUE:
        more = f", due {short_day(one.day)}, {one.standing.value}"
    elif one.begins is not None and one.begins < one.day:
        verb = "work starts" if one.begins >= snapshot.day else "work was to start"
        more = f"; {verb} by {' '.join(say_day(one.begins).split()[:3])}"
    elif one.asked:
        more = ", for the relief"
    least = "expected" if one.expected else ""
    wordings = ((ref, f"{title}{more}"), (ref, least or title), (ref, ""))
    return tuple(dict.fromkeys(wordings))


def relief_words(snapshot: Snapshot, some: ReliefsEnding) -> tuple[tuple[str, str], ...]:
    """What stands on the bar of reliefs, the longest wording first."""
    head = ", ".join(snapshot.docket.short_ref(one) for one in some.ids)
    noun = "relief" if len(some.ids) == 1 else "reliefs"
    until = f" until {short_day(some.last)}" if some.last else ", no end stated"
    covered = refs(snapshot, some.covers)
    if some.standing is Standing.LIVE:
        verb = "is" if len(some.covers) == 1 else "are"
        whole = (
            f"{noun}{until}: {covered} {verb} suspended"
            if _suspended(snapshot, some)
            else f"{noun}{until}, over {covered}"
        )
        return (head, whole), (head, f"{noun}{until}"), (head, "")
    verb = "was" if len(some.covers) == 1 else "were"
    return (head, f"{noun}: {covered} {verb} suspended{until}"), (head, f"{noun}{until}"), (head, "")


def _suspended(snapshot: Snapshot, some: ReliefsEnding) -> bool:
    return any(snapshot.assessment[one].standing is Standing.SUSPENDED for one in some.covers)


def again_words(snapshot: Snapshot, some: ReliefsEnding) -> str:
    """What comes back the day after the reliefs; nothing where nothing does."""
    back = tuple(one for one in some.covers if snapshot.assessment[one].standing in COVERED_OR_BACK)
    if not back or some.last is None:
        return ""
    return f"{refs(snapshot, back)} {'stands' if len(back) == 1 else 'stand'} again"


def day_words(snapshot: Snapshot, weeks: Weeks, day: date) -> str:
    """Everything of a day: its distance, whether it is closed, what falls due, what ends or comes back."""
    lines = [f"{say_day(day)}, {say_distance((day - snapshot.day).days)}"]
    if weeks.closed.get(day):
        lines.append(weeks.closed[day])
    falling = weeks.on(day)
    lines += [_falling_line(snapshot, one) for one in falling[:_SAID]]
    if len(falling) > _SAID:
        lines.append(f"and {len(falling) - _SAID:,} more")
    for one in weeks.falling:
        if one.begins == day and one.begins != one.day:
            lines.append(f"Work on {snapshot.docket.short_ref(one.id)} starts by this day")
    for some in weeks.reliefs:
        if some.last == day:
            lines.append(f"Last day of {refs(snapshot, some.ids)}")
        if some.last is not None and some.last + timedelta(days=1) == day and again_words(snapshot, some):
            lines.append(again_words(snapshot, some))
    return "\n".join(lines)


def _falling_line(snapshot: Snapshot, one: Falling) -> str:
    node = snapshot.docket.obligations[one.id]
    side = "" if snapshot.docket.owed_by_us(node) else ", owed to us"
    stands = one.standing.value
    if one.expected:
        stands = f"expected to fall due, {stands}, {awaited_words(snapshot.docket, one.awaits)}"
    return f"{snapshot.docket.short_ref(one.id)} {node.short}: {stands}{side}"


def strip_words(snapshot: Snapshot, weeks: Weeks) -> str:
    """The strip read aloud: each day on which something falls due or ends."""
    days = {one.day for one in weeks.falling} | {one.last for one in weeks.reliefs if one.last}
    inside = sorted(day for day in days if weeks.first <= day <= weeks.last)
    said = [day_words(snapshot, weeks, day).replace("\n", ". ") for day in inside[:_SAID]]
    return ". ".join(said) or "Nothing falls due."
