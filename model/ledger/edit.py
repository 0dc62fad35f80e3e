"""What a change is before it is written: an Edit, and the pure Command that makes one from a docket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self, runtime_checkable

from model.docket import Change, Docket


@dataclass(frozen=True)
class Edit:
    """A label that a lawyer understands, and each record before and after.

    ``notes`` say what was accepted though it looks odd, such as a performance before its instrument's day.
    """

    label: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()


class Preview(NamedTuple):
    """What a command would do: the edit, and the docket as it would be then. Nothing of it is written."""

    edit: Edit
    docket: Docket


class Command(Protocol):
    """A pure function from a docket to an edit.

    It reads nothing but the docket, so it can be run again on a newer one where another window was first. It
    raises a :class:`model.errors.DocketError` where the change is refused.
    """

    def __call__(self, docket: Docket, /) -> Edit:
        """Return what the command would change in ``docket``."""
        ...


@runtime_checkable
class BasedCommand(Protocol):
    """A command that replaces whole records, and so must know what its author had before them."""

    def based_on(self, docket: Docket) -> Self:
        """Return the command with ``docket`` as what its author saw, unless it knows already."""
        ...
