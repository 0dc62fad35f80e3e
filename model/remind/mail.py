"""E-mail drafts, one for each person: the week ahead, what is missed, what is to be checked or looked at again.

Each is a file (.eml, RFC 5322) that mail programs open as a draft of whoever is at the machine: it names no sender,
and nothing is sent. What it says of a confidential record is its day and one word.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from model.assess.standing import Assessment
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.outlook.discretion import BARE, discreet
from model.outlook.reminder_days import reminders_of
from model.outlook.today.agenda import agenda_of
from model.readable import on_one_line
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.person import Person
from model.remind.bases import Base, bases_of
from model.remind.recipients import NOBODY, recipients
from model.remind.review import Ring
from model.remind.wording import line, occasion

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

AHEAD: Final = timedelta(days=7)
_LONGEST_NAME: Final = 60
_UNOWNED: Final = "nobody"


class MailDraft(Struct, frozen=True):
    """One draft: for whom (a person's id; "" for what nobody owns), the name of its file, and its bytes.

    ``addressed`` is False where no e-mail address is known: the draft then has no addressee.
    """

    person: str
    file_name: str
    content: bytes
    addressed: bool


class _Section(Struct):
    """A heading, and lines under it."""

    heading: str
    lines: list[str]


def drafts(
    docket: Docket, assessment: Assessment, due: Iterable[Ring], *, now: datetime, identity: str
) -> tuple[MailDraft, ...]:
    """A draft for everybody who has something to be told on the day of the assessment.

    ``due`` are the reminders due at ``now``; ``identity`` tells the docket from others, so that a draft of the same
    day for the same person always has the same Message-ID. What nobody owns goes to the general counsel.
    """
    letters = _Letters(docket, assessment, tuple(due))
    found, taken = [], set[str]()
    for person_id in letters.people():
        sections = [section for section in letters.sections(person_id) if section.lines]
        if sections:
            person = docket.people.get(person_id)
            name = _file_name(person.name if person else _UNOWNED, assessment.day, taken)
            message = _message(docket, person, sections, now, _message_id(identity, person_id, assessment.day))
            found.append(MailDraft(person_id, name, message.as_bytes(), "To" in message))
    return tuple(found)


class _Letters:
    """What is to be told to whom."""

    def __init__(self, docket: Docket, assessment: Assessment, due: tuple[Ring, ...]) -> None:
        self._docket = discreet(docket)
        self._assessment = assessment
        self._today = assessment.day
        self._due = due
        self._counsel = docket.caption.remind.general_counsel or NOBODY
        self._unverified = frozenset(agenda_of(docket, assessment)["unverified"].ids)
        self._nodes: dict[str, list[Node]] = {}
        for node in self._docket.nodes():
            (to,) = recipients(docket, node, self._today)
            self._nodes.setdefault(to or self._counsel, []).append(node)

    def people(self) -> Iterator[str]:
        """Everybody who may have something to be told, in the order of the docket."""
        told = {one for ring in self._due for one in ring.to[1:]} | self._nodes.keys()
        yield from (person for person in (*self._docket.people, NOBODY) if person in told)

    def sections(self, person_id: str) -> Iterator[_Section]:
        """The sections of one person's draft; those without lines are to be left out."""
        nodes = self._nodes.get(person_id, [])
        bases = [(node, base) for node in nodes for base in self._bases(node)]
        yield _Section("Handed on to you", [self._line(ring) for ring in self._due if person_id in ring.to[1:]])
        yield _Section("Missed", self._told(bases, lambda base: base.before == "missed"))
        yield _Section(f"Until {say_day(self._today + AHEAD)}", self._told(bases, self._is_near))
        yield _Section("To be looked at again", self._told(bases, self._awaits_review))
        yield _Section("To be checked by a second person", list(self._to_check(nodes)))

    def _to_check(self, nodes: Iterable[Node]) -> Iterator[str]:
        """What nobody has verified. Of what is confidential how many: a line without day and name tells nothing."""
        unverified = [node for node in nodes if node.id in self._unverified]
        yield from (_name(node) for node in unverified if not node.confidential)
        if hidden := sum(node.confidential for node in unverified):
            yield say_count(hidden, "confidential record")

    def _bases(self, node: Node) -> Iterator[Base]:
        yield from bases_of(self._docket, self._assessment, node, reminders_of(self._docket, node))

    def _is_near(self, base: Base) -> bool:
        return base.before != "missed" and self._today <= base.day <= self._today + AHEAD

    def _awaits_review(self, base: Base) -> bool:
        return base.before == "review" and base.day < self._today

    def _told(self, bases: Iterable[tuple[Node, Base]], told: Callable[[Base], bool]) -> list[str]:
        some = sorted(((node, base) for node, base in bases if told(base)), key=lambda pair: pair[1].day)
        return [_dated(node, base) for node, base in some]

    def _line(self, ring: Ring) -> str:
        return line(self._docket, ring, self._today)


def _dated(node: Node, base: Base) -> str:
    """The day and the record; of a confidential one the day and one word."""
    missed = base.before == "missed" and isinstance(node, Obligation)
    day = say_day((base.due if missed else None) or base.day)
    return f"{day}: {BARE}" if node.confidential else f"{day}: {_name(node)} ({occasion(node, base.before)})"


def _name(node: Node) -> str:
    return BARE if node.confidential else f"{node.ref} {node.title}"


# ------------------------------------------------------------------------------------------ the file


def _message(
    docket: Docket, person: Person | None, sections: list[_Section], now: datetime, message_id: str
) -> EmailMessage:
    """The draft. Its subject tells nothing of the matter; it has no sender, whom the mail program knows."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    address = _address(person) if person and person.email else None
    if address is not None:
        message["To"] = address
    message["Subject"] = f"Deadlines on {say_day(now)}"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    message["X-Unsent"] = "1"  # Outlook opens it for writing
    message.set_content(_text(docket, person, sections), cte="quoted-printable")
    return message


def _address(person: Person) -> Address | None:
    """The addressee; None where the address is none that mail programs agree on, such as one beyond ASCII."""
    from email.errors import MessageError
    from email.headerregistry import Address

    if not person.email.isascii() or on_one_line(person.email) != person.email:
        return None
    try:
        return Address(" ".join(on_one_line(person.name).split()), addr_spec=person.email)
    except (MessageError, ValueError, IndexError):
        return None


def _text(docket: Docket, person: Person | None, sections: list[_Section]) -> str:
    head = [part for part in (docket.caption.legend, docket.caption.title) if part]
    whom = person.name if person else "whoever owns these: nobody does yet"
    parts = [head, [f"For {whom}"], *([one.heading, *(f"- {line}" for line in one.lines)] for one in sections)]
    return "\n\n".join("\n".join(map(on_one_line, lines)) for lines in parts) + "\n"


def _message_id(identity: str, person_id: str, day: date) -> str:
    digest = hashlib.sha256(f"{identity} {person_id} {day.isoformat()}".encode()).hexdigest()
    return f"<{digest[:32]}@duly.invalid>"


def _file_name(name: str, day: date, taken: set[str]) -> str:
    """A name that every system takes, which begins with the day; two people of one name get two files."""
    letters = unicodedata.normalize("NFC", name)
    plain = "".join(one if one.isalnum() or one in "-_" else " " for one in letters)
    stem = f"{day.isoformat()} {' '.join(plain.split())[:_LONGEST_NAME].strip() or 'person'}"
    number, found = 1, stem
    while found.casefold() in taken:
        number += 1
        found = f"{stem} {number}"
    taken.add(found.casefold())
    return f"{found}.eml"
