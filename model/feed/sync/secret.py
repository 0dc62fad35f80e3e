"""The password of a calendar account: in the system's own keyring, never in a docket and never in a log.

A machine may have no keyring, or one that is locked: the password is then asked for each time, and that is said.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Final

SERVICE: Final = "Duly calendar"
VARIABLE: Final = "DULY_CALDAV_PASSWORD"
"""What the command line takes the password from where there is no keyring."""
NO_KEYRING: Final = (
    "This machine has no keyring that Duly can use, so the password is not kept: it is asked for each time."
)


def find_password(url: str, user: str) -> str | None:
    """The password that the keyring holds; None where it holds none, or there is no keyring."""
    import keyring

    _silence()
    try:
        return keyring.get_password(SERVICE, _name(url, user))
    except Exception:  # noqa: BLE001 - each system's keyring fails with errors of its own
        return None


def keep_password(url: str, user: str, password: str) -> bool:
    """Put the password into the keyring. False where it could not be kept there."""
    import keyring

    _silence()
    try:
        keyring.set_password(SERVICE, _name(url, user), password)
        return keyring.get_password(SERVICE, _name(url, user)) == password
    except Exception:  # noqa: BLE001 - as above
        return False


def forget_password(url: str, user: str) -> None:
    """Take the password out of the keyring, where it is in it."""
    import keyring

    _silence()
    with suppress(Exception):  # as above; what is not there need not be taken out
        keyring.delete_password(SERVICE, _name(url, user))


def _name(url: str, user: str) -> str:
    return f"{user} at {url}"


def _silence() -> None:
    logging.getLogger("keyring").setLevel(logging.CRITICAL + 1)
