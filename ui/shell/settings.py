"""What Duly remembers of the screen: geometry, columns, sorting, grouping, filters, the view, the theme.

Nothing of a docket's content is kept here. What belongs to one docket is kept under a hash of its path, so that
the settings file names no matter and no client.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T", str, int, float, bool, list[str], dict[str, int], dict[str, list[str]])

RECENT_LIMIT = 8


class Settings:
    """A branch of the settings file. Values are JSON, so that they come back as what they were."""

    def __init__(self, store: QSettings | None = None, branch: str = "") -> None:
        self._store = store or QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Duly", "Duly")
        self._branch = branch

    def get(self, key: str, default: T) -> T:
        """The value kept under ``key``, or ``default`` where there is none of its type."""
        text = self._store.value(self._branch + key)
        if not isinstance(text, str):
            return default
        try:
            value = json.loads(text)
        except ValueError:
            return default
        return value if isinstance(value, type(default)) else default

    def put(self, key: str, value: T) -> None:
        """Keep ``value`` under ``key``."""
        self._store.setValue(self._branch + key, json.dumps(value, sort_keys=True))

    def get_bytes(self, key: str) -> QByteArray:
        """Bytes that Qt handed out (geometry, state); empty where there are none."""
        return QByteArray.fromBase64(QByteArray(self.get(key, "").encode("ascii", "ignore")))

    def put_bytes(self, key: str, value: QByteArray) -> None:
        """Keep bytes that Qt handed out."""
        self.put(key, bytes(value.toBase64().data()).decode("ascii"))

    def for_docket(self, path: Path | None) -> Settings:
        """The branch of one docket, known by a hash of its real path."""
        name = hashlib.sha256(str(path.resolve() if path else "").encode()).hexdigest()[:16]
        return Settings(self._store, f"docket-{name}/")

    @property
    def file(self) -> str:
        """Where it is kept."""
        return self._store.fileName()

    def sync(self) -> None:
        """Write what is kept to disk now."""
        self._store.sync()

    def recent(self) -> list[Path]:
        """The dockets opened last that are still there, newest first."""
        return [path for path in map(Path, self.get("recent", [])) if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put ``path`` at the head of the dockets opened last."""
        real = str(path.resolve())
        others = [other for other in self.get("recent", []) if other != real]
        self.put("recent", [real, *others][:RECENT_LIMIT])
