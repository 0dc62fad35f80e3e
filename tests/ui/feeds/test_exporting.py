"""A calendar file exported by hand: chosen, seen before it leaves, written whole, and gone on from by the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from icalendar import Calendar
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.errors import StoreError
from model.feed.scope import Scope
from model.feed.seen import seen
from model.feed.spec import Publication, SavedFilter, Spec
from model.ledger.commands import Delete, Put
from model.ledger.ledger import Ledger
from model.record.scenario import SupposeMissed
from ui.feeds import exporting, leaving
from ui.feeds.exportform import BY_BAND, BY_WORDS
from ui.feeds.exporting import READ_ONLY, SUPPOSED, ExportDialog
from ui.feeds.leaving import NOTHING, beginning, count_items
from ui.feeds.scoping import SHOWN
from ui.feeds.words import ONLY_EVENTS, TELLS
from ui.filter.filter import Filter
from ui.shell.window import Window

Open = Callable[[], ExportDialog]


@pytest.fixture
def open_(window: Window, qtbot: QtBot) -> Iterator[Open]:
    """Open the dialog by its action, and wait until what would leave is shown."""
    made: list[ExportDialog] = []

    def opened() -> ExportDialog:
        before = set(window.findChildren(ExportDialog))
        window.actions_["export_calendar"].trigger()
        found = next(one for one in window.findChildren(ExportDialog) if one not in before)
        made.append(found)
        settle(qtbot, found)
        return found

    yield opened
    for one in made:
        if isValid(one):
            one.reject()


@pytest.fixture
def target(window: Window, tmp_path: Path) -> Path:
    """Where the file is to go: what the question for a place is answered with."""
    path = tmp_path / "out" / "deadlines.ics"
    path.parent.mkdir()
    window.files.ask_where = lambda *_: path
    return path


def settle(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not isValid(dialog) or (dialog._job is None and not dialog.jobs.busy))


def press(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.export_button.click()
    settle(qtbot, dialog)


def choose(qtbot: QtBot, dialog: ExportDialog, **chosen: str) -> None:
    for name, key in chosen.items():
        box = getattr(dialog.form, name).box
        box.setCurrentIndex(box.findData(key))
    settle(qtbot, dialog)


def tick(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    dialog.form.options._ticks[name].click()
    settle(qtbot, dialog)


def summaries(content: bytes) -> list[str]:
    return [item.summary for item in seen(content).items]


def make_confidential(window: Window, *ids: str) -> None:
    for one in ids:
        record = window.workspace.docket.obligations[one]
        assert window.workspace.do(Put(replace(record, confidential=True)))


# ----------------------------------------------------------------------------------------------- choosing


def test_an_export_by_hand_begins_as_events_of_everything_in_full(open_: Open) -> None:
    dialog = open_()
    assert dialog.form.spec() == Spec()
    assert dialog.message.text() == "17 items."
    assert not dialog.day_note.isVisible()
    assert not dialog.keeping_note.isVisible()


def test_every_choice_says_what_it_comes_to(open_: Open, qtbot: QtBot) -> None:
    dialog = open_()
    assert "twice" in dialog.form.rows["component"].note.text()
    choose(qtbot, dialog, component="tasks", privacy="redacted")
    assert "twice" in dialog.form.rows["component"].note.text()
    assert dialog.form.rows["privacy"].note.text() == TELLS["redacted"]
    assert not dialog.form.options.isEnabled()
    assert dialog.form.rows["options"].note.text() == ONLY_EVENTS
    assert dialog.message.text() == "13 items, each only as “Deadline” and its reference."


def test_scopes_are_everything_saved_filters_what_is_shown_and_each_instrument_and_owner(
    window: Window, open_: Open
) -> None:
    assert window.workspace.ledger is not None
    window.workspace.ledger.remember(SavedFilter(id="f1", title="Urgent", scope=Scope(due=("fortnight",))))
    dialog = open_()
    keys = [dialog.form.scope.box.itemData(row) for row in range(dialog.form.scope.box.count())]
    docket = window.workspace.docket
    assert keys[:2] == ["all", "filter f1"]
    assert {key.partition(" ")[2] for key in keys if key.startswith("instrument ")} == set(docket.instruments)
    assert {key.partition(" ")[2] for key in keys if key.startswith("owner ")} == set(docket.people)
    assert SHOWN not in keys


def test_what_the_filter_shows_is_what_leaves(window: Window, open_: Open, qtbot: QtBot, target: Path) -> None:
    shown = Filter().choosing("kind", {"payment"}).typed("usmx")
    window.top.set_filter(shown)
    dialog = open_()
    choose(qtbot, dialog, scope=SHOWN)
    assert dialog.form.scope.box.currentText() == "What the filter shows now"
    assert dialog.form.rows["scope"].note.text() == BY_WORDS
    assert dialog.form.spec().scope == Scope(title="", kinds=("payment",), words="usmx")
    press(qtbot, dialog)
    docket = window.workspace.docket
    refs = {one.ref for one in docket.obligations.values() if one.kind == "payment"}
    said = summaries(target.read_bytes())
    assert said
    assert all(any(ref in each for ref in refs) for each in said)


def test_a_band_of_today_is_offered_in_vain_and_says_why(window: Window, open_: Open, qtbot: QtBot) -> None:
    window.settings.for_docket(window.workspace.path).put("export", {"scope": [SHOWN]})
    window.top.set_filter(Filter().choosing("band", {"soon"}))
    dialog = open_()
    settle(qtbot, dialog)
    box = dialog.form.scope.box
    row = box.findData(SHOWN)
    assert not box.model().flags(box.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert dialog.form.rows["scope"].note.text() == BY_BAND
    assert dialog.form.spec().scope == Scope()


def test_added_days_are_items_of_their_own(open_: Open, qtbot: QtBot, target: Path) -> None:
    dialog = open_()
    tick(qtbot, dialog, "reminders")
    press(qtbot, dialog)
    assert any(one.startswith("Reminder: ") for one in summaries(target.read_bytes()))


# ------------------------------------------------------------------------------------------------ seeing


@pytest.mark.parametrize("privacy", ["full", "titles", "redacted"])
@pytest.mark.parametrize("component", ["events", "tasks"])
def test_what_is_seen_is_what_leaves(open_: Open, qtbot: QtBot, target: Path, privacy: str, component: str) -> None:
    dialog = open_()
    choose(qtbot, dialog, privacy=privacy, component=component)
    shown = dialog.preview.model.items
    press(qtbot, dialog)
    assert seen(target.read_bytes()).items == shown


@pytest.mark.parametrize(
    ("privacy", "words"),
    [
        ("full", "17 items, of which 2 confidential leave only as “Deadline”."),
        ("titles", "17 items, of which 2 confidential leave only as “Deadline”."),
        ("redacted", "17 items, each only as “Deadline” and its reference; 2 confidential without it."),
    ],
)
def test_what_is_confidential_is_counted_and_leaves_as_a_bare_deadline(
    window: Window, open_: Open, qtbot: QtBot, target: Path, privacy: str, words: str
) -> None:
    make_confidential(window, "usmx-17", "usmx-12")
    dialog = open_()
    choose(qtbot, dialog, privacy=privacy)
    assert dialog.message.text() == words
    press(qtbot, dialog)
    assert summaries(target.read_bytes()).count("Deadline") == 2
    assert b"USMX-17 " not in target.read_bytes()


def test_what_holds_nothing_says_so(window: Window, open_: Open, qtbot: QtBot) -> None:
    window.top.set_filter(Filter().typed("no such words"))
    dialog = open_()
    choose(qtbot, dialog, scope=SHOWN)
    assert dialog.message.text() == NOTHING
    dialog.reject()


def test_only_the_first_items_are_read_back(
    open_: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, target: Path
) -> None:
    monkeypatch.setattr(exporting, "FIRST", 3)
    dialog = open_()
    assert len(dialog.preview.model.items) == 3
    assert dialog.preview.count.text() == "the first 3 of 17 items, named “USMX, Inc.”"
    press(qtbot, dialog)
    assert count_items(target.read_bytes()) == 17


def test_the_beginning_of_a_file_is_a_file(open_: Open, qtbot: QtBot, target: Path) -> None:
    press(qtbot, open_())
    whole = target.read_bytes()
    for most in (0, 1, 16):
        part = beginning(whole, most)
        assert len(Calendar.from_ical(part).events) == most
        assert seen(part).items == seen(whole).items[:most]
    assert beginning(whole, 17) == whole


def test_another_day_is_said(window: Window, open_: Open) -> None:
    window.workspace.set_day(date(1997, 1, 1))
    dialog = open_()
    assert dialog.day_note.text() == "As of Wed 1 Jan 1997, the day that is looked at, which is not today."
    assert dialog.preview.model.items[0].summary.startswith("MISSED: ")


def test_what_is_supposed_is_not_in_it(window: Window, open_: Open) -> None:
    window.workspace.suppose([SupposeMissed(about="usmx-17")])
    dialog = open_()
    assert dialog.day_note.text() == SUPPOSED
    assert dialog.day_note.isVisible()
    assert not any(item.summary.startswith("MISSED") for item in dialog.preview.model.items)


def test_what_another_window_changes_is_followed(window: Window, open_: Open, qtbot: QtBot) -> None:
    dialog = open_()
    make_confidential(window, "usmx-17")
    settle(qtbot, dialog)
    assert dialog.message.text() == "17 items, of which 1 confidential leaves only as “Deadline”."


# -------------------------------------------------------------------------------------------- exporting


def test_the_file_is_written_told_and_the_choices_are_kept(
    window: Window, open_: Open, qtbot: QtBot, target: Path
) -> None:
    dialog = open_()
    choose(
        qtbot, dialog, component="tasks", privacy="titles", scope=f"owner {next(iter(window.workspace.docket.people))}"
    )
    spec, words = dialog.form.spec(), dialog.message.text()
    press(qtbot, dialog)
    assert window.messages.bar.happened.text() == "The calendar was exported."
    assert window.messages.bar.kept.text() == f"{words} It is at {target}."
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    again = open_()
    assert again.form.spec() == spec
    assert again._proposed(spec) == target.with_name("USMX tasks.ics")


def test_two_exports_without_a_change_are_the_same_bytes(
    window: Window, open_: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("one.ics", "two.ics"):
        window.files.ask_where = lambda *_, name=name: tmp_path / name
        press(qtbot, open_())
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


def test_what_is_gone_is_cancelled_in_the_next_file(window: Window, open_: Open, qtbot: QtBot, target: Path) -> None:
    press(qtbot, open_())
    assert window.workspace.do(Delete("obligation", "usmx-19"))
    dialog = open_()
    assert dialog.message.text() == "16 items. 1 more is cancelled: an earlier file had it."
    press(qtbot, dialog)
    events = Calendar.from_ical(target.read_bytes()).events
    assert [one["SEQUENCE"] for one in events if one.get("STATUS") == "CANCELLED"] == [1]


def test_an_export_of_another_day_changes_no_later_export(
    window: Window, open_: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    today, ledger = window.workspace.day, window.workspace.ledger
    assert ledger is not None
    for name, day in (("one.ics", today), ("look.ics", date(1997, 6, 30)), ("two.ics", today)):
        window.workspace.set_day(day)
        window.files.ask_where = lambda *_, name=name: tmp_path / name
        press(qtbot, open_())
    assert len({(tmp_path / name).read_bytes() for name in ("one.ics", "two.ics", "look.ics")}) == 2
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


def test_turning_back_at_the_place_leaves_the_choice_open(window: Window, open_: Open, qtbot: QtBot) -> None:
    window.files.ask_where = lambda *_: None
    dialog = open_()
    press(qtbot, dialog)
    assert dialog.isVisible()
    assert window.workspace.ledger is not None
    assert window.workspace.ledger.sequences() == {}


def test_a_file_without_its_ending_gets_it(window: Window, open_: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window.files.ask_where = lambda *_: tmp_path / "plain"
    press(qtbot, open_())
    assert (tmp_path / "plain.ics").is_file()


def test_a_file_that_a_feed_is_kept_in_is_not_written_over(
    window: Window, open_: Open, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Publication(id="feed-1", title="Board", path=str(target.parent), file=target.name)
    monkeypatch.setattr(window.feeds, "_publications", (one,))
    dialog = open_()
    press(qtbot, dialog)
    assert dialog.message.text() == "“deadlines.ics” is kept up to date by the feed “Board”. Choose another name."
    assert not target.exists()


def test_a_place_that_cannot_be_written_to_is_said_and_can_be_chosen_anew(
    window: Window, open_: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window.files.ask_where = lambda *_: tmp_path / "nowhere" / "deadlines.ics"
    dialog = open_()
    press(qtbot, dialog)
    assert "was not written" in dialog.message.text()
    assert dialog.message.text().endswith("Nothing was exported.")
    assert dialog.export_button.isEnabled()
    window.files.ask_where = lambda *_: tmp_path / "deadlines.ics"
    press(qtbot, dialog)
    assert count_items((tmp_path / "deadlines.ics").read_bytes()) == 17


def test_what_cannot_be_remembered_does_not_leave(
    open_: Open, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The file is in use.")

    dialog = open_()
    monkeypatch.setattr(Ledger, "keep_sequences", refuse)
    press(qtbot, dialog)
    assert dialog.message.text() == "The file is in use. Nothing was exported."
    assert not target.exists()


def test_a_docket_that_can_only_be_read_is_exported_and_says_what_is_not_kept(
    open_: Open, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "read_only", property(lambda _: True))
    monkeypatch.setattr(Ledger, "keep_sequences", lambda *_, **__: pytest.fail("nothing can be kept"))
    dialog = open_()
    assert dialog.keeping_note.text() == READ_ONLY
    assert dialog.keeping_note.isVisible()
    press(qtbot, dialog)
    assert count_items(target.read_bytes()) == 17


def test_an_export_that_is_broken_off_writes_and_keeps_nothing(
    window: Window, open_: Open, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_()
    going = Event()

    def endless(_: object, progress: Callable[[float], object]) -> None:
        while True:
            progress(0.5)
            going.set()
            going.wait(0.01)

    with monkeypatch.context() as patched:
        patched.setattr(leaving.Material, "make", endless)
        patched.setattr(exporting, "_PATIENCE", 0)
        dialog.export_button.click()
        qtbot.waitUntil(lambda: dialog.work.isVisible() and going.is_set())
        assert dialog.exporting
        assert not dialog.form.isEnabled()
        patched.undo()
        dialog.work.cancel.click()
    settle(qtbot, dialog)
    assert dialog.message.text() == "17 items."
    assert dialog.export_button.isEnabled()
    assert not target.exists()
    assert window.workspace.ledger is not None
    assert window.workspace.ledger.sequences() == {}


def test_escape_breaks_off_first_and_then_leaves(
    open_: Open, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_()
    dialog._enter("making")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.exporting
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_control_has_a_name_and_a_label(open_: Open) -> None:
    dialog = open_()
    for row in dialog.form.rows.values():
        assert row.label.buddy() in row.field.inputs()
        assert all(each.accessibleName() for each in row.field.inputs())
    assert dialog.message.accessibleName() == dialog.message.text()
