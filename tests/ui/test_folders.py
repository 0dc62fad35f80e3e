"""Every dialog of files opens where the docket lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

import ui
from ui.documents.view import DocumentsView
from ui.folders import folder_of
from ui.theme import Theme
from ui.workspace import Workspace


def test_the_dialog_for_a_document_opens_where_the_docket_lies(
    workspace: Workspace, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, folder: str = "", *_: object) -> tuple[str, str]:
        asked.append(folder)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    view = DocumentsView(workspace, theme)
    view.add()
    assert workspace.path is not None
    assert asked == [str(workspace.path.parent)] == [str(folder_of(workspace))]
    view.deleteLater()


def test_no_dialog_for_a_file_is_opened_without_a_place() -> None:
    for source in Path(ui.__file__).parent.rglob("*.py"):
        for line in source.read_text(encoding="utf-8").splitlines():
            if "QFileDialog.getOpenFileName(" in line or "QFileDialog.getSaveFileName(" in line:
                assert line.count(",") >= 3, f"{source.name}: {line.strip()}"
