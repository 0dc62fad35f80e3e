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


def refs(sight: Snapshot, ids: tuple[str, ...]) -> str:
    """Short refs in one phrase."""
    return refs_text(sight.docket, ids, short=True)


def falling_words(sight: Snapshot, one: Falling) -> tuple[tuple[str, str], ...]:
    """What stands beside a mark, the longest wording first: the ref, and the title with what is to be known."""
    node = sight.docket.obligations[one.id]
    ref = sight.docket.short_ref(one.id)
    title = node.short
    more = ""
    if one.expected:
        more = f", expected {short_day(one.day)}"
    elif one.standing in PAST_DUE:
        more = f", due {short_day(one.day)}, {one.standing.value}"
    elif one.begins is not None and one.begins < one.day:
        verb = "work starts" if one.begins >= sight.day else "work was to start"
        more = f"; {verb} by {' '.join(say_day(one.begins).split()[:3])}"
    elif one.asked:
        more = ", for the relief"
    least = "expected" if one.expected else ""
    wordings = ((ref, f"{title}{more}"), (ref, least or title), (ref, ""))
    return tuple(dict.fromkeys(wordings))


def relief_words(sight: Snapshot, some: ReliefsEnding) -> tuple[tuple[str, str], ...]:
    """What stands on the bar of reliefs, the longest wording first."""
    head = ", ".join(sight.docket.short_ref(one) for one in some.ids)
    noun = "relief" if len(some.ids) == 1 else "reliefs"
    until = f" until {short_day(some.last)}" if some.last else ", no end stated"
    covered = refs(sight, some.covers)
    if some.standing is Standing.LIVE:
        verb = "is" if len(some.covers) == 1 else "are"
        whole = (
            f"{noun}{until}: {covered} {verb} suspended"
            if _suspended(sight, some)
            else f"{noun}{until}, over {covered}"
        )
        return (head, whole), (head, f"{noun}{until}"), (head, "")
    verb = "was" if len(some.covers) == 1 else "were"
    return (head, f"{noun}: {covered} {verb} suspended{until}"), (head, f"{noun}{until}"), (head, "")


def _suspended(sight: Snapshot, some: ReliefsEnding) -> bool:
    return any(sight.assessment[one].standing is Standing.SUSPENDED for one in some.covers)


def again_words(sight: Snapshot, some: ReliefsEnding) -> str:
    """What comes back the day after the reliefs; nothing where nothing does."""
    back = tuple(one for one in some.covers if sight.assessment[one].standing in COVERED_OR_BACK)
    if not back or some.last is None:
        return ""
    return f"{refs(sight, back)} {'stands' if len(back) == 1 else 'stand'} again"


def day_words(sight: Snapshot, weeks: Weeks, day: date) -> str:
    """Everything of a day: its distance, whether it is closed, what falls due, what ends or comes back."""
    lines = [f"{say_day(day)}, {say_distance((day - sight.day).days)}"]
    if weeks.closed.get(day):
        lines.append(weeks.closed[day])
    falling = weeks.on(day)
    lines += [_falling_line(sight, one) for one in falling[:_SAID]]
    if len(falling) > _SAID:
        lines.append(f"and {len(falling) - _SAID:,} more")
    for one in weeks.falling:
        if one.begins == day and one.begins != one.day:
            lines.append(f"Work on {sight.docket.short_ref(one.id)} starts by this day")
    for some in weeks.reliefs:
        if some.last == day:
            lines.append(f"Last day of {refs(sight, some.ids)}")
        if some.last is not None and some.last + timedelta(days=1) == day and again_words(sight, some):
            lines.append(again_words(sight, some))
    return "\n".join(lines)


def _falling_line(sight: Snapshot, one: Falling) -> str:
    node = sight.docket.obligations[one.id]
    side = "" if sight.docket.owed_by_us(node) else ", owed to us"
    stands = one.standing.value
    if one.expected:
        stands = f"expected to fall due, {stands}, {awaited_words(sight.docket, one.awaits)}"
    return f"{sight.docket.short_ref(one.id)} {node.short}: {stands}{side}"


def strip_words(sight: Snapshot, weeks: Weeks) -> str:
    """The strip read aloud: each day on which something falls due or ends."""
    days = {one.day for one in weeks.falling} | {one.last for one in weeks.reliefs if one.last}
    inside = sorted(day for day in days if weeks.first <= day <= weeks.last)
    said = [day_words(sight, weeks, day).replace("\n", ". ") for day in inside[:_SAID]]
    return ". ".join(said) or "Nothing falls due."
