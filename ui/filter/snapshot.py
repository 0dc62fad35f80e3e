"""What the table looks at: a docket and how it stands on a day, with the names that rows need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from model.assess.standing import Assessment, Position
from model.docket import Docket
from model.outlook.today.agenda import Agenda, agenda_of
from model.record.links import Node
from model.record.obligation import Obligation
from ui.frame.standing import Side

DISTANT = date.max


class Snapshot(Struct, frozen=True, eq=False, dict=True):
    """One docket on one day. Everything a row shows comes from here; no view works out a date or a standing.

    ``slots`` holds side and standing key of every record.
    """

    docket: Docket
    assessment: Assessment
    slots: Mapping[str, tuple[Side, str]]

    @property
    def day(self) -> date:
        """The day of the assessment."""
        return self.assessment.day

    @cached_property
    def agenda(self) -> Agenda:
        """Which records go into which band of Today; worked out when it is first asked for."""
        return agenda_of(self.docket, self.assessment)

    def position(self, node: Node) -> Position:
        """Where ``node`` stands."""
        return self.assessment.positions[node.id]

    def party(self, party_id: str | None) -> str:
        """The short name of a party, or nothing."""
        party = self.docket.parties.get(party_id or "")
        return party.short if party else ""

    def owner(self, node: Node) -> str:
        """The name of the owner, or nothing."""
        person = self.docket.people.get(node.owner or "")
        return person.name if person else ""

    def instrument(self, node: Node) -> str:
        """The short title of the instrument, or nothing."""
        found = self.docket.instruments.get(node.instrument or "")
        return found.short if found else ""

    def parties(self, node: Node) -> tuple[str, str]:
        """Who owes and who is owed; for a relief, who grants it and those it is granted to."""
        if isinstance(node, Obligation):
            return self.party(node.obligor), self.party(node.obligee)
        relieved = {self.docket.obligations[covered].obligor for covered in node.covers}
        return self.party(node.granted_by), ", ".join(sorted(filter(None, map(self.party, relieved))))

    @property
    def prefix(self) -> str:
        """What every ref begins with and tables leave out."""
        return self.docket.caption.ref_prefix

    def ref(self, node: Node) -> str:
        """The ref without the docket's prefix."""
        return node.ref.removeprefix(self.prefix) or node.ref


def natural(ref: str) -> tuple[str, int, str]:
    """A key by which USMX-9 comes before USMX-10.

    >>> natural("USMX-9") < natural("USMX-10") < natural("USMX-10a")
    True
    """
    head = ref.rstrip("0123456789")
    if len(head) < len(ref):
        return head.casefold(), int(ref[len(head) :]), ""
    stem = ref.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    head = stem.rstrip("0123456789")
    return head.casefold(), int(stem[len(head) :] or 0), ref[len(stem) :].casefold()
