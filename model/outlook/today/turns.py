"""What changes next, in words: the turns of one day of the forward look."""

from __future__ import annotations

from collections.abc import Sequence

from model.assess.standing import CAUSE_FIRST, DEFAULT, Standing, mark_of
from model.days.wording import say_count
from model.docket import Docket
from model.outlook.forward import Turn
from model.outlook.today.notes import NotePiece
from model.phrases import refs_text
from model.record.relief import Relief

_LISTED = 12
"""How many refs are named. Where there are more, they are counted."""
_BRIEFLY = 14
"""Where there is little room, refs of so many letters are named."""

_VERBS: dict[Standing, tuple[str, str]] = {
    Standing.DUE: ("falls due", "fall due"),
    Standing.IN_CURE: ("is in cure", "are in cure"),
    Standing.MISSED: ("is missed", "are missed"),
    Standing.FAILING: ("is failing", "are failing"),
    Standing.LAPSED: ("lapses", "lapse"),
    Standing.ENDED: ("ends", "end"),
    Standing.UNTESTED: ("awaits a new reading", "await a new reading"),
    Standing.SUSPENDED: ("is suspended", "are suspended"),
    Standing.BLOCKED: ("is blocked", "are blocked"),
    Standing.LIVE: ("takes effect", "take effect"),
    Standing.RELEASED: ("is released", "are released"),
    Standing.EXPOSED: ("is exposed", "are exposed"),
    Standing.OPEN: ("is open", "are open"),
    Standing.SATISFIED: ("is satisfied", "are satisfied"),
    Standing.SATISFIED_LATE: ("is satisfied late", "are satisfied late"),
    Standing.SUBMITTED: ("is submitted", "are submitted"),
    Standing.PARTLY_PERFORMED: ("is partly performed", "are partly performed"),
    Standing.IN_COMPLIANCE: ("is in compliance", "are in compliance"),
    Standing.DORMANT: ("is dormant", "are dormant"),
    Standing.PENDING: ("is pending", "are pending"),
}


def turn_pieces(docket: Docket, turns: Sequence[Turn]) -> tuple[NotePiece, ...]:
    """What happens on a day, cause before effect: each change behind its new mark, those that change alike together.

    What a relief had suspended is told after the relief, as standing again; what is exposed comes last but for
    what merely opens.
    """
    alike: dict[tuple[int, int, str, bool], list[str]] = {}
    for turn in turns:
        node = docket.node(turn.id)
        back = turn.before is Standing.SUSPENDED and turn.after in DEFAULT
        key = (
            _stage(turn, back=back, relief=isinstance(node, Relief)),
            CAUSE_FIRST.index(turn.after),
            mark_of(node, turn.after),
            back,
        )
        alike.setdefault(key, []).append(turn.id)
    return tuple(
        NotePiece(_said(docket, ids, after, back=back), mark, _brief(docket, ids, after, back=back))
        for (_, place, mark, back), ids in sorted(alike.items(), key=lambda item: item[0])
        for after in (CAUSE_FIRST[place],)
    )


def _stage(turn: Turn, *, back: bool, relief: bool) -> int:
    """Misses, then reliefs, then what stands again, then what is exposed, then all else."""
    if back:
        return 3
    if relief:
        return 2
    if turn.after is Standing.EXPOSED:
        return 4
    return 1 if turn.after in CAUSE_FIRST[:5] else 5


def _said(docket: Docket, ids: list[str], after: Standing, *, back: bool) -> str:
    who = refs_text(docket, ids, short=True) if len(ids) <= _LISTED else say_count(len(ids), "record")
    one = len(ids) == 1
    if back:
        return f"{who} {'stands' if one else 'stand'} again, {after.value}"
    return f"{who} {_VERBS[after][0 if one else 1]}"


def _brief(docket: Docket, ids: list[str], after: Standing, *, back: bool) -> str:
    """The same where there is little room: "1 missed again", "21 exposed"."""
    who = refs_text(docket, ids, short=True)
    who = who if len(who) <= _BRIEFLY else say_count(len(ids), "record")
    verb = _VERBS[after][0 if len(ids) == 1 else 1].removeprefix("is ").removeprefix("are ")
    return f"{who} {verb} again" if back else f"{who} {verb}"


def turn_words(pieces: Sequence[NotePiece]) -> str:
    """The same as one sentence without its full stop."""
    return "; ".join(piece.text for piece in pieces)
