"""How the rulebook is made: its TOML files are checked as a whole and written as one JSON file that Duly reads.

After a change of `resources/rules/*.toml`, `python -m model.days.rules` writes `rulebook.json` anew; a test holds the
one against the others.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from model.days.calendar import known_calendars
from model.days.operation import Roll, check_steps
from model.days.rulebook import Case, Family, Rule, RuleReading, SetOff, Version
from model.errors import DayError

LONGEST_QUOTE: Final = 200
FEWEST_CASES: Final = 2
OFFICIAL_HOSTS: Final = (
    "congress.gov",
    "courts.ca.gov",
    "delcode.delaware.gov",
    "dol.gov",
    "ecfr.gov",
    "eeoc.gov",
    "eur-lex.europa.eu",
    "fca-caf.gc.ca",
    "federalregister.gov",
    "fpml.org",
    "gov.uk",
    "govinfo.gov",
    "handbook.fca.org.uk",
    "irs.gov",
    "laws-lois.justice.gc.ca",
    "laws.justice.gc.ca",
    "leginfo.legislature.ca.gov",
    "nysenate.gov",
    "ontario.ca",
    "sec.gov",
    "supremecourt.gov",
    "thetakeoverpanel.org.uk",
    "uscode.house.gov",
    "uscourts.gov",
    "uspto.gov",
    "wipo.int",
)
"""Where those who make a rule, or print it for them, publish it: a text read elsewhere was read in a copy."""
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_families() -> dict[str, Family]:
    """Each family by the name of its file, in the order in which the rulebook lists them."""
    folder = files("resources").joinpath("rules")
    texts = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(".toml")}
    read = {name: read_family(name, text) for name, text in texts.items()}
    return dict(sorted(read.items(), key=lambda pair: (pair[1].place, pair[0])))


def read_family(name: str, text: bytes) -> Family:
    """The rules of one TOML file; DayError naming the file where it is none.

    >>> read_family("empty.toml", b"rules = []")
    Traceback (most recent call last):
    model.errors.DayError: resources/rules/empty.toml: Object missing required field `title`
    """
    try:
        # A case's trigger may be a day or a minute: as text it is one type.
        plain = msgspec.to_builtins(tomllib.loads(text.decode()))
        return msgspec.convert(plain, type=Family)
    except (ValueError, msgspec.ValidationError) as wrong:
        raise DayError(f"resources/rules/{name}: {wrong}") from wrong


def compiled(families: tuple[Family, ...]) -> bytes:
    """The rulebook as JSON, one field to a line, so that a change of law reads as a change of lines.

    Raises DayError with every fault of the book, one a line.
    """
    if faults := tuple(faults_of(families)):
        raise DayError("\n".join(faults))
    return msgspec.json.format(msgspec.json.encode(families), indent=1) + b"\n"


def faults_of(families: tuple[Family, ...]) -> Iterator[str]:
    """What is wrong with the book: one line a fault, each naming its rule."""
    rules = [rule for family in families for rule in family.rules]
    repeated = [id for id, count in Counter(rule.id for rule in rules).items() if count > 1]
    yield from (f"{id}: the id is used more than once" for id in repeated)
    known = frozenset(rule.id for rule in rules)
    for rule in rules:
        yield from (f"{rule.id}: {fault}" for fault in _faults_of_rule(rule))
        if rule.set_off:
            yield from (f"{rule.id}: {fault}" for fault in _faults_of_set_off(rule.set_off, known))


def _faults_of_rule(rule: Rule) -> Iterator[str]:
    if not _ID.fullmatch(rule.id):
        yield "the id is not in kebab case"
    for field in ("title", "counts_from", "applies", "authority", "jurisdiction"):
        if not getattr(rule, field).strip():
            yield f"{field} is empty"
    if not rule.versions:
        yield "has no version"
    yield from _faults_of_order(rule.versions)
    for version in rule.versions:
        yield from _faults_of_version(version)
    if rule.governs and not _is_one_roll(rule.versions[-1:]):
        yield "moves the days of contracts, so its steps are one roll"
    if len(rule.cases) < FEWEST_CASES:
        yield f"has fewer than {FEWEST_CASES} cases"
    for case in rule.cases:
        yield from _faults_of_case(case, rule)


def _is_one_roll(versions: tuple[Version, ...]) -> bool:
    steps = [step for version in versions for reading in version.readings for step in reading.steps]
    return len(steps) == 1 and isinstance(steps[0], Roll)


def _faults_of_set_off(set_off: SetOff, known: frozenset[str]) -> Iterator[str]:
    yield from (f"is set off by an unknown rule {id}" for id in set_off.reports if id not in known)
    if bool(set_off.reports) != (set_off.by == "missed report"):
        yield "a missed report names its rules, and a default names none"
    for field in ("title", "says"):
        if not getattr(set_off, field).strip():
            yield f"set_off.{field} is empty"


def _faults_of_order(versions: tuple[Version, ...]) -> Iterator[str]:
    for version in versions:
        if version.since and version.until and version.until < version.since:
            yield f"the version since {version.since.isoformat()} ends before it begins"
    for earlier, later in pairwise(versions):
        if earlier.until is None or later.since is None or later.since <= earlier.until:
            yield f"the version since {later.since} overlaps the one before it"


def _faults_of_version(version: Version) -> Iterator[str]:
    if not version.citation.strip():
        yield "a version has no citation"
    if len(version.quote) > LONGEST_QUOTE:
        yield f"a quote is {len(version.quote)} characters long"
    if version.read != "unread" and not (version.quote and version.quote_from):
        yield "a version that was read lacks its quote or where it was read"
    if version.read == "official" and not any(host in version.quote_from for host in OFFICIAL_HOSTS):
        yield f"“{version.quote_from}” names no official place"
    if not version.readings:
        yield "a version has no reading"
    if len(version.readings) > 1 and not all(reading.says for reading in version.readings):
        yield "one of several readings does not say whose it is"
    for reading in version.readings:
        yield from _faults_of_reading(reading)


def _faults_of_reading(reading: RuleReading) -> Iterator[str]:
    yield from (f"unknown calendar {name}" for name in reading.calendars if name not in known_calendars())
    if not reading.calendars:
        yield "a reading names no calendar"
    try:
        check_steps(reading.steps)
        if reading.opens:
            check_steps(reading.opens)
    except DayError as wrong:
        yield str(wrong)


def _faults_of_case(case: Case, rule: Rule) -> Iterator[str]:
    where = f"the case of {case.trigger}"
    if not case.source.strip():
        yield f"{where} has no source"
    if case.forward_only_calendar and case.forward_only_calendar not in known_calendars():
        yield f"{where} names an unknown calendar {case.forward_only_calendar}"
    try:
        day, _ = date.fromisoformat(case.trigger[:10]), case.answer
        version = rule.version_on(day)
    except (ValueError, DayError) as wrong:
        yield f"{where}: {wrong}"
        return
    if not 0 <= case.reading < len(version.readings):
        yield f"{where} names a reading that is not there"
    elif bool(case.opens) != bool(version.readings[case.reading].opens):
        yield f"{where} says when a window opens and its reading has none, or the other way round"


def _write() -> None:
    book = Path(__file__).parents[2] / "resources" / "rules" / "rulebook.json"
    book.write_bytes(compiled(tuple(read_families().values())))


if __name__ == "__main__":
    _write()
