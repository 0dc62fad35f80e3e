"""What the window takes at 10,000 rows: one edit until it is shown, one key struck in the filter field."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QSettings,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from model.assess import assess
from model.docket import Docket
from model.ledger import store
from model.ledger.commands import Put
from tests.bench import pairs
from tests.bench.generate import noon
from tests.bench.pairs import Took, timed
from ui.filter.filter import Haystacks
from ui.shell.app import make_application, make_window
from ui.shell.settings import Settings
from ui.shell.window import Window

EDITS = 7
TYPED = "rent review"
"""Typed letter by letter; each letter is one round, and the field is then cleared."""
TIMES = 3
_IDLE = 2000

Index = QModelIndex | QPersistentModelIndex


def measure(folder: Path, big: Path) -> None:
    """Print both, in one window on a copy of the docket at ``big``."""
    application = make_application()
    with _window(application, folder, big) as window:
        _measure_edit(window, folder)
        _measure_filter(window)


@contextmanager
def _window(application: QApplication, folder: Path, big: Path) -> Iterator[Window]:
    own = folder / "edited.duly"
    shutil.copyfile(big, own)
    settings = Settings(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    settings.put("view", "docket")
    window = make_window(application, settings, clock=noon, who="Benchmark")
    window.begin(own)
    window.show()
    try:
        _until(lambda: window.docket_view.model.rowCount() > 0)
        _idle()
        yield window
    finally:
        window.close()


def _idle() -> None:
    """Let the window do what it does when nobody asks anything."""
    loop = QEventLoop()
    QTimer.singleShot(_IDLE, loop.quit)
    loop.exec()


def _until(there: Callable[[], bool]) -> None:
    """Turn the loop until ``there``."""
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if there() else None)
    look.start(10)
    loop.exec()
    look.stop()


class _Painted:
    """Sees to it that a widget is painted, with all that is waiting for it."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def after(self, work: Callable[[], object]) -> None:
        """Do ``work``, let what it has posted happen, and paint."""
        work()
        QApplication.sendPostedEvents()
        self._widget.repaint()


# --- One edit -------------------------------------------------------------------------------------------


def _measure_edit(window: Window, folder: Path) -> None:
    pairs.head("4  one edit committed and shown at 10,000 obligations, against one plain SQLite commit of the same")
    space, table = window.workspace, window.docket_view.table
    assert space.ledger is not None
    ledger = space.ledger
    ids = _shown(window)
    painted = _Painted(table.viewport())
    plain = _PlainStore(ledger.path, folder / "plain.duly", list(ids))
    number = iter(range(10_000))

    def command() -> Put:
        """A note on a row in sight, another one each time."""
        turn = next(number)
        before = space.docket.obligations[ids[turn % len(ids)]]
        return Put(msgspec.structs.replace(before, notes=f"Looked at again, {turn}."))

    def shown() -> Took:
        wanted = command()
        return timed(lambda: painted.after(lambda: space.do(wanted)))

    works = {
        "plain": plain.commit,
        "shown": shown,
        "assess": lambda: _assessed(space.docket, window),
        "table": lambda: _table(window, painted),
    }
    sides = pairs.alternate(EDITS, works)
    pairs.say_clock("from the command to the painted row", sides["shown"], sides["plain"])
    pairs.say("the same, its own work", sides["shown"], sides["plain"])
    pairs.say("of that: assessing the changed docket", sides["assess"], sides["plain"])
    pairs.say("of that: the table, shown anew and painted", sides["table"], sides["plain"])
    plain.close()


def _shown(window: Window) -> list[str]:
    """Obligations of the first rows."""
    view, obligations = window.docket_view, window.workspace.docket.obligations
    keys = (view.model.key(row) for row in range(min(view.model.rowCount(), 20)))
    return [key for key in keys if key in obligations]


def _assessed(docket: Docket, window: Window) -> Took:
    fresh, day = docket.changed(()), window.workspace.day
    return timed(lambda: assess(fresh, day))


def _table(window: Window, painted: _Painted) -> Took:
    space, model = window.workspace, window.docket_view.model
    return timed(lambda: painted.after(lambda: model.show(space.docket, space.assessment)))


class _PlainStore:
    """The same file without Duly: a body replaced and an entry added, in one transaction, under the same settings."""

    def __init__(self, source: Path, path: Path, ids: Sequence[str]) -> None:
        shutil.copyfile(source, path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        store.settle(self._connection, path)
        self._ids = ids
        self._turn = 0

    def commit(self) -> Took:
        """One commit."""
        self._turn += 1
        record_id = self._ids[self._turn % len(self._ids)]
        return timed(lambda: self._write(record_id, f"{self._turn}"))

    def _write(self, record_id: str, words: str) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        (body,) = run("SELECT body FROM record WHERE kind = 'obligation' AND id = ?", (record_id,)).fetchone()
        run("UPDATE record SET body = ? WHERE kind = 'obligation' AND id = ?", (body, record_id))
        run(
            "INSERT INTO journal(seq, at, who, label, prev, hash, changes)"
            " SELECT max(seq) + 1, ?, 'plain', ?, '', '', ? FROM journal",
            ("2025-06-16T12:00:00Z", words, body + body),
        )
        run("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


# --- One key in the filter field ------------------------------------------------------------------------


def _measure_filter(window: Window) -> None:
    pairs.head("5  one key in the filter field at 10,000 rows until painted, against a plain list comprehension")
    space = window.workspace
    sight, ready = window.docket_view.model.snapshot, Haystacks()
    ready.refresh(sight)
    keys = [ready.of(sight, node) for node in space.docket.nodes()]
    peer = _Peer(keys)
    peer.show()
    painted, peer_painted = _Painted(window.docket_view.table.viewport()), _Painted(peer.table.viewport())
    field = window.top.field
    text = iter(_typed())

    def typed(into: QLineEdit, wait: _Painted, words: str) -> Took:
        if not words:
            return timed(lambda: wait.after(into.clear))
        return timed(lambda: wait.after(lambda: QTest.keyClick(into, words[-1])))  # type: ignore[call-overload]

    took: dict[str, list[Took]] = {"plain": [], "ours": [], "peer": []}
    for words in text:
        plain = timed(partial(_plainly, keys, words.split()))
        ours, theirs = typed(field, painted, words), typed(peer.field, peer_painted, words)
        if words:
            for name, each in (("plain", plain), ("ours", ours), ("peer", theirs)):
                took[name].append(each)
    sides = {name: pairs.Side(tuple(some)) for name, some in took.items()}
    pairs.say("the real field and table", sides["ours"], sides["plain"])
    pairs.say("a QSortFilterProxyModel over the same keys", sides["peer"], sides["plain"])
    pairs.say("ours against that", sides["ours"], sides["peer"])
    peer.close()


def _plainly(keys: Sequence[str], terms: Sequence[str]) -> list[str]:
    """The keys in which every term is found."""
    return [key for key in keys if all(term in key for term in terms)]


def _typed() -> list[str]:
    """What stands in the field after each key; nothing where it is cleared."""
    once = [TYPED[: number + 1] for number in range(len(TYPED))]
    return [*once, ""] * TIMES


class _Keys(QAbstractTableModel):
    """One column of ready keys, as any table of Qt's would hold them."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = keys

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index | None = None) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._keys[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


class _Peer(QWidget):
    """A field, a proxy that filters and a table, with nothing else."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self.resize(1000, 700)
        self._source = _Keys(keys)
        self._proxy = QSortFilterProxyModel()
        self._proxy.setSourceModel(self._source)
        self.field, self.table = QLineEdit(), QTableView()
        self.table.setModel(self._proxy)
        self.field.textChanged.connect(self._proxy.setFilterFixedString)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.table)
