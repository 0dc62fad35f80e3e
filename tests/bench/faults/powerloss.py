"""The power cut at any moment: what then lies on the disk is made from what was asked of it, and opened.

What was synced is there. Of what was asked since, each sector may be there or not, or hold noise where it was being
written; a file that was made may be missing from its folder, and one that was deleted may be back.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from model.ledger.sample import write_sample
from model.ledger.verify import verify
from tests.bench.faults.changing import CHANGES, lost, opened, states
from tests.bench.faults.disk import Asked, watched
from tests.bench.generate import noon

SECTOR: Final = 512
NAME: Final = "docket.duly"
ENDURING: Final = ("all", "none", "any", "torn")
"""What is kept of what was not synced: everything, nothing, any sectors, any with the last one torn."""

Dice = random.Random


class Loss(NamedTuple):
    """After how many calls the power went, what was kept of the rest, and what was wrong with the docket then."""

    moment: int
    kept: str
    fault: str


class _File:
    """One file on the disk: what lasts of it, and what was asked since it was last synced."""

    def __init__(self, content: bytes = b"", *, entered: bool = False) -> None:
        self.lasting = bytearray(content)
        self.pending: list[Asked] = []
        self.entered = entered
        """Whether the folder is sure to name it."""
        self.gone = False
        """Whether it was deleted, though the folder may name it still."""

    def sync(self) -> None:
        for one in self.pending:
            _apply(self.lasting, one)
        self.pending, self.entered = [], True

    def after(self, kept: str, dice: Dice) -> bytes | None:
        """Its content after the cut; None where it is not there."""
        missing = not self.entered and (kept == "none" or (kept != "all" and dice.random() < 0.5))
        if missing or (self.gone and kept != "none" and dice.random() < 0.5):
            return None
        content = bytearray(self.lasting)
        for one in self.pending if kept != "none" else ():
            if one.what == "truncate" and kept != "all" and dice.random() < 0.5:
                continue
            for part in _sectors(one) if kept != "all" else [one]:
                if kept == "all" or dice.random() < 0.5:
                    _apply(content, part)
        if kept == "torn" and self.pending and self.pending[-1].what == "write":
            part = dice.choice([*_sectors(self.pending[-1])])
            _apply(content, part._replace(data=dice.randbytes(len(part.data))))
        return bytes(content)


def _apply(content: bytearray, one: Asked) -> None:
    if one.what == "truncate":
        del content[one.offset :]
        return
    content.extend(bytes(max(0, one.offset - len(content))))
    content[one.offset : one.offset + len(one.data)] = one.data


def _sectors(one: Asked) -> Iterator[Asked]:
    """The call in parts, none of which goes beyond a sector."""
    if one.what == "truncate":
        yield one
        return
    start, end = one.offset, one.offset + len(one.data)
    while start < end:
        until = min(end, (start // SECTOR + 1) * SECTOR)
        yield one._replace(offset=start, data=one.data[start - one.offset : until - one.offset])
        start = until


def losses(folder: Path, count: int, seed: int) -> Iterator[Loss]:
    """``count`` states of the disk after a power cut, at moments spread evenly over all that was asked of it."""
    path = folder / NAME
    write_sample(path, clock=noon, who="Legal").close()
    before = path.read_bytes()
    (folder / "known").mkdir()
    known = states(Path(shutil.copyfile(path, folder / "known" / NAME)))
    asked = _recorded(path)
    for number in range(count):
        dice = Dice(f"{seed} {number}")
        moment = number * len(asked) // count + 1
        kept = ENDURING[number % len(ENDURING)]
        place = folder / f"after-{number}"
        place.mkdir()
        acknowledged = _cut(asked[:moment], before, place, kept, dice)
        fault = lost(place / NAME, known, acknowledged)
        if not fault and number % 10 == 0:
            fault = " ".join(verify(place / NAME))
        shutil.rmtree(place)
        yield Loss(moment, kept, fault)


def _recorded(path: Path) -> list[Asked]:
    """All that the changes ask of the disk, and ``saved`` wherever one is acknowledged."""
    asked: list[Asked] = []
    with watched(lambda one, _: asked.append(one)), opened(path) as ledger:
        for change in CHANGES:
            change(ledger)
            asked.append(Asked("saved", path.name))
    return asked


def _cut(asked: list[Asked], before: bytes, place: Path, kept: str, dice: Dice) -> int:
    """Put into ``place`` what a cut after all of ``asked`` left, and return how many changes were acknowledged."""
    files = {NAME: _File(before, entered=True)}
    acknowledged = 0
    for one in asked:
        if one.what == "saved":
            acknowledged += 1
        elif one.what == "delete":
            with suppress(KeyError):
                _delete(files, one)
        else:
            file = files.get(one.name)
            if file is None or file.gone:
                file = files[one.name] = _File()
            file.sync() if one.what == "sync" else file.pending.append(one)
    for name, file in files.items():
        content = file.after(kept, dice)
        if content is not None:
            (place / name).write_bytes(content)
    return acknowledged


def _delete(files: dict[str, _File], one: Asked) -> None:
    files[one.name].gone = True
    if one.lasting:
        del files[one.name]
