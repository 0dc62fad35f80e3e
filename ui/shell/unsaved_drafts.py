"""Drafts in the window: kept beside a docket that is closed, and offered when it is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from model.days.wording import say_count
from model.errors import DocketError
from ui.widgets.question import Answer, Question, ask

if TYPE_CHECKING:
    from ui.shell.shell import Shell
    from ui.widgets.slot import WidgetSlot

_NAMED = 8


def may_leave(window: Shell) -> bool:
    """Whether the docket may be closed. Drafts are kept beside it first; a session that ends is not held up."""
    from ui.editor import discard_drafts, drafts_waiting, keep_drafts

    space = window.workspace
    names = drafts_waiting(space)
    if not names:
        return True
    kept = keep_drafts(space)
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication) and app.isSavingSession():
        return True
    answer = ask(window.theme, question(names, kept=kept), window.widget)
    if answer == "discard":
        discard_drafts(space)
    return bool(answer)


def question(names: tuple[str, ...], *, kept: bool) -> Question:
    """What is asked about drafts by these names; where they are not ``kept``, leaving loses them."""
    count = say_count(len(names), "draft")
    listed = "\n".join(names[:_NAMED]) + ("\nand more" if len(names) > _NAMED else "")
    discard = Answer("discard", "Discard and leave", destroys=True)
    if kept:
        alone = len(names) == 1
        waits, it, of_it, is_ = ("It waits", "it", "it", "is") if alone else ("They wait", "they", "them", "are")
        more = (
            f"{waits} beside the docket until that is opened again. Until {it} {is_} saved, nothing reminds of {of_it}."
        )
        title = f"{count} {is_} not on the docket yet."
        return Question("Drafts", title, f"{listed}\n\n{more}", (Answer("keep", "Keep and leave"), discard))
    more = "What is on the docket is saved; these were never put there, and cannot be kept beside it."
    return Question("Drafts", f"{count} would be lost.", f"{listed}\n\n{more}", (discard,))


def offer_waiting(window: Shell, slot: WidgetSlot) -> None:
    """Offer again, in ``slot``, what was typed in an earlier session and not saved."""
    from ui.editor import offer_drafts

    try:
        bar = offer_drafts(window.workspace, window.theme, window.widget)
    except DocketError as error:
        window.workspace.fail(error)
        return
    _clear(slot)
    slot.show_widget(bar)
    if bar is not None:
        bar.ended.connect(lambda: _clear(slot))


def _clear(slot: WidgetSlot) -> None:
    bar = slot.held
    slot.show_widget(None)
    if bar is not None:
        bar.deleteLater()
