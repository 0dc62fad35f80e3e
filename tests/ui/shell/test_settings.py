"""What is remembered comes back as what it was, and a damaged file is only forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from ui.shell.settings import RECENT_LIMIT, Settings


@pytest.mark.parametrize("value", ["words, with a comma", 7, 0.5, True, ["one", "two"], {"standing": ["open"]}])
def test_a_value_comes_back_as_what_it_was(value: object) -> None:
    Settings().put("key", value)  # type: ignore[type-var]
    found = Settings().get("key", type(value)())  # type: ignore[type-var]
    assert found == value
    assert type(found) is type(value)


def test_bytes_come_back() -> None:
    Settings().put_bytes("geometry", QByteArray(b"\x00\x01\xff"))
    assert Settings().get_bytes("geometry") == QByteArray(b"\x00\x01\xff")


def test_a_value_of_another_type_is_forgotten() -> None:
    Settings().put("view", "docket")
    assert Settings().get("view", 3) == 3


def test_dockets_are_kept_apart_and_not_named(tmp_path: Path) -> None:
    settings = Settings()
    one, other = (settings.for_docket(tmp_path / name) for name in ("Halden v Dunmere.duly", "other.duly"))
    one.put("sort", "due")
    other.put("sort", "owner")
    assert (one.get("sort", ""), other.get("sort", "")) == ("due", "owner")
    settings.sync()
    assert "Halden" not in Path(settings.file).read_text(encoding="utf-8")


def test_recent_dockets_stand_newest_first_once_and_only_while_they_are_there(tmp_path: Path) -> None:
    settings = Settings()
    paths = [tmp_path / f"{number}.duly" for number in range(RECENT_LIMIT + 2)]
    for path in paths:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(paths[4])
    paths[5].unlink()
    recent = settings.recent()
    assert recent[0] == paths[4]
    assert len(recent) == len(set(recent)) == RECENT_LIMIT - 1
    assert paths[5] not in recent
