"""Publishing in the window: renews what is published after each change and turn of the day, off the window's thread.

What is read from and written to the docket's file stays on the window's thread; making feeds and delivering them is
done elsewhere, on values. While nothing is published, nothing of it is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from model.errors import DocketError
from ui.frame.service import DocketService
from ui.shell.jobs import Job, JobCancelled
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.feed.publishing import Composed, Gathered, Publisher, PublishingOutcome
    from model.feed.seen import SeenFeed
    from model.feed.spec import Publication, SavedFilter
    from model.ledger.ledger import Ledger

    Done = Callable[[tuple[PublishingOutcome, ...]], object]
    Compose = Callable[[Gathered, Callable[[float], object]], Composed]

T = TypeVar("T")

SETTLE = 400
"""Milliseconds after a change before feeds are renewed: several changes in a row are one."""

RETRY = 60_000
"""Milliseconds after which what failed is tried again."""

AFTER_OPENING = 1_500
"""Milliseconds after a docket was opened: first it is shown, then published."""


_BROKEN = "The feeds were not brought up to date: something in Duly broke. What was published last stands."
_CANCELLED = "The feeds were not brought up to date: it was cancelled. What was published last stands."


class FeedService(DocketService):
    """What is published of the open docket. One for each window; it follows the workspace until :meth:`stop`."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self._publisher: Publisher | None = None
        self._publications: tuple[Publication, ...] = ()
        self._running = False
        self._again = False
        self._asked = 0
        self._job: Job | None = None
        """The step that a renewal is at, while it is under way."""
        self._drafting: Job | None = None
        self._waiting: list[Callable[[], object]] = []
        self._told: set[str] = set()
        self.renewed_at: datetime | None = None
        """When everything was last brought up to date without a fault."""
        self._settling = self._timer(self.renew, single=True)
        self._retrying = self._timer(self.renew, single=True)
        workspace.opened.connect(self._opened)
        workspace.assessed.connect(lambda _: self._soon(SETTLE))
        if workspace.ledger is not None:
            self._opened()

    # -------------------------------------------------------------------------------------------- reading

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Everything that is published of the open docket, by title."""
        return self._publications

    @property
    def faulty(self) -> bool:
        """Whether something that is published could not be brought up to date."""
        live = (one for one in self._publications if not one.paused)
        return bool(self._failure) or any(one.last_error for one in live)

    @property
    def busy(self) -> bool:
        """Whether feeds are being renewed."""
        return self._running

    @property
    def elsewhere(self) -> bool:
        """Whether another Duly on this machine answers at the addresses."""
        return self._publisher is not None and self._publisher.elsewhere

    def filters(self) -> tuple[SavedFilter, ...]:
        """The saved filters, by name."""
        from model.feed.spec import SavedFilter

        ledger = self._workspace.ledger
        found = ledger.recall(SavedFilter).values() if ledger else ()
        return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))

    def preview(self, publication: Publication, done: Callable[[SeenFeed, bytes], object]) -> None:
        """Have ``done`` shown the feed as it would leave now, read back out of its bytes; only what was asked last."""
        publisher = self._ready()
        if publisher is None:
            return
        docket, assessment = self._workspace.docket, self._workspace.assessment
        gathered = self._tried(lambda: publisher.gather_one(publication, docket, assessment))
        if gathered is None:
            return
        self.drop_preview()
        asked, today = self._asked, self._as_of_today()

        def work(job: Job) -> tuple[SeenFeed, bytes]:
            from model.feed.seen import seen

            content = publisher.draft(today(gathered), lambda share: job.report(share, "Making the preview")).content
            return seen(content), content

        def show(made: tuple[SeenFeed, bytes]) -> None:
            if asked == self._asked and publisher is self._publisher:
                self._drafting = None
                done(*made)

        self._drafting = self.jobs.run("Preview of a feed", work, show)

    def drop_preview(self) -> None:
        """Nobody waits for a preview any more."""
        self._asked += 1
        if self._drafting is not None:
            self._drafting.cancel()
            self._drafting = None

    # ----------------------------------------------------------------------------------------------- actions

    def publish(self, publication: Publication) -> None:
        """Publish, or change what is published under its id; a file that is left behind is brought to its end."""
        fresh = replace(publication, last_error="", etag="")
        before = next((one for one in self._publications if one.id == fresh.id), None)
        if before is not None and _leaves_file(before, fresh):
            self._give_up(before, lambda ledger: ledger.remember(fresh))
        elif self._did(lambda ledger: ledger.remember(fresh)):
            self.renew()

    def remove(self, publication: Publication) -> None:
        """Publish it no longer: a file is brought to its end, an address answers nothing."""
        publisher = self._ready()
        if publisher is not None:
            self._give_up(publication, lambda _: publisher.forget(publication))

    def make_new_address(self) -> None:
        """Give all addresses another token; those that were handed out answer nothing from now on."""
        publisher = self._ready()
        if publisher is not None and self._did(lambda _: publisher.make_new_address()):
            self.renew()

    def keep_filter(self, kept: SavedFilter) -> None:
        """Keep a filter under its name."""
        if self._did(lambda ledger: ledger.remember(kept)):
            self.changed.emit()

    def forget_filter(self, kept: SavedFilter) -> None:
        """Forget a filter; feeds that were made by it stay as they are."""
        from model.feed.spec import SavedFilter

        if self._did(lambda ledger: ledger.forget(SavedFilter, [kept.id])):
            self.changed.emit()

    def renew(self) -> None:
        """Bring everything up to date now."""
        self._settling.stop()
        if self._running:
            self._again = True
            return
        self._read()
        publisher = self._ready() if self._publications else self._publisher
        if publisher is None:
            return
        gathered = self._tried(lambda: publisher.gather(self._workspace.docket, self._workspace.assessment))
        if gathered is not None:
            self._cycle(publisher, gathered, self._composing(publisher), self._renewed(publisher))

    def cancel(self) -> None:
        """Break off a renewal; what was published last stands."""
        if self._running and self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Publish nothing any more, and return once nothing is under way."""
        self._settling.stop()
        self._retrying.stop()
        self.jobs.close()
        self._running = self._again = False
        self._job = self._drafting = None
        self._waiting.clear()
        if self._publisher is not None:
            self._publisher.stop()
            self._publisher = None
        self._publications, self._failure, self.renewed_at = (), "", None
        self._told.clear()

    # ----------------------------------------------------------------------------------------------- cycle

    def _opened(self) -> None:
        self.stop()
        self.changed.emit()
        self._soon(AFTER_OPENING)

    def _soon(self, pause: int) -> None:
        """Renew once things have settled; the first time takes the longer pause."""
        if self._workspace.ledger is not None and (pause == AFTER_OPENING or not self._settling.isActive()):
            self._settling.start(pause)

    def _composing(self, publisher: Publisher) -> Compose:
        today = self._as_of_today()
        return lambda gathered, progress: publisher.compose(today(gathered), progress)

    def _as_of_today(self) -> Callable[[Gathered], Gathered]:
        """What is gathered as it stands today: the assessment at hand, or one of its own, worked out elsewhere."""
        today, known = self._workspace.today, self._workspace.is_today

        def as_of_today(gathered: Gathered) -> Gathered:
            if known:
                return gathered
            from model.assess import assess

            return gathered.as_of(assess(gathered.docket, today))

        return as_of_today

    def _give_up(self, publication: Publication, then: Callable[[Ledger], object]) -> None:
        """Bring a file to its end, once nothing else is under way; ``then`` remember what is so now, and renew."""
        publisher = self._ready()
        ledger = self._workspace.ledger
        if publisher is None or ledger is None:
            return
        if self._running:
            self._waiting.append(lambda: self._give_up(publication, then))
            return
        docket, assessment = self._workspace.docket, self._workspace.assessment
        gathered = self._tried(lambda: publisher.gather_last(publication, docket, assessment))
        if gathered is None:
            return

        def finish(outcomes: tuple[PublishingOutcome, ...]) -> None:
            then(ledger)
            self._again = True
            problem = "".join(one.publication.last_error for one in outcomes)
            if problem:
                self.told.emit(f"The file of “{publication.title}” was left as it is.", problem)

        today = self._as_of_today()
        self._cycle(publisher, gathered, lambda gathered, _: publisher.compose_last(today(gathered)), finish)

    def _cycle(self, publisher: Publisher, gathered: Gathered, compose: Compose, finish: Done) -> None:
        """Compose elsewhere, keep here, deliver elsewhere, finish here. What belongs to a docket left is dropped."""
        self._running = True
        self.changed.emit()

        def composed(made: Composed) -> None:
            if publisher is not self._publisher:
                return
            if self._did(lambda _: publisher.keep(made)):
                self._run(publisher, lambda _: publisher.deliver(made), delivered)
            else:
                self._end()

        def delivered(outcomes: tuple[PublishingOutcome, ...]) -> None:
            if publisher is self._publisher:
                self._did(lambda _: finish(outcomes))
                self._end()

        def making(job: Job) -> Composed:
            return compose(gathered, lambda share: job.report(share, "Bringing the feeds up to date"))

        self._run(publisher, making, composed)

    def _run(self, publisher: Publisher, work: Callable[[Job], T], done: Callable[[T], object]) -> None:
        """Do a step of a cycle elsewhere. Where it breaks off, so does the cycle; a bug is raised on this thread."""

        def failed(error: Exception) -> None:
            if publisher is not self._publisher:
                return
            mended = isinstance(error, DocketError | JobCancelled)
            self._failure = _CANCELLED if isinstance(error, JobCancelled) else str(error) if mended else _BROKEN
            self._end()
            if not mended:
                raise error

        self._job = self.jobs.attempt("Calendar feeds", work, done, failed)
        self._job.progressed.connect(self.progressed)

    def _renewed(self, publisher: Publisher) -> Done:
        def finish(outcomes: tuple[PublishingOutcome, ...]) -> None:
            publisher.record(outcomes)
            self._failure = ""
            if not any(one.publication.last_error for one in outcomes):
                self.renewed_at = self._workspace.clock()
            for one in outcomes:
                if one.note and one.note not in self._told:
                    self._told.add(one.note)
                    self.told.emit(f"“{one.publication.title}” has a new address.", one.note)

        return finish

    def _end(self) -> None:
        """After a cycle: say how it went, go on with what came meanwhile, and try again later what failed."""
        self._running, self._job = False, None
        self._read()
        self.changed.emit()
        if self._waiting:
            self._waiting.pop(0)()
        elif self._again:
            self._again = False
            self._soon(SETTLE)
        elif self.faulty or self.elsewhere:
            self._retrying.start(RETRY)
        else:
            self._retrying.stop()

    def _refused(self, error: DocketError) -> None:
        """What the docket's file refuses is said, and tried again later."""
        super()._refused(error)
        self._retrying.start(RETRY)
        self.changed.emit()

    # ------------------------------------------------------------------------------------------------ file

    def _read(self) -> None:
        """What is published now; where the file cannot be read, what was known last."""
        from model.feed.spec import Publication

        ledger = self._workspace.ledger
        with suppress(DocketError):
            found = ledger.recall(Publication).values() if ledger else ()
            self._publications = tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))

    def _ready(self) -> Publisher | None:
        """The publisher of the open docket, made when it is first needed."""
        ledger = self._workspace.ledger
        if self._publisher is None and ledger is not None:
            from model.feed.publishing import Publisher

            self._publisher = Publisher(ledger, self._workspace.clock)
        return self._publisher

    def _tried(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except DocketError as error:
            self._refused(error)
            return None

    def _timer(self, done: Callable[[], object], *, single: bool) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(single)
        made.timeout.connect(done)
        return made


def _leaves_file(before: Publication, after: Publication) -> bool:
    """Whether a change leaves a file behind that nothing keeps up any more."""
    where = (after.place, after.path, after.file)
    return before.place == "folder" and (before.place, before.path, before.file) != where
