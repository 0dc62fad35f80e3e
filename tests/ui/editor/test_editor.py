"""Drafts, the order of Tab, what is refused and where that stands, and new records."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from model.ledger.commands import Put
from model.record.deadline import On, Open, While
from model.record.obligation import Obligation
from tests.ui.editor.conftest import Open as OpenEditor
from ui.editor import discard_drafts, drafts_waiting, open_editor
from ui.editor.blank import next_ref
from ui.editor.deadline.deadline import DeadlineField
from ui.editor.editor import RecordEditor
from ui.editor.fields.picker import PickEdit
from ui.frame.theme import Theme
from ui.workspace import Workspace


def entries(workspace: Workspace) -> int:
    assert workspace.ledger is not None
    return workspace.ledger.head.seq


def close(editor: RecordEditor) -> None:
    editor.form.forget()
    editor.reject()


# ----------------------------------------------------------------------------------------------- drafts


def test_escape_keeps_the_draft_and_the_same_editor_shows_it_again(workspace: Workspace, edit: OpenEditor) -> None:
    before = workspace.docket
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "A plan that is not finished")
    hand.type("deadline.notation", "2 De")
    hand.press(hand.find("title.text", QLineEdit), Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert workspace.docket is before
    assert drafts_waiting(workspace) == ("USMX-17",)

    again, hand = edit("obligation", "usmx-17")
    assert hand.find("title.text", QLineEdit).text() == "A plan that is not finished"
    assert hand.find("deadline.notation", QLineEdit).text() == "2 De"
    hand.click("editor.discard")
    assert hand.find("title.text", QLineEdit).text() == before.obligations["usmx-17"].title
    assert hand.find("deadline.notation", QLineEdit).text() == "2 December 1996"
    assert not again.has_draft
    again.reject()
    assert drafts_waiting(workspace) == ()


def test_an_editor_closed_without_a_change_leaves_no_draft(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.press(hand.find("title.text", QLineEdit), Qt.Key.Key_Escape)
    assert drafts_waiting(workspace) == ()
    again, _ = edit("obligation", "usmx-17")
    assert again is not editor
    again.reject()


def test_there_is_one_editor_a_record(workspace: Workspace, theme: Theme, window: QWidget) -> None:
    first = open_editor(workspace, theme, "obligation", "usmx-17", window)
    assert open_editor(workspace, theme, "obligation", "usmx-17", window) is first
    other = open_editor(workspace, theme, "obligation", "usmx-08", window)
    assert other is not first
    for editor in (first, other):
        editor.reject()


def test_drafts_can_be_discarded_together(workspace: Workspace, edit: OpenEditor) -> None:
    for record_id in ("usmx-17", "usmx-08"):
        editor, hand = edit("obligation", record_id)
        hand.type("notes.text", "Unfinished")
        editor.reject()
    _, hand = edit("party", "")
    hand.type("name.text", "A bank")
    assert drafts_waiting(workspace) == ("USMX-17", "USMX-8", "new party")
    discard_drafts(workspace)
    assert drafts_waiting(workspace) == ()


def test_what_others_changed_meanwhile_is_shown_where_nothing_was_typed(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Mine")
    theirs = msgspec.structs.replace(workspace.docket.obligations["usmx-17"], notes="Theirs")
    workspace.do(Put(theirs))
    assert editor.form.rows["notes"].field.value() == "Theirs"
    hand.click("editor.save")
    saved = workspace.docket.obligations["usmx-17"]
    assert (saved.title, saved.notes) == ("Mine", "Theirs")


def test_the_same_field_changed_by_another_is_a_conflict_that_keeps_what_was_typed(
    workspace: Workspace, edit: OpenEditor
) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Mine")
    workspace.do(Put(msgspec.structs.replace(workspace.docket.obligations["usmx-17"], title="Theirs")))
    hand.click("editor.save")
    assert editor.isVisible()
    assert workspace.docket.obligations["usmx-17"].title == "Theirs"
    assert hand.find("title.text", QLineEdit).text() == "Mine"
    assert "USMX-17" in editor.state.text()
    close(editor)


# ------------------------------------------------------------------------------------------------ saving


def test_saving_is_one_entry_of_the_journal_that_names_the_change(workspace: Workspace, edit: OpenEditor) -> None:
    before = entries(workspace)
    _, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Plan")
    hand.type("notes.text", "Two things at once")
    hand.press(hand.find("notes.text", QWidget), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert entries(workspace) == before + 1
    assert workspace.ledger is not None
    assert workspace.ledger.undo_label == "Change title and notes of USMX-17"


def test_saving_without_a_change_writes_nothing(workspace: Workspace, edit: OpenEditor) -> None:
    before = entries(workspace)
    editor, hand = edit("obligation", "usmx-17")
    hand.click("editor.save")
    assert not editor.isVisible()
    assert entries(workspace) == before


def test_a_new_obligation_gets_the_next_reference_and_is_selected(workspace: Workspace, edit: OpenEditor) -> None:
    assert next_ref(workspace.docket) == "USMX-24"
    _, hand = edit("obligation", "")
    assert hand.find("ref.text", QLineEdit).text() == "USMX-24"
    hand.type("title.text", "Deliver the certificate")
    hand.type("deadline.notation", "15 Jan 1997")
    hand.pick("obligor.pick", "usmx, inc")
    hand.click("editor.save")
    made = workspace.docket.by_ref["usmx-24"]
    assert isinstance(made, Obligation)
    assert isinstance(made.deadline, On)
    assert made.obligor == "usmx-inc"
    assert workspace.current == made.id
    assert workspace.ledger is not None
    assert workspace.ledger.undo_label == "Enter USMX-24, Deliver the certificate"


def test_a_new_relief_party_person_instrument_and_event(workspace: Workspace, edit: OpenEditor) -> None:
    for kind, field in (("party", "name"), ("person", "name"), ("instrument", "title"), ("event", "title")):
        before = set(workspace.docket.kind(kind))
        _, hand = edit(kind, "")
        hand.type(f"{field}.text", "A new one")
        hand.click("editor.save")
        fresh = set(workspace.docket.kind(kind)) - before
        assert [getattr(workspace.docket.get(kind, one), field) for one in fresh] == ["A new one"]
    _, hand = edit("relief", "")
    hand.type("title.text", "Second waiver")
    hand.pick("covers.add", "1")
    hand.click("editor.save")
    assert workspace.docket.node(workspace.current).ref == "USMX-24"


def test_a_new_covenant_continues_and_a_new_consequence_has_no_deadline(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "")
    hand.choose("kind.choice", "covenant")
    assert editor.form.rows["deadline"].field.value() == While()
    close(editor)
    editor, hand = edit("obligation", "")
    hand.choose("kind.choice", "consequence")
    assert editor.form.rows["deadline"].field.value() is None
    close(editor)


def test_without_a_day_the_review_day_is_asked_for_beside_it(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("deadline.notation", "no date stated")
    hand.click("editor.save")
    assert editor.form.rows["review_by"].message == "What has no day needs a day on which it is looked at again."
    hand.type("review_by.day", "2 Jan 1997")
    hand.click("editor.save")
    assert isinstance(workspace.docket.obligations["usmx-17"].deadline, Open)


# ---------------------------------------------------------------------------------------------- problems

# record, what is typed, the row it stands beside, what it says
WRONG = [
    ("ref.text", "USMX-8", "ref", "USMX-8 is already the reference of “Offering with net proceeds of at least"),
    ("title.text", "", "title", "An obligation needs a title."),
    ("amount.figure", "12x", "amount", "“12x” is no sum of money."),
    ("target.day", "3 Dec 1996", "target", "The internal target lies after the legal due day."),
    ("override.day", "3 Dec 1996", "override", "Say why the computed day is set aside"),
    ("override.reason", "because", "override", "Write the day that is to stand instead, or clear the reason."),
    ("deadline.notation", "2 Dec 1996 by 25:00", "deadline", "“25” at character 15 is not understood."),
    ("deadline.notation", "10 days after USMX-8", "deadline", "Choose one of the answers: nothing is guessed."),
    ("deadline.notation", "60 days after closing", "deadline", "The docket has no event “closing”. Create it"),
    ("obligor.pick", "nobody of that name", "obligor", "“nobody of that name” is not chosen from the list."),
    ("tags.text", "a, A", "tags", "The same tag stands twice. Remove one."),
]


@pytest.mark.parametrize(("name", "typed", "field", "said"), WRONG)
def test_what_is_wrong_stands_beside_its_field_in_ink(
    workspace: Workspace, edit: OpenEditor, theme: Theme, name: str, typed: str, field: str, said: str
) -> None:
    before = workspace.docket
    editor, hand = edit("obligation", "usmx-17")
    hand.type(name, typed)
    hand.click("editor.save")
    row = editor.form.rows[field]
    assert row.message.startswith(said)
    assert editor.form.wrong() == [row]
    assert any(each.property("invalid") for each in row.field.inputs())
    assert row.problem.palette().windowText().color() == theme.text.first
    assert editor.focusWidget() in row.field.inputs()
    assert editor.state.text() == "1 thing to mend."
    assert workspace.docket is before
    close(editor)


def test_a_problem_is_told_when_the_field_is_left_and_goes_when_it_is_mended(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "")
    assert editor.form.rows["title"].message == ""
    hand.press(hand.find("title.text", QLineEdit), Qt.Key.Key_Tab)
    assert editor.form.rows["title"].message == "An obligation needs a title."
    hand.type("title.text", "Plan")
    hand.press(hand.find("title.text", QLineEdit), Qt.Key.Key_Tab)
    assert editor.form.rows["title"].message == ""
    close(editor)


def test_a_circle_is_refused_by_its_path_beside_the_link(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-08")
    hand.click("needs.add")
    hand.pick("needs.1.one_of.add", "20")
    hand.click("editor.save")
    assert editor.form.rows["needs"].message.startswith("This link would close a circle: 8 → 20 → 8.")
    assert workspace.docket.obligations["usmx-08"].needs == ()
    close(editor)


def test_a_record_that_others_hang_on_is_not_deleted_and_says_which(workspace: Workspace, edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-08")
    hand.click("editor.delete")
    assert editor.isVisible()
    assert "USMX-5 and USMX-6 hang on it as a condition" in editor.state.text()
    assert "usmx-08" in workspace.docket.obligations
    editor.reject()

    editor, hand = edit("obligation", "usmx-19")
    hand.click("editor.delete")
    assert not editor.isVisible()
    assert "usmx-19" not in workspace.docket.obligations
    workspace.undo()
    assert "usmx-19" in workspace.docket.obligations


def test_what_is_accepted_with_a_note_says_so(edit: OpenEditor, qtbot: object) -> None:
    editor, hand = edit("obligation", "usmx-17")
    edit_line = hand.find("obligor.pick", QLineEdit)
    hand.write(edit_line, "")
    editor.check()
    assert editor.state.text() == "USMX-17 does not say who owes it, so it counts as ours."
    close(editor)


# --------------------------------------------------------------------------------------------------- tab


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _place(widget: QWidget, editor: RecordEditor) -> tuple[int, int]:
    corner = widget.mapTo(editor.form, QPoint(0, 0))
    return corner.y() + widget.height() // 2, corner.x()


@pytest.mark.parametrize(
    ("kind", "record_id"),
    [("obligation", "usmx-08"), ("obligation", "usmx-09"), ("obligation", "usmx-18"), ("relief", "usmx-05"),
     ("instrument", "form-8k"), ("person", "role-legal")],
)  # fmt: skip
def test_tab_goes_through_every_input_in_reading_order(edit: OpenEditor, kind: str, record_id: str) -> None:
    editor, _ = edit(kind, record_id)
    stops = [each for each in editor.form.inputs() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    wanted = [each for each in stops if each.isVisibleTo(editor) and each.isEnabled()]
    reached = [focused()]
    assert reached[0] is wanted[0]
    for _ in wanted[1:]:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(focused())
    assert [each.objectName() for each in reached] == [each.objectName() for each in wanted]
    for one, other in pairwise(wanted):
        (y, x), (next_y, next_x) = _place(one, editor), _place(other, editor)
        next_column = isinstance(one, QCheckBox) and isinstance(other, QCheckBox) and next_x > x
        assert next_y > y + 4 or (abs(next_y - y) <= 4 and next_x > x) or next_column, (y, x, next_y, next_x)
    editor.reject()


def test_a_part_that_is_added_takes_its_place_in_the_order(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("paid_from.add")
    to = hand.last("paid_from.#.to", QLineEdit)
    assert QApplication.focusWidget() is to
    for name in ("paid_from.1.words", "", "paid_from.add"):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert not name or focused().objectName() == name
    close(editor)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (680, 500)])
def test_nothing_is_wider_than_the_editor(
    workspace: Workspace, edit: OpenEditor, window: QWidget, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for kind in ("obligation", "relief", "instrument", "event", "party", "person"):
        for record_id in list(workspace.docket.kind(kind)):
            editor, _ = edit(kind, record_id)
            wanted, room = editor.form.minimumSizeHint().width(), editor.scroll_area.viewport().width()
            assert wanted <= room, (record_id, wanted, room)
            assert editor.height() <= size[1]
            editor.reject()


def test_the_forms_of_a_deadline_are_no_wider_than_the_editor(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.choose("deadline.form", "counted from something")
    hand.click("deadline.after.steps.add")
    rarer = ("hours", "cut-off of the day", "next such day of the year", "days, some not counted")
    for op in ("move if closed", "months", "business days", "n-th business day of the month", *rarer):
        hand.choose("deadline.after.steps.#.op", op)
        QApplication.sendPostedEvents()
        assert editor.form.minimumSizeHint().width() <= editor.scroll_area.viewport().width(), op
    for form in ("recurring", "continuing", "no day stated", "the earliest of several"):
        hand.choose("deadline.form", form)
        QApplication.sendPostedEvents()
        assert editor.form.minimumSizeHint().width() <= editor.scroll_area.viewport().width(), form
    close(editor)


def test_every_input_says_its_name_to_the_screen_reader(edit: OpenEditor) -> None:
    for kind, record_id in (("obligation", "usmx-09"), ("relief", "usmx-05"), ("instrument", "form-8k")):
        editor, _ = edit(kind, record_id)
        unnamed = [each.objectName() for each in editor.form.inputs() if not each.accessibleName()]
        assert unnamed == []
        editor.reject()


# ------------------------------------------------------------------------------------------------ picker


def test_a_picker_finds_by_number_and_by_words_of_the_title(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("paid_from.add")
    line = hand.last("paid_from.#.to", QLineEdit)
    assert isinstance(line, PickEdit)
    QTest.keyClicks(line, "1")
    assert [one.ref for one in line.offered][:3] == ["1", "10", "11"]
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, "price conversion")
    assert [one.ref for one in line.offered] == ["9"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.is_open
    assert editor.isVisible()
    QTest.keyClicks(line, " ")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.record_id() == "usmx-09"
    assert "usmx-17" not in [one.id for one in line._source.all()]
    close(editor)


def test_up_and_down_go_through_what_is_offered(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    line = hand.find("owner.pick", QLineEdit)
    assert isinstance(line, PickEdit)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    names = [one.title for one in line.offered]
    assert names == ["Exploration", "Finance", "Legal"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.record_id() == "role-finance"
    close(editor)


def test_only_what_the_kind_has_is_asked_for(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    assert editor.form.rows["threshold"].isHidden()
    assert editor.form.rows["causes"].isHidden()
    assert not editor.form.rows["approval"].isHidden()
    hand.choose("kind.choice", "test")
    assert not editor.form.rows["threshold"].isHidden()
    # What the record holds stays in sight though its kind has none of it.
    assert not editor.form.rows["approval"].isHidden()
    close(editor)


def test_what_the_deadline_comes_to_is_said_below_it(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    field = editor.form.rows["deadline"].field
    assert isinstance(field, DeadlineField)
    assert field.why.words.text == "Due Mon 2 Dec 1996, in 12 days; act by Mon 25 Nov 1996."
    hand.type("deadline.notation", "9 Dec 1996")
    hand.type("notes.text", "x")
    assert field.why.words.text.startswith("Due Mon 9 Dec 1996, in 19 days")
    close(editor)
