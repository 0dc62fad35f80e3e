"""What may leave: with a marker in every text of a docket, each feed tells what its privacy allows, and no more."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.assess import assess
from model.docket import Change, Docket
from model.feed.calendar import Cache, Feed, feed
from model.feed.components import uid_of
from model.feed.scope import Scope
from model.feed.spec import Component, Privacy, Spec
from model.record.door import kind_of
from tests.bench.matter import TODAY
from tests.exploration import examples
from tests.model.assess.dockets import dockets_on_a_day
from tests.model.feed.conftest import Publish
from tests.model.feed.marked import MARKER, REF, Marked, marked, text_places, whole

DAYS = pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=400)], ids=["today", "long after"])
SPECS = pytest.mark.parametrize(
    ("component", "beside"), [("events", False), ("events", True), ("tasks", False)], ids=["events", "more", "tasks"]
)
PRIVACIES: tuple[Privacy, ...] = ("full", "titles", "redacted")


@pytest.fixture(scope="session")
def half() -> Marked:
    """Every second record is confidential."""
    return marked(whole())


def spec_of(component: Component, privacy: Privacy, *, beside: bool = False) -> Spec:
    return Spec(component=component, privacy=privacy, act_by=beside, targets=beside, reminders=beside)


def told(content: bytes) -> str:
    """All that the file says, unfolded and in one case."""
    return content.replace(b"\r\n ", b"").decode().casefold()


def markers(content: bytes) -> set[str]:
    return set(MARKER.findall(told(content)))


def refs(content: bytes) -> set[str]:
    return set(REF.findall(told(content)))


def components(content: bytes) -> dict[str, list[str]]:
    """The unfolded lines of each event or task, by UID."""
    text = content.replace(b"\r\n ", b"").decode()
    parts = re.findall(r"BEGIN:(VEVENT|VTODO)\r\n(.*?)END:\1\r\n", text, re.DOTALL)
    by_uid = {re.search(r"^UID:(.*)\r$", body, re.MULTILINE): body.split("\r\n") for _, body in parts}
    return {found[1]: lines for found, lines in by_uid.items() if found}


def test_every_text_of_every_record_has_a_marker(half: Marked) -> None:
    assert {mark.place for mark in half.marks.values()} == text_places()
    assert {half.marks[marker].place for marker in half.secret()} >= {
        *("Obligation.title", "Obligation.notes", "Relief.title", "Fact.note", "Fact.recorded_by", "Day.words"),
        *("Span.words", "Need.words", "Link.words", "Override.reason", "Changed.reason", "Threshold.metric"),
    }


@pytest.mark.parametrize("privacy", PRIVACIES)
@pytest.mark.parametrize("component", ["events", "tasks"])
def test_no_item_is_public(half: Marked, publish: Publish, component: Component, privacy: Privacy) -> None:
    """Who shares a calendar shows others that there is something, and not what."""
    made = publish(half.docket, spec=spec_of(component, privacy, beside=True))
    said = [[line for line in lines if line.startswith("CLASS")] for lines in components(made.content).values()]
    assert {tuple(lines) for lines in said} == {("CLASS:PRIVATE",), ("CLASS:CONFIDENTIAL",)}


@DAYS
@SPECS
@pytest.mark.parametrize("privacy", PRIVACIES)
def test_nothing_of_a_confidential_record_leaves(
    half: Marked, publish: Publish, day: Any, component: Component, privacy: Privacy, beside: bool
) -> None:
    made = publish(half.docket, day, spec=spec_of(component, privacy, beside=beside))
    assert markers(made.content) & half.secret() == set()
    assert refs(made.content) <= half.refs()
    parts = components(made.content)
    bare = [parts[uid] for uid, item in made.items.items() if item.about in half.hidden]
    assert len(bare) > 20
    for lines in bare:
        assert "SUMMARY:Deadline" in lines
        assert "CLASS:CONFIDENTIAL" in lines
        assert {line for line in lines if line.startswith("DESCRIPTION")} <= {"DESCRIPTION:Deadline"}, "of its alarms"
        names = {re.split("[:;]", line)[0] for line in lines}
        assert not names & {"CATEGORIES", "RELATED-TO", "LOCATION", "COMMENT", "URL", "ATTACH", "CONTACT", "COLOR"}
        assert "STATUS:TENTATIVE" not in lines
        assert not {line for line in lines if line.startswith("PRIORITY") and line != "PRIORITY:5"}


@given(dockets_on_a_day(), st.sampled_from([1, 2, 3]), st.sampled_from(["events", "tasks"]))
@settings(max_examples=examples(150), deadline=None)
def test_nothing_of_a_confidential_record_leaves_whatever_hangs_on_it(
    made: tuple[Docket, date], every: int, component: Component
) -> None:
    docket, day = made
    hidden = marked(docket, every=every)
    spec = spec_of(component, "full", beside=component == "events")
    now = datetime(1996, 11, 20, 9, 30, tzinfo=UTC)
    content = feed(hidden.docket, assess(hidden.docket, day), spec=spec, states={}, generated=now).content
    assert markers(content) & hidden.secret() == set()
    assert refs(content) <= hidden.refs()


@DAYS
@SPECS
def test_in_full_all_else_is_told(half: Marked, publish: Publish, day: Any, component: Component, beside: bool) -> None:
    made = publish(half.docket, day, spec=spec_of(component, "full", beside=beside))
    said = {half.marks[marker].place for marker in markers(made.content)}
    assert said >= {"Obligation.title", "Caption.title", "Span.words", "Instrument.title", "Party.name", "Person.name"}
    assert said >= {"Obligation.locator", "Obligation.question", "Day.words"}
    assert not said & {
        "Obligation.notes",
        "Relief.notes",
        "Fact.note",
        "Obligation.tags",
        "Party.notes",
        "Person.email",
    }


@DAYS
@SPECS
def test_with_titles_only_titles_and_refs_are_told(
    half: Marked, publish: Publish, day: Any, component: Component, beside: bool
) -> None:
    made = publish(half.docket, day, spec=spec_of(component, "titles", beside=beside))
    assert markers(made.content) <= half.titles()
    assert len(markers(made.content)) > 30
    assert refs(made.content) <= half.refs()
    assert "description" not in told(re.sub(rb"BEGIN:VALARM.*?END:VALARM", b"", made.content, flags=re.DOTALL))
    assert {item.categories for item in made.items.values()} == {("Duly",), ()}


@DAYS
@SPECS
def test_redacted_only_refs_are_told(
    half: Marked, publish: Publish, day: Any, component: Component, beside: bool
) -> None:
    made = publish(half.docket, day, spec=spec_of(component, "redacted", beside=beside))
    assert markers(made.content) == set()
    assert refs(made.content) <= half.refs()
    assert len(refs(made.content)) > 30
    summaries = {item.summary for item in made.items.values()}
    assert all(re.fullmatch(r"(✓ )?Deadline \(ZR\d{4}\)|Deadline", summary) for summary in summaries)
    said = told(made.content)
    for word in ("categories", "related-to", "missed", "relief", "owed", "tentative", "word, word"):
        assert word not in said
    assert "\r\nname:duly deadlines\r\n" in said
    assert set(re.findall("class:([a-z]+)", said)) == {"private", "confidential"}


@SPECS
@pytest.mark.parametrize("privacy", PRIVACIES)
def test_no_id_leaves_which_may_be_words_themselves(
    half: Marked, publish: Publish, component: Component, privacy: Privacy, beside: bool
) -> None:
    said = told(publish(half.docket, TODAY, spec=spec_of(component, privacy, beside=beside)).content)
    assert [record.id for _, record in half.docket.records() if record.id in said] == []


@pytest.mark.parametrize("privacy", PRIVACIES)
@pytest.mark.parametrize("component", ["events", "tasks"])
def test_where_all_is_confidential_a_feed_tells_days_and_the_dockets_name(
    publish: Publish, component: Component, privacy: Privacy
) -> None:
    silent = marked(whole(), every=1)
    made = publish(silent.docket, TODAY, spec=spec_of(component, privacy, beside=component == "events"))
    assert refs(made.content) == set()
    assert {silent.marks[marker].place for marker in markers(made.content)} <= {"Caption.title"}
    assert {item.summary for item in made.items.values()} == {"Deadline"}


def hidden_now(open_: Docket, names: frozenset[str]) -> Docket:
    found = [node for node in open_.nodes() if node.id in names]
    return open_.changed(Change(kind_of(one), one.id, one, replace(one, confidential=True)) for one in found)


@pytest.mark.parametrize("kept", [True, False], ids=["with a cache", "without"])
@pytest.mark.parametrize("component", ["events", "tasks"])
def test_what_becomes_confidential_is_gone_from_the_next_feed(
    publish: Publish, component: Component, kept: bool
) -> None:
    open_, cache = marked(whole(), every=0), Cache()
    spec = spec_of(component, "full")
    first = publish(open_.docket, TODAY, spec=spec, cache=cache)
    names = frozenset(list(open_.docket.obligations)[::3]) | frozenset(open_.docket.reliefs)
    half = Marked(hidden_now(open_.docket, names), open_.marks)
    assert markers(first.content) & half.secret(), "what can be told is told until then"
    second = publish(half.docket, TODAY, first.states, spec=spec, cache=cache if kept else None)
    assert markers(second.content) & half.secret() == set()
    assert refs(second.content) <= half.refs()
    assert_risen(first, second, names)


def assert_risen(first: Feed, second: Feed, names: frozenset[str]) -> None:
    hidden = [item for item in second.items.values() if item.about in names]
    assert hidden
    for item in hidden:
        assert second.states[uid_of(item)].sequence == first.states[uid_of(item)].sequence + 1


@pytest.mark.parametrize("component", ["events", "tasks"])
def test_what_is_gone_is_cancelled_in_no_words(half: Marked, publish: Publish, component: Component) -> None:
    spec = spec_of(component, "full")
    first = publish(half.docket, TODAY, spec=spec)
    emptied = Docket({kind: half.docket.kind(kind) for kind in ("caption", "party", "person", "instrument")})
    second = publish(emptied, TODAY, first.states, spec=spec)
    assert {half.marks[marker].place for marker in markers(second.content)} == {"Caption.title"}
    assert refs(second.content) == set()
    assert told(second.content).count("status:cancelled") == len(first.items)


def test_a_feed_does_not_say_what_it_was_asked_for(half: Marked, publish: Publish) -> None:
    owner = next(node.owner for node in half.docket.nodes() if node.owner and not node.confidential)
    scope = Scope(title="Zirkon’s matters", owners=(owner,), words="")
    made = publish(half.docket, TODAY, spec=Spec(scope=scope, privacy="redacted"))
    assert made.items
    assert "zirkon" not in told(made.content)
    assert markers(made.content) == set()
    assert owner not in Spec(scope=scope).name


def test_what_is_kept_between_two_feeds_holds_no_word(half: Marked, publish: Publish) -> None:
    made = publish(half.docket, TODAY)
    kept = " ".join(repr(state) for state in made.states.values()).casefold()
    assert not MARKER.search(kept)
    assert not REF.search(kept)


def test_the_assessment_that_a_feed_is_made_from_knows_the_words_that_it_holds_back(half: Marked) -> None:
    """Else the tests above would prove nothing: the words reach as far as the feed."""
    assessment = assess(half.docket, TODAY)
    known = " ".join(repr(assessment[one]) for one in half.hidden).casefold()
    assert set(MARKER.findall(known)) & half.secret()
