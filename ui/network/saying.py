"""What the view says around its drawing: its summary, its empty states, the names of the groups below. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from model.days.wording import say_count, say_long
from model.phrases import record_name
from ui.network.choosing import Shown
from ui.network.content import NodeContent, selection_words
from ui.network.snapshot import NetworkSnapshot

Groups = list[tuple[str, list[NodeContent]]]


class Empty(NamedTuple):
    """A heading, what to do, and buttons as keys of actions with their words."""

    heading: str
    sentence: str
    buttons: tuple[tuple[str, str], ...] = ()


def summary(snapshot: NetworkSnapshot, shown: Shown, current: str) -> tuple[str, ...]:
    """What stands beside the view's title, the longest wording first."""
    if not snapshot.filter.empty:
        passed = len(snapshot.passing() or ())
        return f"{passed:,} of {snapshot.number:,} records pass the filter", f"{passed:,} of {snapshot.number:,}"
    if current in snapshot.docket.events or current in snapshot.assessment.positions:
        return selection_words(snapshot.docket, snapshot.whole.lit(current))
    links = say_count(len(snapshot.whole.edges), "link")
    return f"{say_count(shown.count, 'record')}, {links}. Select one to light its path", links


def links_words(snapshot: NetworkSnapshot, spread: str, current: str, *, cut: bool) -> str:
    """What the button says on how far is shown: "Links: all", "Links: of 8"."""
    if spread == "all" and not cut:
        return "Links: all"
    return f"Links: of {record_name(snapshot.docket, current, short=True)}" if current else "Links: of the first"


def empty_words(snapshot: NetworkSnapshot, shown: Shown, spread: str, current: str) -> Empty | None:
    """What stands in place of a drawing without a node; None where there is one."""
    if shown.network.nodes:
        return None
    if not snapshot.number:
        return Empty(
            "Nothing is on the docket yet.",
            "Enter what must be done, and say what it needs: its links appear here.",
            (("new_obligation", "New obligation"), ("open_sample", "Open the sample")),
        )
    if not shown.count:
        return Empty(
            "No record passes the filter.",
            f"The docket holds {snapshot.number:,} records; the words and chips above hide them all.",
            (("clear_filter", "Clear the filter"),),
        )
    if current and (shown.cut or spread != "all"):
        name = record_name(snapshot.docket, current, short=True)
        return Empty(f"{name} has no links.", "Select another record, or let Links show everything.")
    return Empty("No record here is linked to another.", "Say in a record what it needs, and its links appear here.")


def groups(snapshot: NetworkSnapshot, shown: Shown, faces: Mapping[str, NodeContent]) -> Groups:
    """The lines below the drawing: quiet causes by their consequence, then what has no link."""
    docket = snapshot.docket
    found: Groups = [
        (f"Other causes of {record_name(docket, one, short=True)}", [faces[cause] for cause in causes])
        for one, causes in shown.gathered.items()
    ]
    if shown.unlinked:
        alone = set(snapshot.whole.unlinked).issuperset(shown.unlinked)
        found.append(("No links" if alone else "No links shown", [faces[one] for one in shown.unlinked]))
    return found


def sheet_words(snapshot: NetworkSnapshot) -> tuple[str, str]:
    """The title and the line under it of an exported drawing."""
    caption = snapshot.docket.caption
    title = " · ".join(filter(None, (caption.title, caption.subtitle)))
    supposed = ", supposed and not recorded" if snapshot.compared else ""
    return title, f"Network as of {say_long(snapshot.assessment.day)}{supposed}"
