"""What a change moves, as the rows of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.assess.standing import Standing, mark_of
from model.docket import Docket
from model.outlook.changes.moves import Move
from ui.changes.model import ChangesModel
from ui.moves.words import level_words, spoken


class MovesModel(ChangesModel):
    """The moves of one change, each level under its head where there are several."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: tuple[Move, ...] = ()
        self.rows: Sequence[Move | str] = ()
        self._docket = Docket()

    def show_moves(self, moves: tuple[Move, ...], docket: Docket, origin: str) -> None:
        """Show what moves in ``docket``, which is the one after the change; ``origin`` is what was changed."""
        self.beginResetModel()
        self.moves, self._docket = moves, docket
        self.rows = tuple(self._rows(origin))
        self.endResetModel()

    def _rows(self, origin: str) -> Iterator[Move | str]:
        several = len({move.level for move in self.moves}) > 1
        level: int | None = None
        for move in self.moves:
            if several and move.level != level:
                yield level_words(move.level, origin)
            level = move.level
            yield move

    def mark(self, move: Move, standing: Standing | None) -> str:
        """The key of a standing's shape, empty where there is none."""
        node = self._docket.obligations.get(move.id) or self._docket.reliefs.get(move.id)
        return mark_of(node, standing) if node is not None and standing is not None else ""

    def spoken(self, row: Move) -> str:
        return spoken(row)
