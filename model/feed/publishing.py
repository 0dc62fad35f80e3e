"""Publishing: feeds in folders and at addresses, kept up to date with the docket and the day.

A renewal has five steps, so that a window can take those that read and write the docket's file on its own thread and
those that take long on another: gather, compose, keep, deliver, record. What was composed is kept before it is
delivered: cut off in between, the next renewal delivers the same items with the same SEQUENCE. It is always today's
docket that is published, as it stands; what is only supposed, or another day that is looked at, never leaves.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from msgspec.structs import replace

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import DocketError
from model.feed.server import SERVED, FeedServer, Served, ServedElsewhere, new_token
from model.feed.spec import Publication
from model.feed.writing import write_atomically
from model.record.feedstate import FeedState
from model.record.remembered import Remembered
from model.writing import NotWritten

if TYPE_CHECKING:
    from model.feed.cache import Cache
    from model.feed.calendar import Feed

M = TypeVar("M", bound=Remembered)
Progress = Callable[[float], object]
Clock = Callable[[], datetime]

READ_ONLY: Final = (
    "This docket can only be read, so Duly cannot remember what it published and publishes nothing. Allow writing to"
    " its file and folder, or publish from a copy."
)

MOVED: Final = (
    "Another program on this machine had the port of this address, so the address is a new one. Copy it, and subscribe"
    " to it in place of the old one."
)

_NOTHING: Final = ("nothing",)
"""Kinds of which there is no record: the scope of a feed's last version, in which every item is cancelled."""


class PublishingMemory(Protocol):
    """The ledger, as far as publishing needs it."""

    @property
    def identity(self) -> str:
        """What tells this docket from every other."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be remembered."""

    def sequences(self, feed: str) -> dict[str, FeedState]:
        """What a feed published last, by UID."""

    def highest_sequences(self) -> dict[str, int]:
        """The highest SEQUENCE that any feed has published, by UID."""

    def keep_sequences(self, states: Mapping[str, FeedState], feed: str, *, forgotten: Iterable[str] = ()) -> None:
        """Remember what a feed published."""

    def recall(self, kind: type[M]) -> dict[str, M]:
        """What is remembered of one kind."""

    def remember(self, *values: Remembered) -> None:
        """Remember values in place of those of the same kinds and ids."""

    def forget(self, kind: type[Remembered], ids: Iterable[str]) -> None:
        """Forget what was remembered."""

    def revise(self, kind: type[M], work: Callable[[dict[str, M]], Iterable[M]]) -> dict[str, M]:
        """Change what is remembered of one kind, in one transaction."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a renewal is made from: values only, to be handed to another thread."""

    publications: tuple[Publication, ...]
    docket: Docket
    assessment: Assessment
    states: Mapping[str, Mapping[str, FeedState]]
    """What each feed published last, by the name of its spec."""
    highest: Mapping[str, int]
    identity: str
    served: Served
    shared: frozenset[str]
    """Names of the specs by which something else is published."""
    now: datetime

    def as_of(self, assessment: Assessment) -> Gathered:
        """The same with today's assessment, where the one at hand is of another day."""
        return dataclasses.replace(self, assessment=assessment)


@dataclass(frozen=True, slots=True)
class Composed:
    """Each publication with the feed that is to be delivered, and the port and token that its address has."""

    feeds: tuple[tuple[Publication, Feed], ...]
    served: Served
    now: datetime
    lasting: frozenset[str]
    """Names of the specs whose items are to be remembered."""
    whole: bool = True
    """Whether it is all that is published, so that an address beside it answers nothing any more."""


@dataclass(frozen=True, slots=True)
class PublishingOutcome:
    """What became of one publication."""

    publication: Publication
    """As it is to be remembered: with its last time, its last error, its ETag and its address."""
    changed: bool
    """Whether who reads it gets something new."""
    note: str = ""
    """What the user should know and do, though nothing went wrong."""


class Publisher:
    """Keeps what is published of one docket up to date, and serves what is subscribed to, until :meth:`stop`.

    ``gather``, ``keep`` and ``record`` use the docket's file; ``compose`` and ``deliver`` may run on another thread.
    """

    def __init__(self, keeper: PublishingMemory, clock: Clock, *, folders_only: bool = False) -> None:
        self._keeper = keeper
        self._folders_only = folders_only
        self._clock = clock
        self._caches: dict[str, Cache] = {}
        self._identity = ""
        self._server: FeedServer | None = None
        self._unserved = ""
        self.elsewhere = False
        """Whether another Duly on this machine answers at this docket's addresses, so that this one need not."""

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Everything that is published, by title."""
        return tuple(sorted(self._keeper.recall(Publication).values(), key=lambda one: (one.title.casefold(), one.id)))

    @property
    def serving(self) -> bool:
        """Whether the subscription server listens here."""
        return self._server is not None and self._server.running

    def renew(self, docket: Docket, assessment: Assessment) -> tuple[PublishingOutcome, ...]:
        """Bring everything up to date: all steps, one after another.

        Raises :class:`model.errors.DocketError` where the docket's own file can only be read, or cannot be written to
        now; nothing was delivered then.
        """
        composed = self.compose(self.gather(docket, assessment))
        self.keep(composed)
        outcomes = self.deliver(composed)
        self.record(outcomes)
        return outcomes

    def gather(self, docket: Docket, assessment: Assessment) -> Gathered:
        """Take from the docket's file what a renewal is made from. Raises DocketError where it can only be read."""
        if self._keeper.read_only:
            raise DocketError(READ_ONLY)
        due = (one for one in self.publications if not one.paused)
        wanted = tuple(one for one in due if one.place == "folder" or not self._folders_only)
        return self._gathered(wanted, docket, assessment)

    def compose(self, gathered: Gathered, progress: Progress | None = None) -> Composed:
        """Make each publication's feed, and open the server where one is served; what they share is made once."""
        from model.feed.cache import Cache

        served = self._open(gathered)
        made: dict[tuple[str, str], Feed] = {}
        feeds = []
        for place, one in enumerate(gathered.publications):
            here = replace(one, address=self._address(one))
            key = (one.spec.name, here.address)
            if key not in made:
                cache = self._caches.setdefault(here.spec.name, Cache())
                made[key] = _feed(gathered, here, cache, _part(progress, place, len(gathered.publications)))
            feeds.append((here, made[key]))
        names = frozenset(one.spec.name for one in gathered.publications)
        return Composed(tuple(feeds), served, gathered.now, names)

    def keep(self, composed: Composed) -> None:
        """Remember what is about to be delivered. Raises DocketError where the docket's file cannot be written to."""
        feeds = {one.spec.name: feed for one, feed in composed.feeds if one.spec.name in composed.lasting}
        for name, feed in feeds.items():
            self._keeper.keep_sequences(feed.changed, name, forgotten=feed.forgotten)
        if composed.served.token and self._keeper.recall(Served).get(SERVED) != composed.served:
            self._keeper.remember(composed.served)

    def deliver(self, composed: Composed) -> tuple[PublishingOutcome, ...]:
        """Write files and put pages in their place; what is served no longer is withdrawn."""
        outcomes = tuple(self._delivered(one, feed, composed.now) for one, feed in composed.feeds)
        if composed.whole:
            self._withdraw_all_but({one.id for one, _ in composed.feeds if one.place == "served"})
        return outcomes

    def record(self, outcomes: Iterable[PublishingOutcome]) -> None:
        """Remember what became of each; one that was taken out or changed meanwhile stays as it is now."""
        told = {one.publication.id: one.publication for one in outcomes}

        def fresh(known: dict[str, Publication]) -> Iterable[Publication]:
            for id_, now in told.items():
                if id_ in known and _state(known[id_]) != _state(now):
                    yield replace(known[id_], **_state(now))

        known = self._keeper.recall(Publication)
        if any(True for _ in fresh(known)):
            self._keeper.revise(Publication, fresh)

    def remove(self, publication: Publication, docket: Docket, assessment: Assessment) -> str:
        """Publish it no longer: all steps, one after another. Returns why its file was not brought to its end."""
        composed = self.compose_last(self.gather_last(publication, docket, assessment))
        self.keep(composed)
        outcomes = self.deliver(composed)
        self.forget(publication)
        return "".join(one.publication.last_error for one in outcomes)

    def gather_one(self, publication: Publication, docket: Docket, assessment: Assessment) -> Gathered:
        """What one feed is made from, whether or not it is published: for :meth:`draft`."""
        return self._gathered((publication,), docket, assessment)

    def draft(self, gathered: Gathered, progress: Progress | None = None) -> Feed:
        """The very bytes that would be delivered now. Nothing is remembered. On the thread of :meth:`compose`."""
        one = gathered.publications[0]
        return _feed(gathered, one, self._caches.get(one.spec.name), progress)

    def gather_last(self, publication: Publication, docket: Docket, assessment: Assessment) -> Gathered:
        """What the last version of a file is made from; an address has none."""
        return self._gathered((publication,) if publication.place == "folder" else (), docket, assessment)

    def compose_last(self, gathered: Gathered) -> Composed:
        """The last version: every item is cancelled, so that no calendar shows one as if it still held.

        The items of a spec by which something else is published are not remembered as cancelled.
        """
        feeds = tuple((one, _feed(gathered, one, nothing=True)) for one in gathered.publications)
        lasting = frozenset(one.spec.name for one, _ in feeds) - gathered.shared
        return Composed(feeds, gathered.served, gathered.now, lasting, whole=False)

    def forget(self, publication: Publication) -> None:
        """Publish it no longer; its address answers nothing from now on."""
        if self._server is not None:
            self._server.withdraw(publication.id)
        self._keeper.forget(Publication, [publication.id])

    def make_new_address(self) -> None:
        """Give all addresses another token and remember it: what was handed out answers nothing from now on."""
        known = self._keeper.recall(Served).get(SERVED) or Served()
        if self._server is None:
            self._keeper.remember(replace(known, token=new_token()))
        else:
            self._server.make_new_address()
            self._keeper.remember(self._server.served)

    def stop(self) -> None:
        """Serve nothing any more, and return once no thread is left."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    # ---------------------------------------------------------------------------------------------- steps

    def _gathered(self, wanted: tuple[Publication, ...], docket: Docket, assessment: Assessment) -> Gathered:
        return Gathered(
            publications=wanted,
            docket=docket,
            assessment=assessment,
            states={name: self._keeper.sequences(name) for name in {one.spec.name for one in wanted}},
            highest=self._keeper.highest_sequences() if wanted else {},
            identity=self._known_identity() if wanted else "",
            served=self._keeper.recall(Served).get(SERVED) or Served(),
            shared=frozenset(one.spec.name for one in self.publications if one not in wanted),
            now=self._clock(),
        )

    def _known_identity(self) -> str:
        """The docket's identity, read once: it stands in the journal's first entry, and an import makes that large."""
        self._identity = self._identity or self._keeper.identity
        return self._identity

    def _open(self, gathered: Gathered) -> Served:
        """Have the server listen where something is served, and stop where nothing is."""
        if not any(one.place == "served" for one in gathered.publications):
            self.stop()
            return gathered.served
        if self._server is None:
            self._server = FeedServer(port=gathered.served.port, token=gathered.served.token)
        self.elsewhere, self._unserved = False, ""
        try:
            self._server.start()
        except ServedElsewhere:
            self.elsewhere = True
        except DocketError as refused:
            self._unserved = str(refused)
            return gathered.served
        return self._server.served

    def _address(self, one: Publication) -> str:
        if one.place == "folder" or self._server is None:
            return ""
        return one.address if self._unserved else self._server.address(one.id)

    def _delivered(self, one: Publication, feed: Feed, now: datetime) -> PublishingOutcome:
        changed = one.etag != feed.etag
        note = error = ""
        if one.place == "served":
            error, note = self._unserved, self._serve(one, feed, now)
        else:
            try:
                changed = write_atomically(Path(one.path), one.file, feed.content)
            except NotWritten as refused:
                changed, error = False, str(refused)
        if error:
            return PublishingOutcome(replace(one, last_error=error), changed=False)
        at = now if changed or one.last_at is None else one.last_at
        return PublishingOutcome(replace(one, last_error="", last_at=at, etag=feed.etag), changed, note)

    def _serve(self, one: Publication, feed: Feed, now: datetime) -> str:
        server = self._server
        if server is None or not server.running:
            return ""
        page = server.page(one.id)
        if page is None or page.content != feed.content:
            server.publish(one.id, feed.content, feed.etag, now)
        return MOVED if server.moved else ""

    def _withdraw_all_but(self, kept: set[str]) -> None:
        if self._server is not None:
            for name in self._server.names - kept:
                self._server.withdraw(name)


def _feed(
    gathered: Gathered,
    one: Publication,
    cache: Cache | None = None,
    progress: Progress | None = None,
    *,
    nothing: bool = False,
) -> Feed:
    from model.feed.calendar import feed

    spec = replace(one.spec, scope=replace(one.spec.scope, kinds=_NOTHING)) if nothing else one.spec
    return feed(
        gathered.docket,
        gathered.assessment,
        spec=spec,
        states=gathered.states[one.spec.name],
        highest=gathered.highest,
        identity=gathered.identity,
        generated=gathered.now,
        source=one.address,
        cache=cache,
        progress=progress,
    )


def _part(progress: Progress | None, place: int, number: int) -> Progress | None:
    """Progress of one feed as a share of all."""
    return (lambda share: progress((place + share) / number)) if progress else None


def _state(one: Publication) -> dict[str, object]:
    """What machines know of a publication, beside what the user chose."""
    return {"last_at": one.last_at, "last_error": one.last_error, "etag": one.etag, "address": one.address}
