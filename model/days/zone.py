"""Time zones by their IANA names, from the machine or from the tzdata package."""

from __future__ import annotations

from model.errors import DayError


def check_zone(name: str) -> None:
    """Refuse, with DayError, whatever is not the name of an IANA time zone.

    >>> check_zone("America/New_York")
    >>> check_zone("New York")
    Traceback (most recent call last):
    model.errors.DayError: “New York” is no IANA time zone. Did you mean America/New_York?
    >>> check_zone("Eastern")
    Traceback (most recent call last):
    model.errors.DayError: “Eastern” is no IANA time zone. Did you mean Canada/Eastern or US/Eastern?
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise DayError(f"“{name}” is no IANA time zone. {_advice(name)}") from unknown


def _advice(name: str) -> str:
    """The zone whose last part is what was typed; where there is none, how a zone is written."""
    from zoneinfo import available_timezones

    wanted = name.strip().replace(" ", "_").lower()
    fits = sorted(zone for zone in available_timezones() if zone.rsplit("/")[-1].lower() == wanted)
    named = [zone for zone in fits if not zone.startswith(("posix/", "right/"))]
    return f"Did you mean {' or '.join(named)}?" if named else "Write one as America/New_York or Europe/London."
