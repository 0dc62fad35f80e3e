"""The checklist as a PDF: set and written away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from model.errors import StoreError
from model.writing import write_whole
from ui.conditions.words import Target
from ui.shell.jobs import Job
from ui.workspace import Workspace


def pdf_work(space: Workspace, target: Target, path: Path) -> Callable[[Job], str]:
    """The work that sets the checklist of ``target`` as it stands now, writes it to ``path`` and says how it went."""
    docket, assessment, generated = space.docket, space.assessment, space.clock().astimezone()
    head = space.ledger.head.words if space.ledger else ""

    def work(_job: Job) -> str:
        from model.report.conditions import conditions_report
        from model.report.setting import to_pdf

        pdf = to_pdf(conditions_report(docket, assessment, target, head=head, generated=generated))
        try:
            write_whole(path, pdf)
        except StoreError as error:
            return str(error)
        return f"Saved as {path}."

    return work
