"""The two families of errors: what the user can mend, and bugs.

A ``DocketError`` carries one sentence that says what happened and what to do, fit to be shown as it is.
Anything else that reaches the window or the command line is a bug, and is reported without privileged text.
"""

from __future__ import annotations


class DocketError(Exception):
    """Something the user can mend. ``str(error)`` is one clear sentence or two, ready to show."""


class DayError(DocketError):
    """A day, period, recurrence or calendar that cannot be read or answered without guessing."""


class InvalidRecord(DocketError):
    """A record that breaks a rule of the domain. ``field`` names the field, or is empty for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class CircleError(InvalidRecord):
    """A link that would close a circle. ``path`` holds the refs of the shortest circle, first repeated last."""

    def __init__(self, message: str, path: tuple[str, ...], field: str = "") -> None:
        super().__init__(message, field)
        self.path = path


class InUseError(DocketError):
    """A record that others hang on cannot be deleted. ``users`` names them."""

    def __init__(self, message: str, users: tuple[str, ...]) -> None:
        super().__init__(message)
        self.users = users


class StoreError(DocketError):
    """A docket file that cannot be opened, read or written."""


class ForeignFile(StoreError):
    """The file is not a Duly docket."""


class NewerFile(StoreError):
    """The file was written by a newer Duly."""


class DamagedFile(StoreError):
    """The file is a docket, but its content does not hold together."""


class ConflictError(DocketError):
    """Another window changed the same record first."""


class UnreadableInput(DocketError):
    """A file handed in (JSON, calendar, document) that cannot be read."""
