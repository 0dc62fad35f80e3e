"""What a feed holds: everything, an instrument, an owner, or what a saved filter lets pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.docket import Docket
from model.errors import UnreadableInput
from model.feed.calendar import Feed, uid
from model.feed.scope import DUE_BANDS, Scope, due_band
from model.feed.spec import SavedFilter, Spec, parse_parts, parse_scope
from model.record.day import Day
from model.record.deadline import Open
from model.record.fact import Fact
from model.record.instrument import Instrument
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.source import Span
from tests.builders import dated, fact
from tests.model.feed.conftest import Make, Publish

Book = Callable[..., Docket]
MakeFact = Callable[..., Fact]
Read = Callable[[Feed], list[Any]]

TODAY = date(1996, 11, 20)


@pytest.fixture
def mixed(book: Book, duty: Make) -> Docket:
    """Obligations and a relief under two instruments, of two owners, near and far, done, open and without a day."""
    done = fact("done", date(1996, 11, 1), id="done")
    return book(
        Party(id="bank", name="First Bank of Denver", short_name="First Bank"),
        Person(id="ann", name="Ann Lee"),
        Person(id="bob", name="Bob"),
        Instrument(id="loan", title="Credit Agreement with First Bank", short_title="Loan"),
        Instrument(id="lease", title="Lease"),
        duty(id="fee", instrument="loan", owner="ann", obligee="bank", notes="Ask Über"),
        duty(id="rent", ref="L-1", title="Rent", instrument="lease", owner="bob", deadline=dated(date(1997, 3, 1))),
        duty(id="plan", ref="L-2", title="Plan", kind="delivery", amount=None, deadline=dated(date(1996, 11, 1))),
        duty(id="done", ref="L-3", title="Report", kind="delivery", amount=None, owner="ann"),
        duty(id="undated", ref="L-4", title="Licence", kind="filing", deadline=Open(), review_by=date(1997, 1, 6)),
        Relief(
            id="waiver",
            ref="W-1",
            title="Waiver",
            instrument="loan",
            owner="ann",
            covers=("fee",),
            granted_on=Day(on=date(1996, 11, 1)),
            until=date(1997, 1, 31),
        ),
        done,
    )


@pytest.mark.parametrize(
    ("scope", "records"),
    [
        (Scope(), {"fee", "rent", "plan", "done", "undated", "waiver"}),
        (Scope(title="Whatever it is called"), {"fee", "rent", "plan", "done", "undated", "waiver"}),
        (Scope(instruments=("loan",)), {"fee", "waiver"}),
        (Scope(instruments=("loan", "lease")), {"fee", "rent", "waiver"}),
        (Scope(instruments=("",)), {"plan", "done", "undated"}),
        (Scope(owners=("ann",)), {"fee", "done", "waiver"}),
        (Scope(owners=("", "bob")), {"rent", "plan", "undated"}),
        (Scope(instruments=("loan",), owners=("bob",)), set()),
        (Scope(kinds=("payment",)), {"fee", "rent"}),
        (Scope(kinds=("waiver",)), {"waiver"}),
        (Scope(standings=("missed",)), {"plan"}),
        (Scope(standings=("satisfied", "relief_live")), {"done", "waiver"}),
        (Scope(due=("past",)), {"plan"}),
        (Scope(due=("fortnight",)), {"fee"}),
        (Scope(due=("quarter", "none")), {"undated", "waiver"}),
        (Scope(due=("later",)), {"rent"}),
        (Scope(due=("done",)), {"done"}),
        (Scope(words="first BANK"), {"fee"}),
        (Scope(words="über fee"), {"fee"}),
        (Scope(words="über rent"), set()),
        (Scope(words="loan"), {"fee", "waiver"}),
        (Scope(words="l-1"), {"rent"}),
        (Scope(words="  "), {"fee", "rent", "plan", "done", "undated", "waiver"}),
        (Scope(words="lee", kinds=("payment", "delivery")), {"fee", "done"}),
    ],
)
def test_a_feed_holds_what_its_scope_lets_pass(
    mixed: Docket, publish: Publish, scope: Scope, records: set[str]
) -> None:
    made = publish(mixed, TODAY, spec=Spec(scope=scope))
    assert {item.about for item in made.items.values()} - {""} == records
    assessment = assess(mixed, TODAY)
    assert {node.id for node in mixed.nodes() if scope.holds(mixed, assessment, node)} == records


def test_a_scope_that_lets_nothing_pass_gives_a_valid_file(mixed: Docket, publish: Publish, read: Read) -> None:
    (event,) = read(publish(mixed, TODAY, spec=Spec(scope=Scope(owners=("nobody",)))))
    assert event.summary.value.startswith("Duly: no deadlines yet")


@pytest.mark.parametrize(
    ("due", "band"),
    [
        (date(1996, 11, 19), "past"),
        (date(1996, 11, 20), "fortnight"),
        (date(1996, 12, 4), "fortnight"),
        (date(1996, 12, 5), "month"),
        (date(1996, 12, 20), "month"),
        (date(1996, 12, 21), "quarter"),
        (date(1997, 2, 18), "quarter"),
        (date(1997, 2, 19), "later"),
        (date(2199, 12, 31), "later"),
    ],
)
def test_bands_of_the_due_day_begin_and_end_on_their_days(book: Book, duty: Make, due: date, band: str) -> None:
    assessment = assess(book(duty(deadline=dated(due))), TODAY)
    assert due_band(assessment["fee"], assessment) == band


def test_the_bands_are_in_order() -> None:
    assert [last for _, last in DUE_BANDS] == sorted(last for _, last in DUE_BANDS)


def test_a_confidential_record_is_found_by_what_it_is_and_by_no_word_in_it(
    book: Book, duty: Make, publish: Publish
) -> None:
    secret = duty(
        title="Zirkon", notes="Zirkon", sources=(Span(document="d", start=0, end=6, words="Zirkon"),), owner="ann"
    )
    open_, hidden = (book(Person(id="ann", name="Ann"), replace(secret, confidential=one)) for one in (False, True))
    by_word, by_owner = Spec(scope=Scope(words="zirkon")), Spec(scope=Scope(owners=("ann",)))
    assert uid("fee") in publish(open_, spec=by_word).items
    assert uid("fee") not in publish(hidden, spec=by_word).items
    assert uid("fee") in publish(hidden, spec=by_owner).items


def test_what_leaves_the_scope_is_cancelled_and_what_comes_back_goes_on(mixed: Docket, publish: Publish) -> None:
    spec = Spec(scope=Scope(due=("fortnight",)))
    first = publish(mixed, TODAY, spec=spec)
    missed = publish(mixed, date(1996, 12, 9), first.states, spec=spec)
    assert uid("fee") not in missed.items
    assert missed.states[uid("fee")].sequence == 1
    assert b"STATUS:CANCELLED" in missed.content
    back = publish(mixed, TODAY, missed.states, spec=spec)
    assert back.states[uid("fee")].sequence == 2


# --- the name of a feed's states ------------------------------------------------------------------------------


def test_a_spec_is_named_by_what_it_says_and_not_by_what_it_is_called() -> None:
    scope = Scope(owners=("ann",))
    assert Spec(scope=replace(scope, title="Ann")).name == Spec(scope=replace(scope, title="Ann Lee")).name
    others = [
        Spec(),
        Spec(component="tasks"),
        Spec(privacy="titles"),
        Spec(privacy="redacted"),
        Spec(act_by=True),
        Spec(targets=True),
        Spec(reminders=True),
        Spec(act_by=True, targets=True),
        Spec(scope=scope),
        Spec(scope=Scope(owners=("bob",))),
        Spec(scope=Scope(instruments=("ann",))),
        Spec(scope=Scope(words="ann")),
    ]
    assert len({spec.name for spec in others}) == len(others)
    assert Spec().name == "events all full"
    assert "ann" not in Spec(scope=scope).name.removeprefix("events")


# --- as the command line asks ---------------------------------------------------------------------------------

MINE = SavedFilter(id="filter-1", title="What I owe", scope=Scope(title="Old name", owners=("ann",)))


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("", Scope()),
        ("all", Scope()),
        ("instrument:loan", Scope(title="Credit Agreement with First Bank", instruments=("loan",))),
        ("instrument: LOAN ", Scope(title="Credit Agreement with First Bank", instruments=("loan",))),
        (
            "instrument:credit agreement  with first bank",
            Scope(title="Credit Agreement with First Bank", instruments=("loan",)),
        ),
        ("owner:Ann Lee", Scope(title="Ann Lee", owners=("ann",))),
        ("owner:bob", Scope(title="Bob", owners=("bob",))),
        ("filter:what i owe", Scope(title="What I owe", owners=("ann",))),
        ("filter:filter-1", Scope(title="What I owe", owners=("ann",))),
    ],
)
def test_a_scope_is_asked_for_by_id_or_by_name(mixed: Docket, text: str, scope: Scope) -> None:
    assert parse_scope(mixed, {MINE.id: MINE}, text) == scope


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("owner:Carol", "the docket has “Ann Lee”, “Bob”"),
        ("instrument:", "the docket has “Credit Agreement with First Bank”, “Lease”"),
        ("filter:None", "the docket has no filter at all"),
        ("kind:payment", "Write all, instrument:TITLE, owner:NAME or filter:NAME."),
        ("ann", "“ann” is no scope."),
    ],
)
def test_a_scope_that_is_not_there_is_refused_with_what_there_is(mixed: Docket, text: str, said: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_scope(mixed, {}, text)
    assert said in str(refused.value)


def test_a_name_that_several_have_asks_for_the_id(book: Book) -> None:
    twins = book(Person(id="ann", name="Ann"), Person(id="ann-2", name="ANN"))
    with pytest.raises(UnreadableInput, match="write its id"):
        parse_scope(twins, {}, "owner:ann ")
    assert parse_scope(twins, {}, "owner:ann-2").owners == ("ann-2",)


def test_parts_are_asked_for_by_commas() -> None:
    assert parse_parts("act-by, targets") == {"act_by": True, "targets": True}
    assert parse_parts("") == {}
    with pytest.raises(UnreadableInput, match="act-by, targets, reminders"):
        parse_parts("colours")
