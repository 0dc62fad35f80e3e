"""What each editor asks for: the fields of each kind of record, once, section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from model.days.calendar import known_calendars
from model.record.instrument import InstrumentKind
from model.record.obligation import CONTINUING, Binding, Kind, Severity
from model.record.relief import Reinstatement, ReliefKind, Signed
from ui.editor.anchor import StartField
from ui.editor.calendars import CALENDAR_WORDS, CalendarField, covered_words
from ui.editor.chosen import RecordsField
from ui.editor.day import DayField, NeededDayField, SourceDayField
from ui.editor.deadline import DeadlineField
from ui.editor.definitions import definitions
from ui.editor.field import Field
from ui.editor.fiscal import FiscalField
from ui.editor.kit import Kit
from ui.editor.links import LinkField, NeedField
from ui.editor.money import AmountField
from ui.editor.notice import NoticeField
from ui.editor.picker import PickField
from ui.editor.plain import (
    ChoiceField,
    IdentityField,
    LongField,
    NumberField,
    TagsField,
    TextField,
    TickField,
    TicksField,
    named_choices,
)
from ui.editor.recurrence import RuleField
from ui.editor.rows import PartsField
from ui.editor.sources import SourcesField
from ui.editor.steps import ROLLS
from ui.editor.terms import ApprovalField, CureField, OverrideField, ReminderField
from ui.editor.testing import TestField
from ui.editor.zone import ZoneField

Shown = Mapping[str, Any]
"""What the form shows now, by field, for those that decide whether others apply."""


def _always(_: Shown) -> bool:
    return True


class Slot(NamedTuple):
    """One field: its name in the record, its label, its input, a hint, and when it applies."""

    name: str
    label: str
    make: Callable[[Kit, str], Field]
    hint: str = ""
    applies: Callable[[Shown], bool] = _always


class Page(NamedTuple):
    """A section of an editor."""

    head: str
    slots: tuple[Slot, ...]


# ---------------------------------------------------------------------------------------------- makers


def text(placeholder: str = "", width: int = 0) -> Callable[[Kit, str], Field]:
    return lambda kit, name: TextField(kit.theme, name, placeholder, width)


def long(lines: int = 3, placeholder: str = "") -> Callable[[Kit, str], Field]:
    return lambda kit, name: LongField(kit.theme, name, lines, placeholder)


def choice(literal: Any) -> Callable[[Kit, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, named_choices(literal))


def worded(*choices: tuple[str, object]) -> Callable[[Kit, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, choices)


def tick(words: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: TickField(kit.theme, name, words)


def pick(placeholder: str, *kinds: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: PickField(kit.theme, name, kit.records(*kinds), placeholder)


def picks(placeholder: str, *kinds: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: RecordsField(kit.theme, name, kit.records(*kinds), placeholder)


def day(kit: Kit, name: str) -> Field:
    return DayField(kit.theme, name, kit.today)


def source_day(kit: Kit, name: str) -> Field:
    return SourceDayField(kit.theme, name, kit.today)


def tags(kit: Kit, name: str) -> Field:
    return TagsField(kit.theme, name, "equity, financial covenant")


def links(add: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: PartsField(
        kit.theme, name, lambda own: LinkField(kit.theme, own, kit.records("obligation")), "link", add
    )


def needs(kit: Kit, name: str) -> Field:
    source = kit.records("obligation")
    return PartsField(kit.theme, name, lambda own: NeedField(kit.theme, own, source), "condition", "Add a condition")


def reminders(kit: Kit, name: str) -> Field:
    return PartsField(kit.theme, name, lambda own: ReminderField(kit.theme, own), "reminder", "Add a reminder")


def sources(kit: Kit, name: str) -> Field:
    return SourcesField(kit.theme, name, kit.records("document"), kit.text_of)


def identity(kit: Kit, name: str) -> Field:
    return IdentityField(kit.theme, name)


def calendars(kit: Kit, name: str) -> Field:
    known = known_calendars()
    ordered = [each for each in CALENDAR_WORDS if each in known] + [
        each for each in known if each not in CALENDAR_WORDS
    ]
    return TicksField(kit.theme, name, [(CALENDAR_WORDS.get(each, each), each) for each in ordered], 2, covered_words)


def zone(kit: Kit, name: str) -> Field:
    return ZoneField(kit.theme, name)


_IDENTITY = Slot("id", "Permanent id", identity, "Given once and never changed: calendars and exports know it by this.")


# ------------------------------------------------------------------------------------------ obligations


def _performed(shown: Shown) -> bool:
    return shown["kind"] not in CONTINUING and shown["kind"] != "consequence"


def _not_consequence(shown: Shown) -> bool:
    return bool(shown["kind"] != "consequence")


def _test(shown: Shown) -> bool:
    return bool(shown["kind"] == "test")


def _allocation(shown: Shown) -> bool:
    return bool(shown["kind"] == "allocation")


def _consequence(shown: Shown) -> bool:
    return bool(shown["kind"] == "consequence")


def _duty_or_right(shown: Shown) -> bool:
    return bool(shown["kind"] != "consequence" and shown["binding"] != "plan")


OBLIGATION = (
    Page(
        "What",
        (
            Slot("ref", "Reference", text("USMX-24", 160)),
            Slot("title", "Title", text("what must be done, in a line")),
            Slot("short_title", "Short title", text("for tables and links, where the title is long")),
            Slot("kind", "Kind", choice(Kind)),
            Slot("binding", "Binding", choice(Binding), "A right lapses if unused by its day. A plan is never missed."),
            Slot("instrument", "Instrument", pick("what it arises under", "instrument")),
            Slot("locator", "Clause", text("Section 4.2 (b)")),
            Slot("severity", "Severity", choice(Severity)),
            Slot("tags", "Tags", tags, "Words between commas."),
            Slot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    Page(
        "Who",
        (
            Slot("obligor", "Owed by", pick("who must do it", "party")),
            Slot("obligee", "Owed to", pick("to whom", "party")),
            Slot("payee", "Paid to", pick("where it is paid to another", "party")),
            Slot("owner", "Owner", pick("who sees to it on our side", "person")),
            Slot("stand_in", "Stand-in", pick("who does while the owner is away", "person")),
            Slot(
                "approval",
                "Approval by",
                lambda kit, name: ApprovalField(kit.theme, name, kit.records("party")),
                applies=_performed,
            ),
        ),
    ),
    Page(
        "When",
        (
            Slot(
                "deadline",
                "Deadline",
                lambda kit, name: DeadlineField(kit.theme, name, kit.records("event", "obligation"), kit.today),
            ),
            Slot(
                "starts",
                "Starts with",
                lambda kit, name: StartField(kit.theme, name, kit.records("event", "obligation")),
                "Dormant until then. Leave it out where the duty stands at once.",
            ),
            Slot(
                "override",
                "Set by hand",
                lambda kit, name: OverrideField(kit.theme, name, kit.today),
                "The computed day stays beside it, and recalculation leaves it alone.",
                _not_consequence,
            ),
            Slot("target", "Internal target", source_day, "Ours, before the legal due day.", _not_consequence),
            Slot(
                "cure",
                "Cure period",
                lambda kit, name: CureField(kit.theme, name, kit.records("event")),
                applies=_not_consequence,
            ),
            Slot(
                "lead_time",
                "Lead time",
                lambda kit, name: NumberField(kit.theme, name, 0, 2000, " working days"),
                "How long the work takes: the day to act by is counted back from it.",
            ),
            Slot("review_by", "Look again on", day, "Needed where no day is stated: nothing is dropped."),
        ),
    ),
    Page(
        "Amount and test",
        (
            Slot("amount", "Amount", lambda kit, name: AmountField(kit.theme, name)),
            Slot("fund", "Out of the fund", pick("the sum of money that it is part of", "metric"), applies=_allocation),
            Slot("threshold", "Threshold", TestField, applies=_test),
        ),
    ),
    Page(
        "Links",
        (
            Slot("needs", "Needs first", needs, "Cannot be performed until these are. It never stops the clock."),
            Slot("paid_from", "Paid from", links("Add what it is paid from")),
            Slot("either", "Either this or", links("Add an alternative"), "One of the group satisfies all of it."),
            Slot("causes", "Follows if missed", links("Add a cause"), applies=_consequence),
            Slot("replaces", "Replaces", links("Add what it replaces")),
        ),
    ),
    Page("Reminders", (Slot("reminders", "Reminders", reminders),)),
    Page("Source", (Slot("sources", "Source words", sources),)),
    Page(
        "Notes",
        (
            Slot("question", "Open question", text("what is not certain, as a question")),
            Slot("notes", "Notes", long(5)),
            _IDENTITY,
        ),
    ),
)


# ---------------------------------------------------------------------------------------------- reliefs


def _extension(shown: Shown) -> bool:
    return bool(shown["kind"] == "extension")


RELIEF = (
    Page(
        "What",
        (
            Slot("ref", "Reference", text("USMX-24", 160)),
            Slot("title", "Title", text("what is granted, in a line")),
            Slot("short_title", "Short title", text("for tables and links, where the title is long")),
            Slot("kind", "Kind", choice(ReliefKind)),
            Slot("instrument", "Instrument", pick("what it stands in", "instrument")),
            Slot("locator", "Clause", text("Section 2")),
            Slot("tags", "Tags", tags, "Words between commas."),
            Slot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    Page(
        "Who",
        (
            Slot("granted_by", "Granted by", pick("who waives, stands still, extends or releases", "party")),
            Slot("owner", "Owner", pick("who sees to it on our side", "person")),
        ),
    ),
    Page(
        "What it covers",
        (
            Slot("covers", "Covers", picks("add an obligation that it relieves", "obligation")),
            Slot(
                "extends",
                "Extends",
                picks("add a relief that it keeps alive", "relief"),
                "It lives on while this one does.",
                _extension,
            ),
            Slot("new_due", "New due day", day, "It covers nothing past that day.", _extension),
        ),
    ),
    Page(
        "When",
        (
            Slot("granted_on", "Granted on", source_day, "Leave it empty while it is only asked for."),
            Slot("since", "With effect from", day, "It counts from its grant, even where that is later."),
            Slot("until", "Until", day),
            Slot(
                "until_reading",
                "The last day",
                worded(
                    ("still counts (inclusive)", "inclusive"),
                    ("no longer counts (exclusive)", "exclusive"),
                    ("is unclear: read as not counting", "unclear"),
                ),
            ),
        ),
    ),
    Page(
        "Conditions",
        (
            Slot("conditions", "Conditions", picks("add an obligation that it hangs on", "obligation")),
            Slot("conditions_complete", "Completeness", tick("these are all the conditions there are")),
            Slot(
                "reinstatement",
                "On a lapse",
                choice(Reinstatement),
                "What it covered stands again, from then or from ever.",
            ),
        ),
    ),
    Page(
        "Signature",
        (
            Slot("signed", "Signed", choice(Signed)),
            Slot("signed_documents", "Signed documents", picks("add a document of this docket", "document")),
            Slot("rights_reserved", "Reservation", tick("rights are reserved")),
        ),
    ),
    Page("Reminders", (Slot("reminders", "Reminders", reminders),)),
    Page("Source", (Slot("sources", "Source words", sources),)),
    Page(
        "Notes",
        (
            Slot("question", "Open question", text("what is not certain, as a question")),
            Slot("notes", "Notes", long(5)),
            _IDENTITY,
        ),
    ),
)


# ----------------------------------------------------------------------------------------------- others

PARTY = (
    Page(
        "Party",
        (
            Slot("name", "Name", text("as the instruments call it")),
            Slot("short_name", "Short name", text("for tables", 240)),
            Slot("ours", "Side", tick("it is we, or one of our group")),
            Slot("email", "E-mail", text("name@company.com")),
            Slot("notes", "Notes", long(4)),
            _IDENTITY,
        ),
    ),
)

PERSON = (
    Page(
        "Person or role",
        (
            Slot("name", "Name", text("a person, or a role such as Finance")),
            Slot("role", "Sort", tick("this is a role, not a person")),
            Slot("email", "E-mail", text("name@company.com")),
            Slot("stand_in", "Stand-in", pick("who does while they are away", "person")),
            Slot("away_from", "Away from", day),
            Slot("away_until", "Away until", day, "The last day away."),
            Slot("zone", "Time zone", zone, "Reminders come by its clock; without one, by that of the docket."),
            Slot("remind_at", "Reminded at", text("09:00", 72), "Where that is another time than the docket’s."),
            Slot("notes", "Notes", long(4)),
            _IDENTITY,
        ),
    ),
)

EVENT = (
    Page(
        "Event",
        (
            Slot("title", "Title", text("a closing, a quarter end, a notice received")),
            Slot("happened", "Happened on", source_day, "A fact. It starts the clocks that count from it."),
            Slot("expected", "Expected on", source_day, "A guess, which moves nothing."),
            Slot("recurs", "Recurs", lambda kit, name: RuleField(kit.theme, name), "From its first day on."),
            Slot(
                "fiscal",
                "Fiscal periods",
                lambda kit, name: FiscalField(kit.theme, name),
                "Instead of a rule: the ends of a company’s years or quarters, from its first day on.",
            ),
            Slot("time", "Time of day", text("16:00", 72), "Where a deadline counts hours from it."),
            Slot("zone", "Time zone", zone),
            Slot("notes", "Notes", long(4)),
            _IDENTITY,
        ),
    ),
)

INSTRUMENT = (
    Page(
        "What",
        (
            Slot("title", "Title", text("as it stands on its first page")),
            Slot("short_title", "Short title", text("for tables", 320)),
            Slot("kind", "Kind", choice(InstrumentKind)),
            Slot("amends", "Amends", pick("the instrument that it changes", "instrument")),
            Slot("parties", "Parties", picks("add a party", "party")),
            Slot(
                "source_rank",
                "We hold",
                worded(
                    ("the executed instrument", "executed instrument"),
                    ("only a summary of it", "summary"),
                ),
            ),
        ),
    ),
    Page(
        "In force",
        (
            Slot("day", "Its day", source_day),
            Slot("in_force_from", "In force from", day, "Where that is not its own day."),
            Slot("in_force_until", "In force until", day, "Its last day."),
            Slot("governing_law", "Governing law", text("New York")),
        ),
    ),
    Page(
        "How its days count",
        (
            Slot("calendars", "Business days", calendars, "Closed where any of them is closed."),
            Slot(
                "counts",
                "“10 days”",
                worded(("it does not say", ""), ("are calendar days", "calendar"), ("are business days", "business")),
                "How it counts plain days. Where it does not say, you are asked each time.",
            ),
            Slot(
                "roll",
                "A closed day",
                worded(*((words, key) for key, words in ROLLS.items())),
                "Only where the instrument or a statute says so: some rights are lost by rolling.",
            ),
            Slot("zone", "Time zone", zone),
            Slot("cutoff", "Daily cut-off", text("17:00", 72), "A time of day on 24 hours, in that zone."),
        ),
    ),
    Page("Notices", (Slot("notice", "Notice clause", NoticeField),)),
    Page("Notes", (Slot("notes", "Notes", long(4)), _IDENTITY)),
)

METRIC = (
    Page(
        "Metric",
        (
            Slot("name", "Name", text("as the instrument defines it: Consolidated Current Assets")),
            Slot("short_name", "Short name", text("as it stands in formulas: current assets", 320)),
            Slot(
                "unit",
                "Unit",
                worded(
                    ("money", "money"), ("ratio (to 1)", "ratio"), ("per cent", "percent"), ("plain number", "number")
                ),
            ),
            Slot("currency", "Currency", text("USD", 72), "Of a metric in money alone."),
            Slot(
                "lasts",
                "Its figures",
                tick("stand until the next one"),
                "For a committed sum or a number of shares. A balance or a period’s profit is of its own day alone.",
            ),
        ),
    ),
    Page("Definition", (Slot("definitions", "Versions", definitions),)),
    Page("Notes", (Slot("notes", "Notes", long(4)), _IDENTITY)),
)

CLOSURE = (
    Page(
        "Closure",
        (
            Slot("calendar", "Calendar", lambda kit, name: CalendarField(kit.theme, name)),
            Slot("day", "Closed on", lambda kit, name: NeededDayField(kit.theme, name, kit.today)),
            Slot("reason", "Reason", text("storm; day of mourning"), "Each deadline that it moves names it."),
            Slot("source", "Source", text("the order, notice or proclamation")),
            _IDENTITY,
        ),
    ),
)

CAPTION = (
    Page(
        "Docket",
        (
            Slot("title", "Title", text("the company, or the matter")),
            Slot("subtitle", "Subtitle", text("what it is about")),
            Slot("legend", "Legend", text("Privileged and confidential"), "Stands on every page of a report."),
            Slot("ref_prefix", "Prefix", text("USMX-", 160), "What new references begin with, and tables leave out."),
            Slot("clock", "Its own clock", day, "For a docket that stands still on one day, as the sample does."),
            _IDENTITY,
        ),
    ),
)

DOCUMENT = (
    Page(
        "Document",
        (
            Slot("title", "Title", text("as it is cited")),
            Slot("media_type", "Media type", identity),
            Slot("size", "Bytes", lambda kit, name: FixedField(kit.theme, name)),
            Slot("sha256", "SHA-256", identity),
            Slot("added_by", "Added by", identity),
            Slot("added_on", "Added on", lambda kit, name: FixedField(kit.theme, name)),
            Slot("notes", "Notes", long(4)),
            _IDENTITY,
        ),
    ),
)


class FixedField(IdentityField):
    """What is known of a file, and not typed."""

    def show_value(self, value: Any) -> None:
        super().show_value("" if value is None else f"{value:,}" if isinstance(value, int) else str(value))


FORMS: Mapping[str, tuple[Page, ...]] = {
    "obligation": OBLIGATION,
    "relief": RELIEF,
    "instrument": INSTRUMENT,
    "event": EVENT,
    "party": PARTY,
    "person": PERSON,
    "metric": METRIC,
    "closure": CLOSURE,
    "caption": CAPTION,
    "document": DOCUMENT,
}
"""The sections of each kind's editor. Every field of the record stands in one of them."""
