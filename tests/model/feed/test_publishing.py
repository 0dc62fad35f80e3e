"""Publishing: what is outside follows the docket and the day, and a fault leaves it whole."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.errors import DocketError, StoreError
from model.feed.publishing import MOVED, Publisher, PublishingOutcome
from model.feed.scope import Scope
from model.feed.seen import SeenItem, seen
from model.feed.server import SERVED, FeedServer, Served
from model.feed.spec import Publication, Spec
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample
from tests.bench.matter import TODAY
from tests.model.feed.marked import MARKER, Marked, marked, whole

MORNING = datetime(1996, 11, 20, 8, 5, tzinfo=UTC)


class Hand:
    """A ledger on the sample with a publisher, and a clock that a test sets."""

    def __init__(self, folder: Path) -> None:
        self.now = MORNING
        self.folder = folder / "shared"
        self.folder.mkdir()
        self.ledger = write_sample(folder / "USMX.duly", clock=self.clock, who="Legal")
        self.publisher = Publisher(self.ledger, self.clock)

    def clock(self) -> datetime:
        return self.now

    def publish(self, *publications: Publication) -> None:
        self.ledger.remember(*publications)

    def renew(self) -> tuple[PublishingOutcome, ...]:
        docket = self.ledger.docket
        return self.publisher.renew(docket, assess(docket, self.now.date()))

    def known(self, id_: str) -> Publication:
        return self.ledger.recall(Publication)[id_]

    def items(self, file: str = "all.ics") -> dict[str, SeenItem]:
        return {item.uid: item for item in seen((self.folder / file).read_bytes()).items}


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Hand]:
    made = Hand(tmp_path)
    yield made
    made.publisher.stop()
    made.ledger.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("duly")]


@pytest.fixture
def in_folder(hand: Hand) -> Callable[..., Publication]:
    def make(id_: str = "all", **fields: object) -> Publication:
        plain = {"title": "Everything", "spec": Spec(privacy="redacted"), "place": "folder", "file": f"{id_}.ics"}
        return Publication(**{"id": id_, "path": str(hand.folder), **plain, **fields})  # type: ignore[arg-type]

    return make


def served(id_: str = "feed-1", **fields: object) -> Publication:
    plain = {"title": "Everything", "spec": Spec(privacy="redacted"), "place": "served"}
    return Publication(**{"id": id_, **plain, **fields})  # type: ignore[arg-type]


def fetched(address: str, etag: str = "") -> tuple[int, bytes, str]:
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=10)
    try:
        connection.request("GET", f"/{path}", headers={"If-None-Match": etag} if etag else {})
        said = connection.getresponse()
        return said.status, said.read(), said.getheader("ETag") or ""
    finally:
        connection.close()


def test_a_feed_in_a_folder_follows_the_docket(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder(spec=Spec(privacy="titles")))
    (first,) = hand.renew()
    assert first.changed
    plan = next(node for node in hand.ledger.docket.obligations.values() if node.ref == "USMX-17")
    hand.ledger.do(Put(replace(plan, title="Plan, amended twice")))
    (second,) = hand.renew()
    assert second.changed
    assert any("Plan, amended twice" in item.summary for item in hand.items().values())


def test_what_has_not_changed_is_not_written_again(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder())
    hand.renew()
    before = (hand.folder / "all.ics").stat()
    hand.now += timedelta(hours=1)
    (outcome,) = hand.renew()
    after = (hand.folder / "all.ics").stat()
    assert not outcome.changed
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert hand.known("all").last_at == MORNING


def test_the_turn_of_the_day_alone_renews_it(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder(spec=Spec(privacy="titles")))
    hand.renew()
    before = hand.items()
    hand.now = datetime(1997, 1, 1, 8, 5, tzinfo=UTC)
    assert hand.renew()[0].changed
    changed = [item for uid, item in hand.items().items() if uid in before and item.summary != before[uid].summary]
    assert any(item.summary.startswith("MISSED") for item in changed)
    raised = [dict(item.others)["SEQUENCE"] for item in changed]
    assert set(raised) == {"1"}


def test_one_that_is_paused_stays_as_it_is(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder(paused=True), served(paused=True))
    assert hand.renew() == ()
    assert list(hand.folder.iterdir()) == []
    assert not hand.publisher.serving


def test_a_fault_is_said_kept_and_mended_at_the_next_try(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder())
    hand.renew()
    hand.folder.rename(hand.folder.with_name("unplugged"))
    hand.now += timedelta(minutes=5)
    (outcome,) = hand.renew()
    assert not outcome.changed
    assert "is not there" in hand.known("all").last_error
    assert hand.known("all").last_at == MORNING
    hand.folder.with_name("unplugged").rename(hand.folder)
    hand.renew()
    assert hand.known("all").last_error == ""
    assert hand.items()


def test_a_fault_of_one_keeps_none_of_the_others(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    (hand.folder / "letter.ics").write_bytes(b"a letter")
    hand.publish(in_folder("letter"), in_folder("other"))
    by_id = {one.publication.id: one for one in hand.renew()}
    assert "was not written by Duly" in by_id["letter"].publication.last_error
    assert by_id["other"].changed
    assert (hand.folder / "letter.ics").read_bytes() == b"a letter"


def test_a_docket_that_can_only_be_read_publishes_nothing(
    hand: Hand, in_folder: Callable[..., Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.publish(in_folder())
    monkeypatch.setattr(Ledger, "read_only", property(lambda _: True))
    with pytest.raises(DocketError, match="can only be read"):
        hand.renew()
    assert list(hand.folder.iterdir()) == []


def test_nothing_is_delivered_that_could_not_be_remembered(
    hand: Hand, in_folder: Callable[..., Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.publish(in_folder())

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "keep_sequences", full)
        with pytest.raises(StoreError):
            hand.renew()
    assert list(hand.folder.iterdir()) == []
    hand.renew()
    assert hand.items()


def test_cut_off_before_delivery_the_next_renewal_delivers_the_same(
    hand: Hand, in_folder: Callable[..., Publication]
) -> None:
    hand.publish(in_folder())
    docket = hand.ledger.docket
    composed = hand.publisher.compose(hand.publisher.gather(docket, assess(docket, hand.now.date())))
    hand.publisher.keep(composed)
    hand.now += timedelta(hours=3)
    Publisher(hand.ledger, hand.clock).renew(docket, assess(docket, hand.now.date()))
    assert (hand.folder / "all.ics").read_bytes() == composed.feeds[0][1].content


def test_what_the_user_changed_meanwhile_is_kept(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(in_folder("a"), in_folder("b"))
    docket = hand.ledger.docket
    composed = hand.publisher.compose(hand.publisher.gather(docket, assess(docket, hand.now.date())))
    hand.publish(in_folder("a", title="Renamed"))
    hand.ledger.forget(Publication, ["b"])
    hand.publisher.keep(composed)
    hand.publisher.record(hand.publisher.deliver(composed))
    assert hand.known("a").title == "Renamed"
    assert hand.known("a").last_at == MORNING
    assert set(hand.ledger.recall(Publication)) == {"a"}


def test_a_renewal_without_news_writes_nothing_into_the_docket(
    hand: Hand, in_folder: Callable[..., Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.publish(in_folder(), served())
    hand.renew()
    for name in ("remember", "revise"):
        monkeypatch.setattr(Ledger, name, lambda *_: pytest.fail("written"))
    hand.renew()


def test_an_address_serves_what_the_folder_would_hold(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(served(), in_folder())
    hand.renew()
    address = hand.known("feed-1").address
    status, content, etag = fetched(address)
    assert status == 200
    assert [item.summary for item in seen(content).items] == [item.summary for item in hand.items().values()]
    assert address.encode() in content.replace(b"\r\n ", b"")
    assert fetched(address, etag)[0] == 304
    hand.now = datetime(1997, 1, 1, 8, 5, tzinfo=UTC)
    hand.renew()
    assert fetched(address, etag)[0] == 200


def test_the_address_is_kept_from_one_start_to_the_next(hand: Hand) -> None:
    hand.publish(served())
    hand.renew()
    address = hand.known("feed-1").address
    hand.publisher.stop()
    hand.publisher = Publisher(hand.ledger, hand.clock)
    (outcome,) = hand.renew()
    assert hand.known("feed-1").address == address
    assert (outcome.changed, outcome.note) == (False, "")


def test_a_port_that_another_program_has_gives_a_new_address_and_that_is_said(hand: Hand) -> None:
    hand.publish(served())
    other = FeedServer()
    other.start()
    try:
        hand.ledger.remember(Served(port=other.house.port, token="t" * 43))
        (outcome,) = hand.renew()
    finally:
        other.stop()
    assert outcome.note == MOVED
    assert fetched(hand.known("feed-1").address)[0] == 200
    assert hand.ledger.recall(Served)[SERVED].port != other.house.port


def test_what_another_duly_serves_already_is_left_to_it_and_taken_over_once_it_ends(hand: Hand) -> None:
    hand.publish(served())
    hand.renew()
    address = hand.known("feed-1").address
    second = Publisher(hand.ledger, hand.clock)
    docket = hand.ledger.docket
    (outcome,) = second.renew(docket, assess(docket, hand.now.date()))
    assert (second.elsewhere, second.serving) == (True, False)
    assert (outcome.publication.address, outcome.publication.last_error) == (address, "")
    hand.publisher.stop()
    second.renew(docket, assess(docket, hand.now.date()))
    try:
        assert (second.elsewhere, second.serving) == (False, True)
        assert fetched(address)[0] == 200
    finally:
        second.stop()


def test_a_new_address_ends_the_old_one_at_once(hand: Hand) -> None:
    hand.publish(served())
    hand.renew()
    old = hand.known("feed-1").address
    hand.publisher.make_new_address()
    assert fetched(old)[0] == 404
    hand.renew()
    new = hand.known("feed-1").address
    assert new != old
    assert fetched(new)[0] == 200


def test_the_server_stops_once_nothing_is_served(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    hand.publish(served("feed-1"), served("feed-2"))
    hand.renew()
    first, second = hand.known("feed-1").address, hand.known("feed-2").address
    docket = hand.ledger.docket
    assert hand.publisher.remove(hand.known("feed-1"), docket, assess(docket, hand.now.date())) == ""
    assert (fetched(first)[0], fetched(second)[0]) == (404, 200)
    hand.publish(replace(hand.known("feed-2"), paused=True))
    hand.renew()
    assert not hand.publisher.serving


def test_a_file_that_is_given_up_says_of_every_item_that_it_is_cancelled(
    hand: Hand, in_folder: Callable[..., Publication]
) -> None:
    hand.publish(in_folder())
    hand.renew()
    before = hand.items()
    docket = hand.ledger.docket
    assert hand.publisher.remove(hand.known("all"), docket, assess(docket, hand.now.date())) == ""
    after = hand.items()
    assert {after[uid].status for uid in before} == {"CANCELLED"}
    assert {dict(after[uid].others)["SEQUENCE"] for uid in before} == {"1"}
    assert hand.ledger.recall(Publication) == {}


def test_a_file_that_cannot_be_brought_to_its_end_is_given_up_all_the_same_and_said(
    hand: Hand, in_folder: Callable[..., Publication]
) -> None:
    hand.publish(in_folder())
    hand.renew()
    hand.folder.rename(hand.folder.with_name("unplugged"))
    docket = hand.ledger.docket
    problem = hand.publisher.remove(hand.known("all"), docket, assess(docket, hand.now.date()))
    assert "is not there" in problem
    assert hand.ledger.recall(Publication) == {}


def test_where_one_feed_of_two_alike_is_given_up_the_other_cancels_nothing(
    hand: Hand, in_folder: Callable[..., Publication]
) -> None:
    hand.publish(in_folder("a"), in_folder("b"))
    hand.renew()
    docket = hand.ledger.docket
    hand.publisher.remove(hand.known("a"), docket, assess(docket, hand.now.date()))
    assert not hand.renew()[0].changed
    assert {item.status for item in hand.items("a.ics").values()} >= {"CANCELLED"}
    assert "CANCELLED" not in {item.status for item in hand.items("b.ics").values()}


def test_without_any_port_the_folders_are_kept_up_all_the_same(
    hand: Hand, in_folder: Callable[..., Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    hand.publish(in_folder(), served())
    with monkeypatch.context() as patch:
        patch.setattr("model.feed.server._Listener.server_bind", refuse)
        by_id = {one.publication.id: one for one in hand.renew()}
    assert by_id["all"].changed
    assert "on no port" in hand.known("feed-1").last_error
    hand.renew()
    assert fetched(hand.known("feed-1").address)[0] == 200


@pytest.fixture(scope="session")
def half() -> Marked:
    """A docket with a marker of its own in every text; every second record is confidential."""
    return marked(whole())


@pytest.mark.parametrize("component", ["events", "tasks"])
@pytest.mark.parametrize("privacy", ["full", "titles", "redacted"])
def test_an_address_and_its_folder_tell_no_more_than_their_privacy_allows_and_no_log_tells_anything(
    hand: Hand,
    in_folder: Callable[..., Publication],
    half: Marked,
    privacy: str,
    component: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    spec = Spec(privacy=privacy, component=component, act_by=True, targets=True)  # type: ignore[arg-type]
    hand.publish(served(spec=spec), in_folder(spec=spec), in_folder("gone", path=str(hand.folder / "gone"), spec=spec))
    outcomes = hand.publisher.renew(half.docket, assess(half.docket, TODAY))
    address = hand.known("feed-1").address
    replies = [fetched(address), fetched(f"{address}x"), fetched(address.replace("feed-1", "feed-2"))]
    told = [*(content for _, content, _ in replies), (hand.folder / "all.ics").read_bytes()]
    told += [repr(hand.publisher.publications).encode(), repr(outcomes).encode()]
    found = {marker for each in told for marker in MARKER.findall(_unfolded(each))}
    assert found & half.secret() == set()
    assert bool(found) is (privacy != "redacted")
    logged = _unfolded("".join([*capfd.readouterr(), caplog.text]).encode())
    assert MARKER.findall(logged) == []
    assert address.split("/")[3].casefold() not in logged


def _unfolded(content: bytes) -> str:
    return content.replace(b"\r\n ", b"").decode().casefold()


@pytest.mark.parametrize("privacy", ["full", "titles", "redacted"])
def test_a_draft_is_the_very_bytes_that_are_then_delivered(
    hand: Hand, in_folder: Callable[..., Publication], privacy: str
) -> None:
    spec = Spec(privacy=privacy)  # type: ignore[arg-type]
    docket = hand.ledger.docket
    assessment = assess(docket, hand.now.date())
    made = hand.publisher.draft(hand.publisher.gather_one(in_folder(spec=spec), docket, assessment))
    assert hand.ledger.sequences(spec.name) == {}
    hand.publish(in_folder(spec=spec))
    hand.renew()
    assert (hand.folder / "all.ics").read_bytes() == made.content
    again = hand.publisher.draft(hand.publisher.gather_one(hand.known("all"), docket, assessment))
    assert again.content == made.content


def test_only_the_scope_is_published(hand: Hand, in_folder: Callable[..., Publication]) -> None:
    instrument = next(iter(hand.ledger.docket.instruments))
    scope = Scope(title="One", instruments=(instrument,))
    hand.publish(in_folder("all"), in_folder("one", spec=Spec(scope=scope, privacy="redacted")))
    hand.renew()
    assert set(hand.items("one.ics")) < set(hand.items("all.ics"))
