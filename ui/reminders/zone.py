"""The zone of this machine, as it is set now: a traveller's machine changes it while Duly runs."""

from __future__ import annotations

import time
from datetime import tzinfo

from PySide6.QtCore import QTimeZone


def machine_zone() -> tzinfo:
    """The machine's own zone by its IANA name, so that it knows its changes; else as its clock tells them.

    The clock of this process is set to it, too: it would keep the zone in which Duly was started.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if hasattr(time, "tzset"):
        time.tzset()
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from dateutil.tz import tzlocal

        return tzlocal()
