"""The week's e-mail drafts, written to a folder of the user's choice. Nothing is sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from model.days.wording import say_count
from model.writing import write_whole
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.remind.review import Ring


def write_drafts(workspace: Workspace, due: tuple[Ring, ...], now: datetime, folder: Path) -> int:
    """Write a draft for everybody who has something to be told today; how many were written.

    A draft of the same day and person takes the place of the one written before. Raises
    :class:`model.errors.StoreError` where the folder takes none.
    """
    from model.assess.engine import assess
    from model.remind.mail import drafts

    ledger = workspace.ledger
    if ledger is None:
        return 0
    docket, today = workspace.docket, workspace.today
    assessment = workspace.assessment if workspace.is_today else assess(docket, today)
    made = drafts(docket, assessment, due, now=now, identity=ledger.identity)
    for draft in made:
        write_whole(folder / draft.file_name, draft.content)
    return len(made)


def drafts_words(written: int) -> str:
    """What was written."""
    if not written:
        return "Nobody has anything to be told this week: no draft was written."
    verb = "was" if written == 1 else "were"
    return f"{say_count(written, 'draft')} {verb} written. Nothing was sent."
