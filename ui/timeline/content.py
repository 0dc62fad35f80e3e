"""Everything that the timeline shows at one moment: records, lanes and what comes; faces are made when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from model.assess.engine import Assessed
from model.assess.standing import mark_of
from model.outlook.chain import ChainLink
from model.outlook.forward import Ahead
from model.outlook.time.lanes import Coming, Lane
from model.record.links import Node
from ui.filter.grouping import GroupHeading
from ui.frame.standing import share_of
from ui.timeline.headpaint import HeadEntry
from ui.timeline.markers import Marker, markers_of
from ui.timeline.rowcontent import Recorded, RowContent, face_of, tooltip_of, was_mark
from ui.timeline.sheet import TimelineLayout


class TimelineContent:
    """A value but for what it remembers: a face is made once, when its row comes into sight."""

    def __init__(
        self,
        known: Assessed,
        before: Recorded | None,
        ahead: Ahead,
        coming: Coming,
        sheet: TimelineLayout,
        headings: Mapping[str, GroupHeading],
        today: date,
    ) -> None:
        self.known, self.before, self.coming = known, before, coming
        self.sheet, self.headings, self.today = sheet, headings, today
        self.day = known.assessment.day
        self.markers: tuple[Marker, ...] = markers_of(known.run.docket, self.day, ahead)
        self.chain: tuple[ChainLink, ...] = ()
        self._faces: dict[str, RowContent] = {}
        self._lit: frozenset[str] = frozenset()
        self._entries: dict[str, tuple[HeadEntry, ...]] = {}

    def node(self, record_id: str) -> Node:
        """A record."""
        return self.known.run.docket.node(record_id)

    def light(self, chain: tuple[ChainLink, ...]) -> None:
        """Light the critical chain of what is selected: it says by when each link must be begun."""
        self.chain = chain if len(chain) > 1 else ()
        lit = frozenset(link.id for link in self.chain)
        for one in lit ^ self._lit:
            self._faces.pop(one, None)
        self._lit = lit

    def face(self, record_id: str) -> RowContent:
        """What a record shows."""
        found = self._faces.get(record_id)
        if found is None:
            lit = record_id in self._lit
            found = self._faces[record_id] = face_of(self.known, record_id, self.coming, self.before, lit=lit)
        return found

    def spoken(self, record_id: str) -> str:
        """A record in words, for whoever does not see it."""
        return self.face(record_id).spoken if record_id in self.known.assessment.positions else ""

    def tooltip(self, record_id: str) -> str:
        """All that is to be said of a record."""
        return tooltip_of(self.known, self.face(record_id))

    def entries(self, lane: Lane) -> tuple[HeadEntry, ...]:
        """The records of a lane that no day belongs to."""
        found = self._entries.get(lane.key)
        if found is None:
            found = self._entries[lane.key] = tuple(self._entry(one) for one in lane.undated)
        return found

    def _entry(self, record_id: str) -> HeadEntry:
        docket, position = self.known.run.docket, self.known.assessment[record_id]
        node = docket.node(record_id)
        mark = mark_of(node, position.standing)
        return HeadEntry(
            record_id, docket.short_ref(record_id), mark, share_of(node, position), was_mark(self.before, node, mark)
        )
