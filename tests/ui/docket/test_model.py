"""Rows of the docket: their order, groups, filter, and how little is announced when they change."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from model.assess import assess
from model.days.operation import Add
from model.days.rulebook import rule_named
from model.docket import Change, Docket
from model.record.day import Day
from model.record.deadline import After, EventAnchor
from model.record.event import Event
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY, counted, ids, model_on, refs
from ui.docket.columns import COLUMNS, INDEX
from ui.docket.model import SORT_ROLE, DocketModel
from ui.filter.arrangement import ArrangementPlan
from ui.filter.filter import Filter
from ui.filter.grouping import GROUPINGS

Role = Qt.ItemDataRole


@pytest.fixture
def docket(qapp: QApplication) -> Docket:
    return sample_docket()


@pytest.fixture
def model(docket: Docket) -> DocketModel:
    made = model_on(docket)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_under_an_instrument_what_is_dated_comes_first_then_what_is_not_then_what_is_done(model: DocketModel) -> None:
    assert refs(model)[:5] == ["1", "2", "3", "4", "18"]
    assert refs(model)[5:19] == ["17", "8", "5", "6", "9", "10", "12", "13", "14", "15", "16", "22", "7", "11"]


def test_groups_follow_the_days_of_their_instruments(model: DocketModel) -> None:
    titles = [group.heading.title for row in model.group_rows() if (group := model.group(row))]
    assert titles[0].startswith("Credit Agreements")
    assert titles[1].startswith("First Amendment")
    assert titles[2].startswith("Form 8-K")


def test_a_group_counts_ours_and_theirs_apart_and_no_dormant_consequence(model: DocketModel) -> None:
    group = model.group(model.group_rows()[1])
    assert group is not None
    assert {(one.side, one.standing, one.number) for one in group.counts} == {
        ("ours", "open", 6),
        ("relief", "relief_live", 2),
        ("ours", "untested", 1),
        ("ours", "dormant", 2),
        ("ours", "satisfied", 2),
        ("theirs", "partly_performed", 1),
    }
    first = model.group(model.group_rows()[0])
    assert first is not None
    assert [(one.standing, one.number) for one in first.counts] == [("suspended", 4)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("fee", ["10"]),
        ("FEE rothschild", ["10"]),
        ("usmx-17", ["17"]),
        ("liner", ["20", "23"]),
        ("nothing of the kind", []),
    ],
)
def test_every_word_typed_must_be_found_whatever_its_case(model: DocketModel, words: str, wanted: list[str]) -> None:
    model.set_filter(Filter(words))
    assert sorted(refs(model)) == wanted


@pytest.mark.parametrize(
    ("facet", "value", "number"),
    [
        ("standing", "suspended", 4),
        ("standing", "relief_live", 2),
        ("kind", "test", 3),
        ("due", "fortnight", 1),
        ("due", "past", 1),
        ("due", "done", 2),
    ],
)
def test_a_chip_lets_its_values_pass(model: DocketModel, facet: str, value: str, number: int) -> None:
    model.set_filter(Filter().choosing(facet, {value}))
    assert len(refs(model)) == number


def test_values_of_one_chip_add_up_and_chips_narrow_one_another(model: DocketModel) -> None:
    both = Filter().choosing("standing", {"suspended", "satisfied"})
    model.set_filter(both)
    assert len(refs(model)) == 6
    model.set_filter(both.choosing("kind", {"test"}))
    assert refs(model) == ["2", "3", "4"]
    model.set_filter(both.choosing("kind", ()).choosing("standing", ()))
    assert len(refs(model)) == 23


@pytest.mark.parametrize("column", [column.key for column in COLUMNS])
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_both_ways_and_keeps_every_record(
    model: DocketModel, column: str, *, descending: bool
) -> None:
    model.set_plan(ArrangementPlan(grouping="none", sort=column, descending=descending))
    assert len(refs(model)) == len(set(refs(model))) == 23


def test_amounts_sort_as_figures_and_what_has_none_comes_last(model: DocketModel) -> None:
    model.set_plan(ArrangementPlan(grouping="none", sort="amount"))
    assert refs(model)[:4] == ["10", "13", "1", "9"]
    model.set_plan(ArrangementPlan(grouping="none", sort="amount", descending=True))
    assert refs(model)[0] == "8"


def test_refs_sort_as_numbers(model: DocketModel) -> None:
    model.set_plan(ArrangementPlan(grouping="none", sort="title"))
    shown = [int(ref) for ref in refs(model) if ref not in ("7", "11")]
    assert shown == sorted(shown)


@pytest.mark.parametrize("grouping", [grouping.key for grouping in GROUPINGS])
def test_every_grouping_shows_every_record_once(model: DocketModel, grouping: str) -> None:
    model.set_plan(ArrangementPlan(grouping=grouping))
    assert len(refs(model)) == len(set(refs(model))) == 23
    assert bool(model.group_rows()) == (grouping != "none")


def test_months_stand_in_the_order_of_the_calendar_and_what_has_no_day_last(model: DocketModel) -> None:
    model.set_plan(ArrangementPlan(grouping="month"))
    titles = [group.heading.title for row in model.group_rows() if (group := model.group(row))]
    assert titles == ["September 1996", "November 1996", "December 1996", "No day"]


def test_a_shut_group_keeps_its_tally_and_hides_its_rows(model: DocketModel) -> None:
    key = model.key(0)
    before = model.rowCount()
    model.toggle(key)
    group = model.group(0)
    assert group is not None
    assert group.shut
    assert group.counts
    assert model.rowCount() == before - 5
    model.toggle(key)
    assert model.rowCount() == before


def test_showing_the_same_again_announces_nothing_but_changed_data(model: DocketModel, docket: Docket) -> None:
    assert counted(model, lambda: model.show(docket, assess(docket, TODAY))) == ["dataChanged"]


def test_another_day_moves_what_changes_place_and_no_more(model: DocketModel, docket: Docket) -> None:
    heard = counted(model, lambda: model.show(docket, assess(docket, date(1997, 1, 1))))
    assert "modelReset" not in heard
    assert len(heard) <= 4


def test_a_new_record_is_one_inserted_row(model: DocketModel, docket: Docket) -> None:
    first = next(iter(docket.obligations.values()))
    fresh = replace(first, id="fresh", ref="USMX-99")
    changed = docket.changed([Change("obligation", "fresh", None, fresh)])
    assert counted(model, lambda: model.show(changed, assess(changed, TODAY))) == ["rowsInserted", "dataChanged"]
    assert "99" in refs(model)


def test_a_changed_title_is_only_changed_data(model: DocketModel, docket: Docket) -> None:
    first = next(iter(docket.obligations.values()))
    changed = docket.changed([Change("obligation", first.id, first, replace(first, title="Another title"))])
    assert counted(model, lambda: model.show(changed, assess(changed, TODAY))) == ["dataChanged"]


def test_a_filter_removes_and_brings_back_rows_without_a_reset(model: DocketModel) -> None:
    before = ids(model)
    assert "modelReset" not in counted(model, lambda: model.set_filter(Filter("prospectus")))
    assert "modelReset" not in counted(model, lambda: model.set_filter(Filter()))
    assert ids(model) == before


def test_sorting_is_one_change_of_layout(model: DocketModel) -> None:
    model.set_plan(ArrangementPlan(grouping="none"))
    heard = counted(model, lambda: model.set_plan(ArrangementPlan(grouping="none", sort="title", descending=True)))
    assert heard == ["layoutChanged", "dataChanged"]


def test_every_cell_says_what_it_is_to_a_screen_reader(model: DocketModel) -> None:
    for row in range(model.rowCount()):
        columns = range(len(COLUMNS)) if model.entry(row) else range(1)
        for column in columns:
            said = model.data(model.index(row, column), Role.AccessibleTextRole)
            assert said, (row, column)


def test_a_groups_head_says_its_tally_in_words(model: DocketModel) -> None:
    said = model.data(model.index(0, 0), Role.AccessibleTextRole)
    assert said == (
        "Group Credit Agreements with N M Rothschild & Sons Limited, July 1996, open, 5 records."
        " 4 suspended, owed by us"
    )


def test_the_sort_role_gives_native_values(model: DocketModel) -> None:
    row = model.row_of(next(key for key in ids(model) if key.endswith("08")))
    assert row is not None
    due = model.data(model.index(row, INDEX["due"]), SORT_ROLE)
    assert due == date(1996, 12, 31)


def test_groups_can_be_walked_to_and_not_selected(model: DocketModel) -> None:
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.ItemIsEnabled
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.rowCount(model.index(1, 0)) == 0
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(
    ("rule", "words", "more"),
    [
        (
            "sec-14a-8-proposal",
            "rule unread",
            "The text of its rule was not read, so check the day: TITLE, 17 CFR 240.14a-8(e)(2)",
        ),
        (
            "sec-form-5",
            "rule in copy",
            "The text of its rule was read in a copy only: TITLE, 17 CFR 240.16a-3(f); Form 5; 17 CFR 240.0-3(a)",
        ),
        (
            "sec-form-4",
            "1 of 2",
            "The official text of its rule was read: TITLE, 15 U.S.C. 78p(a)(2)(C); 17 CFR 240.16a-3(g)",
        ),
    ],
)
def test_how_the_rule_of_a_day_was_read_is_said_where_readers_are_counted(
    docket: Docket, rule: str, words: str, more: str
) -> None:
    counted = docket.obligations["usmx-17"]
    unread = After(
        anchor=EventAnchor(event="meeting"),
        steps=(Add(n=-120, unit="day"),),
        calendars=("US-FED",),
        rulebook=rule,
    )
    meeting = Event(id="meeting", title="Proxy", happened=Day(on=date(1997, 4, 15)))
    changes = (
        Change("event", "meeting", None, meeting),
        Change("obligation", "usmx-17", counted, replace(counted, deadline=unread)),
    )
    model = model_on(docket.changed(changes))
    first, second = model.row_of("usmx-17"), model.row_of("usmx-08")
    assert first is not None
    assert second is not None
    entry, other = model.entry(first), model.entry(second)
    assert entry is not None
    assert other is not None
    assert (entry.verified_words, other.verified_words) == (words, "1 of 2")
    assert entry.verified_more.splitlines() == [more.replace("TITLE", rule_named(rule).title), "Read by 1 of 2 people"]
    assert other.verified_more == ""
    column = INDEX["verified"]
    assert model.data(model.index(first, column)) == words
    before = model.data(model.index(first, column), SORT_ROLE) < model.data(model.index(second, column), SORT_ROLE)
    assert before == (words != "1 of 2")


@pytest.mark.parametrize(
    ("record_id", "words"),
    [
        ("usmx-02", "at all times, back Wed 1 Jan 1997"),
        ("usmx-14", "none stated, review Mon 2 Dec 1996"),
        ("usmx-17", "Mon 2 Dec 1996, in 12 days"),
    ],
)
def test_what_is_copied_read_out_and_shown_in_a_tooltip_has_whole_days(
    model: DocketModel, record_id: str, words: str
) -> None:
    row = model.row_of(record_id)
    assert row is not None
    entry = model.entry(row)
    assert entry is not None
    assert entry.due_words == words
