"""Write duly.json anew from duly.toml: `python -m resources.themes`, after every change of the tokens."""

from __future__ import annotations

from pathlib import Path

from resources.themes import compiled

_folder = Path(__file__).parent
(_folder / "duly.json").write_bytes(compiled((_folder / "duly.toml").read_text(encoding="utf-8")))
