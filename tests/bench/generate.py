"""Realistic dockets of any size, the same for the same size and seed.

A docket is made of matters: loan agreements, leases, supply contracts, duties of a listed company, orders of court,
each with its parties, text, clauses, reliefs and what has happened under it. From some hundred obligations on it
holds every kind of record, link, deadline form and fact. Its own clock stands at ``TODAY``.

>>> len(docket(40).obligations)
40
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from model.docket import Docket
from model.record.base import Record
from model.record.caption import Caption
from model.record.day import Day
from model.record.event import Event
from model.record.party import Party
from model.record.person import Person
from tests.bench.happenings import Happenings
from tests.bench.leasing import LEASE
from tests.bench.lending import LOAN
from tests.bench.matter import TODAY, Matter, Template
from tests.bench.regulated import ORDER, SECURITIES
from tests.bench.supplying import SUPPLY
from tests.builders import docket_of

SEED = 1996
PREFIX = "HAL-"
ROUND: tuple[Template, ...] = (LOAN, SUPPLY, LEASE, SECURITIES, LOAN, SUPPLY, LEASE, LOAN, SUPPLY, ORDER)
"""The order in which kinds of instruments follow one another."""

ROLES = ("Legal", "Finance", "Treasury", "Operations", "Procurement", "Property", "Compliance")
OURS = ("Halden Industries, Inc.", "Halden Finance Corp.", "Halden Property Ltd", "Halden Metals LLC")
_FIRST = ("Ash", "Bell", "Cald", "Dun", "Elm", "Fair", "Glen", "Hart", "Ing", "Kirk", "Lang", "Marl", "Nor", "Ock")
_LAST = ("bury", "combe", "dale", "field", "grove", "ham", "ley", "mere", "more", "stone", "ton", "wick", "worth")


class Generated(NamedTuple):
    """A docket and its documents' bytes, by SHA-256."""

    docket: Docket
    files: Mapping[str, bytes]


def docket(size: int, seed: int = SEED) -> Docket:
    """A docket of exactly ``size`` obligations, with about 1.3 links to each and the facts up to ``TODAY``."""
    return generate(size, seed).docket


def write(path: Path, size: int, seed: int = SEED) -> Path:
    """Write the docket of that size to ``path``, as an import would, and return the path.

    Raises :class:`model.errors.StoreError` where something stands there already.
    """
    from model.ledger.ledger import Ledger

    made = generate(size, seed)
    records = tuple(record for _, record in made.docket.records())
    caption = made.docket.caption
    Ledger.create(
        path, caption, clock=noon, who="Benchmark", records=records, files=made.files, label=f"Import {caption.title}"
    ).close()
    return path


def noon() -> datetime:
    """The moment at which generated dockets are written and looked at."""
    return datetime.combine(TODAY, time(12), UTC)


def generate(size: int, seed: int = SEED) -> Generated:
    """The docket of that size with its documents' bytes."""
    chance = Random(f"{seed}/{size}")
    roles = _roles()
    ours = [_party(number, name, ours=True) for number, name in enumerate(OURS)]
    shared = {"quarter end": _quarter_end()}
    caption = Caption(title="Halden Industries, Inc.", subtitle="all matters", clock=TODAY, ref_prefix=PREFIX)
    records: list[Record] = [caption, *ours, *roles.values(), *shared.values()]
    files: dict[str, bytes] = {}
    counterparties: dict[str, Party] = {}
    earlier: dict[str, str] = {}
    left, number = size, 0
    while left > 0:
        template = ROUND[number % len(ROUND)]
        they = _counterparty(chance, template, counterparties)
        matter = Matter(
            number=number,
            chance=chance,
            template=template,
            we=ours[number % len(ours)],
            they=they,
            roles={name: role.id for name, role in roles.items()},
            prefix=PREFIX,
            next_ref=1 + size - left,
            earlier=earlier,
            shared=shared,
        )
        matter.make(left)
        records += [*matter.records(), *Happenings(matter).facts()]
        files[sha256(matter.content).hexdigest()] = matter.content
        earlier = _across(matter)
        left -= len(matter.made)
        number += 1
    records += counterparties.values()
    return Generated(docket_of(records), files)


def _across(matter: Matter) -> dict[str, str]:
    """What the next matter may be crossed with: the acceleration of a loan, within a group of three rounds."""
    if "acceleration" in matter.made and matter.number % (3 * len(ROUND)):
        return {"acceleration": matter.made["acceleration"].id}
    return matter.earlier if matter.number % (3 * len(ROUND)) else {}


def _counterparty(chance: Random, template: Template, known: dict[str, Party]) -> Party:
    """Somebody new, or one we deal with already."""
    name = f"{chance.choice(_FIRST)}{chance.choice(_LAST)} {chance.choice(template.names)}"
    if name not in known:
        known[name] = _party(100 + len(known), name, ours=False)
    return known[name]


def _party(number: int, name: str, *, ours: bool) -> Party:
    short = " ".join(name.replace(",", "").split()[:2])
    address = f"notices@{short.split()[0].lower()}{number}.example"
    return Party(id=f"party-{number:05d}", name=name, short_name=short, ours=ours, email=address)


def _roles() -> dict[str, Person]:
    roles: dict[str, Person] = {}
    for number, name in enumerate(ROLES):
        roles[name] = Person(
            id=f"person-{number:05d}",
            name=name,
            role=True,
            email=f"{name.lower()}@halden.example",
            stand_in=roles["Legal"].id if roles else None,
            away_from=date(2025, 7, 7) if name == "Property" else None,
            away_until=date(2025, 7, 18) if name == "Property" else None,
        )
    return roles


def _quarter_end() -> Event:
    return Event(
        id="event-quarter-end",
        title="Quarter end",
        happened=Day(on=date(2025, 3, 31)),
        recurs="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    )
