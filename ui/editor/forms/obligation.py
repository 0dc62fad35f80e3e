"""What the editor of an obligation asks for."""

from __future__ import annotations

from model.record.obligation import CONTINUING, Binding, Kind, Severity
from ui.editor.deadline.anchor import StartField
from ui.editor.deadline.deadline import DeadlineField
from ui.editor.fields.conditions import FallsAwayField, NoDefaultField, ReliefLimitsField, qualifications
from ui.editor.fields.money import AmountField
from ui.editor.fields.plain import NumberField
from ui.editor.fields.rows import PartsField
from ui.editor.fields.share import ShareField
from ui.editor.fields.terms import ApprovalField, CureField, OverrideField
from ui.editor.fields.testing import TestField
from ui.editor.forms.slots import (
    NOTED,
    REMINDED,
    SOURCED,
    FieldSlot,
    FormPage,
    Shown,
    choice,
    day,
    links,
    needs,
    pick,
    source_day,
    tags,
    text,
    tick,
)

ANCHORS = ("event", "obligation", "instrument")
"""The kinds of record that a clock may start from."""


def _performed(shown: Shown) -> bool:
    return shown["kind"] not in CONTINUING and shown["kind"] != "consequence"


def _not_consequence(shown: Shown) -> bool:
    return bool(shown["kind"] != "consequence")


def _test(shown: Shown) -> bool:
    return bool(shown["kind"] == "test")


def _covenant(shown: Shown) -> bool:
    return bool(shown["kind"] == "covenant")


def _allocation(shown: Shown) -> bool:
    return bool(shown["kind"] == "allocation")


def _consequence(shown: Shown) -> bool:
    return bool(shown["kind"] == "consequence")


OBLIGATION = (
    FormPage(
        "What",
        (
            FieldSlot("ref", "Reference", text("e.g. USMX-24", 160)),
            FieldSlot("title", "Title", text("what must be done, in a line")),
            FieldSlot("short_title", "Short title", text("for tables and links, where the title is long")),
            FieldSlot("kind", "Kind", choice(Kind)),
            FieldSlot(
                "binding", "Binding", choice(Binding), "A right lapses if unused by its day. A plan is never missed."
            ),
            FieldSlot(
                "must_not",
                "Must not",
                tick("it forbids: no breach recorded holds nothing up"),
                applies=_covenant,
            ),
            FieldSlot("instrument", "Instrument", pick("what it arises under", "instrument")),
            FieldSlot("locator", "Clause", text("e.g. Section 4.2 (b)")),
            FieldSlot("severity", "Severity", choice(Severity)),
            FieldSlot("tags", "Tags", tags, "Words between commas."),
            FieldSlot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    FormPage(
        "Who",
        (
            FieldSlot("obligor", "Owed by", pick("who must do it", "party")),
            FieldSlot("obligee", "Owed to", pick("to whom", "party")),
            FieldSlot("payee", "Paid to", pick("where it is paid to another", "party")),
            FieldSlot("owner", "Owner", pick("who sees to it on our side", "person")),
            FieldSlot("stand_in", "Stand-in", pick("who does while the owner is away", "person")),
            FieldSlot(
                "approval",
                "Approval by",
                lambda kit, name: ApprovalField(kit.theme, name, kit.records("party")),
                applies=_performed,
            ),
        ),
    ),
    FormPage(
        "When",
        (
            FieldSlot(
                "deadline",
                "Deadline",
                lambda kit, name: DeadlineField(kit.theme, name, kit.records(*ANCHORS), kit.today),
            ),
            FieldSlot(
                "starts",
                "Starts with",
                lambda kit, name: StartField(kit.theme, name, kit.records(*ANCHORS)),
                "Dormant until then. Leave it out where the duty stands at once.",
            ),
            FieldSlot(
                "override",
                "Set by hand",
                lambda kit, name: OverrideField(kit.theme, name, kit.today),
                "The computed day stays beside it, and recalculation leaves it alone.",
                _not_consequence,
            ),
            FieldSlot("target", "Internal target", source_day, "Ours, before the legal due day.", _not_consequence),
            FieldSlot(
                "cure",
                "Cure period",
                lambda kit, name: CureField(kit.theme, name, kit.records("event")),
                applies=_not_consequence,
            ),
            FieldSlot(
                "relief_limits",
                "Relief at most",
                lambda kit, name: ReliefLimitsField(kit.theme, name),
                "A relief past it takes effect all the same, with a warning that names the clause.",
                _not_consequence,
            ),
            FieldSlot("survives", "Survives", tick("it is owed after its instrument has ended too")),
            FieldSlot(
                "lead_time",
                "Lead time",
                lambda kit, name: NumberField(kit.theme, name, 0, 2000, " working days"),
                "How long the work takes: the day to act by is counted back from it.",
            ),
            FieldSlot("review_by", "Look again on", day, "Needed where no day is stated: nothing is dropped."),
        ),
    ),
    FormPage(
        "Amount and test",
        (
            FieldSlot("amount", "Amount", lambda kit, name: AmountField(kit.theme, kit.currencies(), name)),
            FieldSlot("share", "Or a percentage", ShareField, "In place of a sum. 25 basis points are 0.25 %."),
            FieldSlot(
                "fund", "Out of the fund", pick("the sum of money that it is part of", "metric"), applies=_allocation
            ),
            FieldSlot("threshold", "Threshold", TestField, applies=_test),
        ),
    ),
    FormPage(
        "Links",
        (
            FieldSlot("needs", "Needs first", needs, "Cannot be performed until these are. It never stops the clock."),
            FieldSlot(
                "no_default",
                "Needs no default",
                lambda kit, name: PartsField(
                    kit.theme,
                    name,
                    lambda own: NoDefaultField(kit.theme, own, kit.records("instrument"), kit.records("party")),
                    "state",
                    "Add that no default is continuing",
                ),
                applies=_not_consequence,
            ),
            FieldSlot("paid_from", "Paid from", links("Add what it is paid from")),
            FieldSlot("either", "Either this or", links("Add an alternative"), "One of the group satisfies all of it."),
            FieldSlot("causes", "Follows if missed", links("Add a cause"), applies=_consequence),
            FieldSlot("replaces", "Replaces", links("Add what it replaces")),
            FieldSlot(
                "falls_away",
                "Falls away when",
                lambda kit, name: PartsField(
                    kit.theme,
                    name,
                    lambda own: FallsAwayField(kit.theme, own, kit.records(*ANCHORS)),
                    "cause",
                    "Add what takes it away",
                ),
                "For good, from the first day on which one of them has come.",
            ),
        ),
    ),
    FormPage("Qualified by", (FieldSlot("qualifications", "Qualified by", qualifications),)),
    REMINDED,
    SOURCED,
    NOTED,
)
