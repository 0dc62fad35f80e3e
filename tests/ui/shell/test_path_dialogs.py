"""Every dialog of files and folders opens where the docket lies."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

import main
import ui
from ui.documents.view import DocumentsView
from ui.feeds.form import FolderField
from ui.frame.theme import Theme
from ui.shell.path_dialogs import ask_where, folder_of
from ui.shell.window import Window
from ui.workspace import Workspace

ROOT = Path(ui.__file__).parent
GIVEN_ON = {"shell/files.py": 2, "feeds/form.py": 1}
"""Where the folder is given by the caller: Files hands on the path it proposes, a feed's form the docket's folder."""


def sources() -> Iterator[tuple[str, ast.AST]]:
    for path in (Path(main.__file__), *sorted(ROOT.rglob("*.py"))):
        yield (
            path.relative_to(ROOT).as_posix() if ROOT in path.parents else path.name,
            ast.parse(path.read_text("utf-8")),
        )


def test_the_system_s_dialogs_are_asked_for_in_one_place() -> None:
    named = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "QFileDialog")
        or (isinstance(node, ast.alias) and node.name == "QFileDialog")
    }
    assert named == {"shell/path_dialogs.py"}


def test_every_call_of_it_says_the_folder_of_the_docket() -> None:
    elsewhere: dict[str, int] = {}
    found = 0
    for name, tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("ask_which", "ask_where", "ask_folder"):
                continue
            found += 1
            if "folder" not in ast.unparse(node.args[2]) and "proposed" not in ast.unparse(node.args[2]):
                elsewhere[name] = elsewhere.get(name, 0) + 1
    assert found >= 12
    assert elsewhere == GIVEN_ON


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders in which dialogs opened; each is turned back from."""
    opened: list[str] = []

    def ask_file(_parent: object, _title: str, folder: str = "", *_: object, **__: object) -> tuple[str, str]:
        opened.append(folder)
        return "", ""

    def ask_directory(_parent: object, _title: str, folder: str = "", *_: object) -> str:
        opened.append(folder)
        return ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask_file)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask_file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask_directory)
    return opened


def test_the_dialog_for_a_document_opens_where_the_docket_lies(
    workspace: Workspace, theme: Theme, asked: list[str]
) -> None:
    view = DocumentsView(workspace, theme)
    view.add()
    assert workspace.path is not None
    assert asked == [str(workspace.path.parent)] == [str(folder_of(workspace))]
    view.deleteLater()


def test_the_folder_of_a_feed_is_looked_for_where_the_docket_lies_until_one_is_typed(
    theme: Theme, asked: list[str], tmp_path: Path
) -> None:
    field = FolderField(theme, "feed.folder", tmp_path)
    field.button.click()
    field.show_value(str(tmp_path / "shared"))
    field.button.click()
    assert asked == [str(tmp_path), str(tmp_path / "shared")]
    field.deleteLater()


@pytest.mark.parametrize("key", ["open_docket", "import_json", "import_calendar"])
def test_the_docket_menu_opens_files_where_the_docket_lies(window: Window, asked: list[str], key: str) -> None:
    window.actions_[key].trigger()
    assert asked == [str(folder_of(window.workspace))]


def test_drafts_of_reminders_go_where_the_docket_lies(window: Window, asked: list[str]) -> None:
    window.presenter.write_drafts()
    assert asked == [str(folder_of(window.workspace))]


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = [
        (str(tmp_path / "Report"), "PDF (*.pdf)"),
        (str(tmp_path / "a.svg"), "Picture (*.png)"),
        ("", ""),
        (str(tmp_path / "any"), "All files (*)"),
    ]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: answers.pop(0))
    found = [ask_where(window, "Save", tmp_path / "x", "PDF (*.pdf)") for _ in range(4)]
    assert found == [tmp_path / "Report.pdf", tmp_path / "a.svg", None, tmp_path / "any"]
