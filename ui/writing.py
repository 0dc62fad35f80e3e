"""Files that the user asked for: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from model.errors import StoreError


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target`` beside what stands there, then put it in its place.

    Raises :class:`model.errors.StoreError` where that fails; what stood there is kept.
    """
    file = QSaveFile(str(target))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not (written and file.commit()):
        raise StoreError(f"“{target.name}” could not be written to “{target.parent}”: {file.errorString()}.")
