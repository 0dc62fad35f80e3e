"""Publishing without a window: the loop of ``main.py serve``, which follows the docket's file and the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from model.assess import assess
from model.docket import Docket
from model.errors import DocketError
from model.feed.publishing import Clock, Publisher, PublishingMemory, PublishingOutcome
from model.feed.spec import Publication, Spec
from model.record.base import new_id

LOOK: Final = 1.0
"""Seconds between two looks at the file and the clock."""

RETRY: Final = timedelta(minutes=1)
"""After so long what failed is tried again."""

Say = Callable[[str], object]


class LiveKeeper(PublishingMemory, Protocol):
    """The ledger, as far as serving needs it."""

    @property
    def docket(self) -> Docket:
        """Everything, as it stands now."""

    def refresh(self) -> bool:
        """Take in what others wrote."""


@dataclass(frozen=True, slots=True)
class ServingOutput:
    """Where a headless publisher speaks: ``tell`` of what is published, ``complain`` of what could not be."""

    tell: Say
    complain: Say


def renew_once(keeper: LiveKeeper, clock: Clock, output: ServingOutput) -> bool:
    """Bring every publication in a folder up to date. False where one could not be, which is said."""
    headless = _Headless(keeper, clock, output, folders_only=True)
    headless.renew()
    return not headless.failed


def serve(keeper: LiveKeeper, clock: Clock, output: ServingOutput, wait: Callable[[float], bool]) -> None:
    """Publish until ``wait``, which is given seconds, says that it is time to stop.

    A docket of which nothing is served gets one feed of everything that tells no more than days. Raises
    :class:`model.errors.DocketError` where its file can only be read.
    """
    headless = _Headless(keeper, clock, output)
    try:
        if not any(one.place == "served" for one in headless.publisher.publications):
            keeper.remember(first_served())
        headless.renew()
        while not wait(LOOK):
            headless.look()
    finally:
        headless.publisher.stop()


def first_served() -> Publication:
    """The feed that a docket is served by where none was set up."""
    return Publication(id=new_id("feed"), title="Everything", spec=Spec(privacy="redacted"), place="served")


class _Headless:
    """One docket's publisher, and what it has said already."""

    def __init__(self, keeper: LiveKeeper, clock: Clock, output: ServingOutput, *, folders_only: bool = False) -> None:
        self.publisher = Publisher(keeper, clock, folders_only=folders_only)
        self.failed = False
        self._keeper = keeper
        self._clock = clock
        self._output = output
        self._said: dict[str, tuple[str, ...]] = {}
        self._published_before: tuple[date, object] | None = None
        self._renewed = clock()

    def look(self) -> None:
        """Renew where the docket, the day or what is to be published has changed, or something failed a while ago."""
        try:
            changed = self._keeper.refresh()
            again = self.failed or self.publisher.elsewhere
            late = again and abs(self._clock() - self._renewed) >= RETRY
            if changed or late or self._published_state() != self._published_before:
                self.renew()
        except DocketError as error:
            self._fail("docket", str(error))

    def renew(self) -> None:
        """Bring everything up to date, and say what is new to say."""
        self._renewed = self._clock()
        docket = self._keeper.docket
        outcomes = self.publisher.renew(docket, assess(docket, self._today()))
        self._published_before = self._published_state()
        self.failed = False
        self._said.pop("docket", None)
        for one in outcomes:
            self._say(one)

    def _today(self) -> date:
        return self._keeper.docket.caption.clock or self._clock().astimezone().date()

    def _published_state(self) -> tuple[date, object]:
        """The day, and all that the user chose of what is published."""
        published = self.publisher.publications
        return self._today(), [(one.id, one.spec, one.place, one.path, one.file, one.paused) for one in published]

    def _say(self, outcome: PublishingOutcome) -> None:
        one = outcome.publication
        if one.last_error:
            self._fail(one.id, f"{one.title}: {one.last_error}")
            return
        where = one.address or f"{one.path}, {one.file}"
        notes = (f"{one.title}: {where}", *((outcome.note,) if outcome.note else ()))
        if self._said.get(one.id) != notes:
            self._said[one.id] = notes
            for line in notes:
                self._output.tell(line)

    def _fail(self, about: str, words: str) -> None:
        self.failed = True
        if self._said.get(about) != (words,):
            self._said[about] = (words,)
            self._output.complain(words)
