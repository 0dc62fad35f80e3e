"""What can go wrong with a calendar server, in words: what happened, what was kept, what to do.

None of them holds a password, an address with one, or a word of the docket.
"""

from __future__ import annotations

from typing import Final

from model.errors import DocketError

_KEPT: Final = "Nothing was lost: what is still to be sent is sent the next time."


class SyncError(DocketError):
    """Synchronising stopped. The next round goes on from where it stopped."""


class Offline(SyncError):
    """The server does not answer."""

    def __init__(self, host: str, why: str) -> None:
        super().__init__(f"{host} does not answer: {why}. {_KEPT}")


class NotTrusted(SyncError):
    """The server's certificate does not hold."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The certificate of {host} could not be verified, so no password was sent. Ask who runs the server."
        )


class WrongPassword(SyncError):
    """The server takes neither name nor password."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} does not accept this name and password. Enter them again; some servers want a password made for"
            f" the app. {_KEPT}"
        )


class Forbidden(SyncError):
    """The account may not do that."""

    def __init__(self, host: str, what: str) -> None:
        super().__init__(f"{host} does not allow this account {what}. Choose a calendar of your own. {_KEPT}")


class Gone(SyncError):
    """The calendar is not there any more."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The calendar is no longer on {host}: it was deleted or renamed there. Choose another, or make a new one;"
            " everything in it is made from the docket."
        )


class Full(SyncError):
    """The server has no room."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} has no room left for this account. Make room there. {_KEPT}")


class Broken(SyncError):
    """The server failed."""

    def __init__(self, host: str, status: int) -> None:
        super().__init__(f"{host} failed with error {status} of its own. {_KEPT}")


class Busy(SyncError):
    """The server wants to be left alone for a while."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} asks for a pause. {_KEPT}")


class Garbled(SyncError):
    """The answer is no answer of a calendar server."""

    def __init__(self, host: str, what: str = "an answer that is none of a calendar server") -> None:
        super().__init__(f"{host} gave {what}. Check the address. {_KEPT}")


class LedElsewhere(SyncError):
    """The server leads to another host."""

    def __init__(self, host: str, other: str) -> None:
        super().__init__(
            f"{host} leads to {other}. Your password was not sent there. If that is right, enter {other} as address."
        )


class NotPrivate(SyncError):
    """The connection would not be encrypted."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The connection to {host} would not be encrypted: everybody on the way could read the password and the"
            " calendar. Write https:// before the address, or allow it if you know the line."
        )


class NotAnAddress(SyncError):
    """What was typed is no address."""

    def __init__(self, message: str = "Enter the address of the server, such as calendar.example.com.") -> None:
        super().__init__(message)
