"""Random stories of two programs on one calendar: whatever happens, an item is there once, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from model.feed.sync.account import Synced
from model.feed.sync.resource import Resource
from model.feed.sync.returned import read_returned
from model.record.remembered import Remembered
from tests.exploration import examples
from tests.model.feed.sync.servers import Radicale, SyncHarness, item, new_harness

UIDS = ("a", "b", "c")
DAYS = ("19961202", "19961209", "19961216")


class CutOffError(Exception):
    """Duly was killed."""


class Story(RuleBasedStateMachine):
    """One calendar, our Duly, and another program."""

    server: ClassVar[Radicale]

    def __init__(self) -> None:
        super().__init__()
        self.harness: SyncHarness = new_harness(self.server)
        self.done_there: set[tuple[str, str, str]] = set()
        """What the other program did: the change, the item, and the day."""

    # --------------------------------------------------------------------------------------- here

    @rule(uid=st.sampled_from(UIDS), day=st.sampled_from(DAYS), title=st.sampled_from(["Deadline", "MISSED"]))
    def want(self, uid: str, day: str, title: str) -> None:
        self.harness.want(item(uid, day, title=title))

    @rule(uid=st.sampled_from(UIDS))
    def drop(self, uid: str) -> None:
        self.harness.wanted.pop(uid, None)

    @rule(days=st.sampled_from([1, 31]))
    def wait(self, days: int) -> None:
        self.harness.now += timedelta(days=days)

    @rule()
    def synchronise(self) -> None:
        done = self.harness.round()
        assert done.error is None
        assert done.refused == []

    @rule(place=st.integers(0, 3))
    def synchronise_and_be_cut_off_while_sending(self, place: int) -> None:
        def cut(share: float, words: str) -> None:
            if words.startswith(f"Sending {place} "):
                raise CutOffError

        self._cut_off(lambda: self.harness.round(cut))

    @rule(uid=st.sampled_from(UIDS), day=st.sampled_from(DAYS), arrived=st.integers(0, 2))
    def be_cut_off_after_a_put_and_before_it_is_remembered(self, uid: str, day: str, arrived: int) -> None:
        self.harness.want(item(uid, day))
        keep, left = self.harness.keep, arrived

        def cut(values: Iterable[Remembered], forgotten: Iterable[Remembered]) -> None:
            nonlocal left
            fresh = tuple(values)
            if any(isinstance(one, Synced) and one.body and not one.sending for one in fresh):
                if left == 0:
                    raise CutOffError
                left -= 1
            keep(fresh, forgotten)

        self.harness.keep = cut  # type: ignore[method-assign]
        self._cut_off(self.harness.round)
        self.harness.keep = keep  # type: ignore[method-assign]

    def _cut_off(self, work: Callable[[], object]) -> None:
        with suppress(CutOffError):
            work()

    # -------------------------------------------------------------------------------------- there

    @precondition(lambda self: self._lying())
    @rule(uid=st.sampled_from(UIDS), day=st.sampled_from(DAYS))
    def move_over_there(self, uid: str, day: str) -> None:
        if body := self._lying().get(uid):
            self.harness.edit(uid, re.search(r"DATE:[0-9]{8}", body)[0], f"DATE:{day}")  # type: ignore[index]
            self.done_there.add(("moved", uid, day))

    @precondition(lambda self: self._lying())
    @rule(uid=st.sampled_from(UIDS))
    def rename_over_there(self, uid: str) -> None:
        if uid in self._lying():
            self.harness.edit(uid, "SUMMARY:", "SUMMARY:my own ")
            self.done_there.add(("title", uid, ""))

    @precondition(lambda self: self._lying())
    @rule(uid=st.sampled_from(UIDS))
    def delete_over_there(self, uid: str) -> None:
        if uid in self._lying():
            self.harness.remove(uid)
            self.done_there.add(("deleted", uid, ""))

    def _lying(self) -> dict[str, str]:
        """What lies there of what our Duly knows to have put."""
        known = {synced.href: uid for uid, synced in self.harness.known.items()}
        return {known[href]: body for href, body in self.harness.lying().items() if href in known}

    # ---------------------------------------------------------------------------------- what holds

    @invariant()
    def each_item_lies_there_once_at_the_most(self) -> None:
        uids = Counter(read_returned(body).uid for body in self.harness.lying().values())
        assert all(count == 1 for count in uids.values()), uids

    @invariant()
    def no_question_is_asked_twice(self) -> None:
        asked = Counter((one.uid, one.change, one.to, one.etag) for one in self.harness.told.values())
        assert all(count == 1 for count in asked.values()), asked

    @invariant()
    def one_question_at_most_waits_of_a_day(self) -> None:
        asked = Counter(one.uid for one in self.harness.told.values() if (one.change, one.state) == ("moved", "open"))
        assert all(count == 1 for count in asked.values()), asked

    @invariant()
    def what_duly_did_itself_is_nobody_elses_wish(self) -> None:
        told = {(one.change, one.uid, f"{one.day:%Y%m%d}" if one.day else "") for one in self.harness.told.values()}
        assert told <= self.done_there

    def teardown(self) -> None:
        """In the end everything that is wanted lies there as it is wanted, unless a question about it is open."""
        for _ in range(2):
            assert self.harness.round().error is None
        assert self.harness.round().quiet
        lying = {read_returned(body).uid: body for body in self.harness.lying().values()}
        asked = {one.uid for one in self.harness.told.values() if one.state == "open"}
        assert set(self.harness.wanted) <= set(lying)
        for uid, resource in self.harness.wanted.items():
            if uid not in asked:
                assert _says(lying[uid]) == _says(resource.body)
        for uid in set(lying) - set(self.harness.wanted) - asked:
            assert Resource(uid, lying[uid]).cancelled


def _says(body: str) -> tuple[str, object]:
    found = read_returned(body)
    return found.title, found.start


def test_whatever_happens_an_item_is_there_once_and_as_it_is_wanted(
    own_radicale: Radicale,
) -> None:
    Story.server = own_radicale
    few = settings(
        max_examples=examples(25),
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(Story, settings=few)
