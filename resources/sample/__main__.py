"""Write the sample's JSON anew from its TOML: ``python -m resources.sample``."""

from __future__ import annotations

from pathlib import Path

from resources.sample import compiled

here = Path(__file__).parent
here.joinpath("usmx.json").write_bytes(compiled(here.joinpath("usmx.toml").read_text(encoding="utf-8")))
