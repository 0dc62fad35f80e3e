"""The feed panel: what is published, how it went, and before anything leaves, what a recipient would see of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.feed.scope import Scope
from model.feed.seen import seen
from model.feed.spec import Privacy, Publication, SavedFilter, Spec
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from ui.feeds import service as timing
from ui.feeds.scoping import SHOWN
from ui.feeds.window import FeedsWindow
from ui.feeds.words import LOCAL_ONLY, PRIVACY, TELLS
from ui.filter.filter import Filter
from ui.shell.window import Window


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "SETTLE", 0)
    monkeypatch.setattr(timing, "AFTER_OPENING", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


@pytest.fixture
def settle(qtbot: QtBot, window: Window) -> Callable[[], None]:
    """Wait until no feed is being made, delivered or previewed."""
    service = window.feeds

    def wait() -> None:
        qtbot.waitUntil(lambda: not (service.busy or service.jobs.busy or service._settling.isActive()))

    return wait


@pytest.fixture
def panel(window: Window, settle: Callable[[], None]) -> Iterator[FeedsWindow]:
    window.actions_["feeds"].trigger()
    made = window.findChild(FeedsWindow)
    assert made is not None
    settle()
    yield made
    settle()
    if isValid(made):
        made.leave_form()
        made.accept()


def in_folder(folder: Path, **fields: object) -> Publication:
    plain = {"id": "feed-1", "title": "All", "path": str(folder), "file": "all.ics"}
    return Publication(**{**plain, **fields})  # type: ignore[arg-type]


def served(**fields: object) -> Publication:
    return Publication(**{"id": "feed-2", "title": "Bureau", "place": "served", **fields})  # type: ignore[arg-type]


def button(panel: FeedsWindow, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    return found


def summaries(panel: FeedsWindow) -> list[str]:
    return [item.summary for item in panel.preview.model.items]


# ------------------------------------------------------------------------------------------------- states


def test_where_nothing_is_published_it_says_what_to_do(panel: FeedsWindow) -> None:
    assert panel.empty.isVisible()
    assert panel.empty.heading.text() == "No calendar feed is published yet."
    panel.empty.buttons()[0].click()
    assert panel.form.isVisible()


def test_what_can_only_be_read_is_not_published_and_says_why(
    panel: FeedsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "read_only", property(lambda _: True))
    panel.refresh()
    assert panel.empty.heading.text() == "Nothing can be published."
    assert panel.empty.buttons() == []
    panel.begin()
    assert not panel.form.isVisible()


def test_each_feed_says_what_it_holds_tells_where_it_is_and_when_it_was_renewed(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    spec = Spec(privacy="redacted", act_by=True, targets=True, reminders=True)
    window.feeds.publish(in_folder(folder, spec=spec))
    settle()
    said = {name: label.text for name, label in panel.detail.facts.items()}
    assert said == {
        "Holds": "Everything, as events, with act-by days, internal targets and reminders as events",
        "Tells": "Only “Deadline” and the reference",
        "Where": f"all.ics in {folder}",
        "State": said["State"],
    }
    assert said["State"].startswith("Last changed today at ")
    assert panel.model.lines(0)[:2] == ("All", "Everything  ·  only “Deadline”")


def test_a_fault_is_said_with_what_to_do_and_tried_again(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder / "stick"))
    settle()
    fault = panel.detail.fault
    assert fault.isVisible()
    assert fault.happened.text() == f"The folder “{folder / 'stick'}” is not there, so “all.ics” was not written."
    assert [link.text() for link in fault.links()] == ["Try again", "Choose another place"]
    assert "Not up to date" in panel.model.lines(0)
    (folder / "stick").mkdir()
    fault.links()[0].click()
    settle()
    assert not fault.isVisible()
    assert (folder / "stick" / "all.ics").is_file()


# ------------------------------------------------------------------------------------------------- preview


@pytest.mark.parametrize("privacy", ["redacted", "titles", "full"])
def test_the_preview_shows_what_then_leaves(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None], privacy: Privacy
) -> None:
    window.feeds.publish(in_folder(folder, spec=Spec(privacy=privacy)))
    settle()
    panel._preview()
    settle()
    content = (folder / "all.ics").read_bytes()
    assert panel.preview.model.items == seen(content).items
    assert panel.preview.note.text() == TELLS[privacy]
    shown = content.decode().replace("\r\n", "\n").replace("\N{NO-BREAK SPACE}", " ")  # as Qt hands text back
    assert panel.preview.text.toPlainText() == shown


def test_every_level_can_be_looked_at_without_a_change(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder))
    settle()
    before = (folder / "all.ics").read_bytes()
    title = next(iter(window.workspace.docket.obligations.values())).title
    for level, shown in (("redacted", False), ("titles", True), ("full", True)):
        panel.preview.levels[level].click()  # type: ignore[index]
        settle()
        assert any(title in summary for summary in summaries(panel)) is shown
    assert panel.preview.note.text().startswith("This is not what the feed is set to.")
    assert (folder / "all.ics").read_bytes() == before
    assert window.feeds.publications[0].spec.privacy == "redacted"


def test_a_marker_in_every_text_shows_in_the_preview_only_where_it_may(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    marker = "Zq7Privileged"
    node = next(one for one in window.workspace.docket.obligations.values() if one.ref == "USMX-17")
    fields = {"title": marker, "short_title": marker, "notes": marker, "locator": marker, "tags": (marker,)}
    window.workspace.do(Put(replace(node, **fields, confidential=True)))
    window.feeds.publish(in_folder(folder))
    settle()
    for level in panel.preview.levels.values():
        level.click()
        settle()
        assert marker not in panel.preview.text.toPlainText().replace("\n ", "")
        assert "Deadline" in summaries(panel)


def test_an_item_is_shown_with_all_that_it_says(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder, spec=Spec(privacy="full")))
    settle()
    row = next(place for place, item in enumerate(panel.preview.model.items) if "USMX-17" in item.summary)
    panel.preview.table.selectRow(row)
    item = panel.preview.model.items[row]
    text = panel.preview.detail.toPlainText()
    assert item.description in text
    assert all(f"{name} {value}" in text for name, value in item.others)
    panel.preview.raw.click()
    assert panel.preview.text.isVisible()


# --------------------------------------------------------------------------------------------------- form


def test_a_new_feed_begins_redacted_and_nothing_leaves_before_the_button(
    panel: FeedsWindow, folder: Path, settle: Callable[[], None]
) -> None:
    panel.begin()
    settle()
    assert panel.form.draft().spec.privacy == "redacted"
    assert summaries(panel)
    assert all("Deadline" in summary for summary in summaries(panel))
    panel.form.folder.show_value(str(folder))
    panel.form.title.show_value("Finance")
    assert list(folder.iterdir()) == []
    panel.save()
    settle()
    assert (folder / "deadlines.ics").is_file()
    assert panel.detail.isVisible()
    assert panel.detail.title.text == "Finance"


@pytest.mark.parametrize(
    ("path", "file", "row", "words"),
    [
        ("", "a.ics", "folder", "Choose the folder"),
        ("relative", "a.ics", "folder", "Choose the folder"),
        ("{}/gone", "a.ics", "folder", "is not there"),
        ("{}", "", "file", "Write a file’s name"),
        ("{}", "../a.ics", "file", "Write a file’s name"),
        ("{}", ".a.ics", "file", "Write a file’s name"),
        ("{}", "letter", "file", "was not written by Duly"),
        ("{}", "all", "file", "Another feed is kept in this file"),
    ],
)
def test_what_stands_against_a_file_is_said_beside_it(
    panel: FeedsWindow,
    window: Window,
    folder: Path,
    settle: Callable[[], None],
    path: str,
    file: str,
    row: str,
    words: str,
) -> None:
    (folder / "letter.ics").write_bytes(b"a letter")
    window.feeds.publish(in_folder(folder))
    settle()
    panel.begin()
    panel.form.folder.show_value(path.format(folder))
    panel.form.file.show_value(file)
    panel.save()
    assert words in panel.form.rows[row].message
    assert panel.form.isVisible()
    assert len(window.feeds.publications) == 1


def test_a_feed_is_of_an_instrument_an_owner_or_a_saved_filter(
    panel: FeedsWindow, window: Window, settle: Callable[[], None]
) -> None:
    window.feeds.keep_filter(SavedFilter(id="filter-1", title="Filings", scope=Scope(kinds=("filing",))))
    panel.begin()
    words = [panel.form.scope.box.itemText(place) for place in range(panel.form.scope.box.count())]
    docket = window.workspace.docket
    assert words[:2] == ["Everything", "Filter: Filings"]
    assert {f"Under {one.short}" for one in docket.instruments.values()} <= set(words)
    assert {f"Owned by {one.name}" for one in docket.people.values()} <= set(words)
    panel.form.scope.box.choose("filter filter-1")
    panel.form.changed.emit()
    assert panel.form.draft().spec.scope == Scope(title="Filings", kinds=("filing",))
    assert panel.form.draft().title == "Filings"


def test_what_the_filter_shows_is_kept_under_a_name(
    window: Window, qtbot: QtBot, settle: Callable[[], None], folder: Path
) -> None:
    window.top.set_filter(Filter("plan", {"kind": frozenset({"delivery"})}))
    window.actions_["feeds"].trigger()
    panel = window.findChild(FeedsWindow)
    assert panel is not None
    panel.begin()
    panel.form.scope.box.setCurrentIndex(panel.form.scope.box.findData(SHOWN))
    assert panel.form.rows["filter_name"].isVisible()
    panel.form.folder.show_value(str(folder))
    panel.save()
    assert "Give the filter a name" in panel.form.rows["filter_name"].message
    panel.form.filter_name.show_value("Plans")
    panel.save()
    settle()
    scope = Scope(title="Plans", kinds=("delivery",), words="plan")
    assert [(one.title, one.scope) for one in window.feeds.filters()] == [("Plans", scope)]
    (one,) = window.feeds.publications
    assert one.spec.scope == scope
    uids = {item.uid for item in seen((folder / "deadlines.ics").read_bytes()).items}
    assert len(uids) == 1
    panel.accept()


def test_a_filter_by_a_band_of_today_is_not_offered_since_a_scope_cannot_hold_it(window: Window) -> None:
    window.top.set_filter(Filter("", {"band": frozenset({"soon"})}))
    window.actions_["feeds"].trigger()
    panel = window.findChild(FeedsWindow)
    assert panel is not None
    panel.begin()
    assert panel.form.scope.box.findData(SHOWN) == -1
    panel.leave_form()
    panel.accept()


def test_escape_leaves_the_form_first_and_changes_nothing(panel: FeedsWindow, window: Window) -> None:
    panel.begin()
    panel.form.title.show_value("Never")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert not panel.form.isVisible()
    assert window.feeds.publications == ()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_feed_is_edited_as_it_is(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    one = in_folder(folder, spec=Spec(privacy="titles", targets=True))
    window.feeds.publish(one)
    settle()
    button(panel, "feed.edit").click()
    settle()
    assert panel.form.draft().spec == one.spec
    assert panel.form.options.isEnabled()
    panel.form.component.box.setCurrentIndex(panel.form.component.box.findData("tasks"))
    assert panel.form.draft().spec == Spec(component="tasks", privacy="titles"), "additions are events"
    assert not panel.form.options.isEnabled()
    assert (panel.form.draft().path, panel.form.draft().file) == (one.path, one.file)
    panel.form.privacy.box.choose("redacted")
    panel.save()
    settle()
    assert window.feeds.publications[0].spec.privacy == "redacted"


# -------------------------------------------------------------------------------------------------- actions


def test_an_address_is_copied_and_said_to_work_on_this_machine_only(
    panel: FeedsWindow, window: Window, settle: Callable[[], None]
) -> None:
    window.feeds.publish(served())
    settle()
    assert panel.detail.note.text() == LOCAL_ONLY
    button(panel, "feed.copy").click()
    assert QGuiApplication.clipboard().text() == window.feeds.publications[0].address
    assert "this machine only" in panel.message.text()


def test_a_new_address_is_asked_about_first(panel: FeedsWindow, window: Window, settle: Callable[[], None]) -> None:
    window.feeds.publish(served())
    settle()
    old = window.feeds.publications[0].address
    button(panel, "feed.renew_address").click()
    assert "old ones answer nothing" in panel.detail.question_words.text()
    button(panel, "feed.no").click()
    settle()
    assert window.feeds.publications[0].address == old
    button(panel, "feed.renew_address").click()
    button(panel, "feed.yes").click()
    settle()
    assert window.feeds.publications[0].address != old


def test_a_feed_is_paused_and_goes_on(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder, spec=Spec(privacy="titles")))
    settle()
    before = (folder / "all.ics").read_bytes()
    button(panel, "feed.pause").click()
    settle()
    assert "grows old" in panel.detail.note.text()
    node = next(one for one in window.workspace.docket.obligations.values() if one.ref == "USMX-17")
    window.workspace.do(Put(replace(node, title="Plan, amended twice")))
    settle()
    assert (folder / "all.ics").read_bytes() == before
    assert button(panel, "feed.pause").text() == "Go on"
    button(panel, "feed.pause").click()
    settle()
    assert (folder / "all.ics").read_bytes() != before


def test_removing_says_what_subscribers_see_and_asks(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder))
    settle()
    button(panel, "feed.remove").click()
    assert "every deadline is cancelled" in panel.detail.question_words.text()
    assert panel.detail.no.hasFocus()
    button(panel, "feed.yes").click()
    settle()
    assert window.feeds.publications == ()
    assert panel.empty.isVisible()
    assert "CANCELLED" in {item.status for item in seen((folder / "all.ics").read_bytes()).items}


def test_saved_filters_are_renamed_and_deleted(panel: FeedsWindow, window: Window) -> None:
    assert not panel.shelf.isVisible()
    window.feeds.keep_filter(SavedFilter(id="filter-1", title="Filings", scope=Scope(kinds=("filing",))))
    assert panel.shelf.isVisible()
    item = panel.shelf.list.item(0)
    item.setText("  ")
    assert item.text() == "Filings"
    item.setText("All filings")
    assert [(one.title, one.scope.title) for one in window.feeds.filters()] == [("All filings", "All filings")]
    panel.shelf.list.setFocus()
    QTest.keyClick(panel.shelf.list, Qt.Key.Key_Delete)
    assert window.feeds.filters() == ()
    assert not panel.shelf.isVisible()


# ---------------------------------------------------------------------------------------------- the window


def test_the_bottom_bar_says_when_feeds_were_renewed_and_opens_them(
    window: Window, folder: Path, settle: Callable[[], None], qtbot: QtBot
) -> None:
    bottom = window.bottom
    assert not [item for item in bottom.state.shown() if item.text.startswith("Feed")]
    window.resize(1900, 900)
    window.feeds.publish(in_folder(folder))
    settle()
    shown = [item for item in bottom.state.shown() if item.text.startswith("Feed ")]
    assert len(shown) == 1
    assert shown[0].text[5:].replace(":", "").isdigit()
    place = next(x for x in range(bottom.state.width()) if bottom.state.item_at(QPoint(x, 5)) is shown[0])
    QTest.mouseClick(bottom.state, Qt.MouseButton.LeftButton, pos=QPoint(place + 2, 5))
    panel = window.findChild(FeedsWindow)
    assert panel is not None
    panel.accept()


def test_a_fault_stands_in_the_bottom_bar_and_a_tally_is_never_cut_for_it(
    window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.resize(960, 600)
    QTest.qWait(1)
    before = window.bottom.tally.shown()
    window.resize(1440, 900)
    window.feeds.publish(in_folder(folder / "gone"))
    settle()
    assert [item.text for item in window.bottom.state.shown() if item.bold][1:] == ["Feed not up to date"]
    window.resize(960, 600)
    QTest.qWait(1)
    assert window.bottom.tally.shown() == before


def test_with_the_window_nothing_is_served_any_more(window: Window, settle: Callable[[], None], qtbot: QtBot) -> None:
    window.feeds.publish(served())
    settle()
    publisher = window.feeds._publisher
    assert publisher is not None
    assert publisher.serving
    window.close()
    assert not publisher.serving


def test_every_control_has_a_name_and_can_be_reached(
    panel: FeedsWindow, window: Window, folder: Path, settle: Callable[[], None]
) -> None:
    window.feeds.publish(in_folder(folder))
    settle()
    panel.begin()
    for each in panel.findChildren(QPushButton):
        if each.isVisible():
            assert each.text() or each.accessibleName()
            assert each.focusPolicy() & Qt.FocusPolicy.TabFocus
    buddies = [
        label.buddy() for label in panel.form.findChildren(QLabel) if label.text() in ("Name", "Holds", "Folder")
    ]
    assert all(buddies)
    assert set(PRIVACY) == set(panel.preview.levels)
