"""What the editor of an obligation asks for."""

from __future__ import annotations

from model.record.obligation import CONTINUING, Binding, Kind, Severity
from ui.editor.anchor import StartField
from ui.editor.deadline import DeadlineField
from ui.editor.forms.slots import (
    NOTED,
    REMINDED,
    SOURCED,
    FormPage,
    Shown,
    Slot,
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
from ui.editor.money import AmountField
from ui.editor.plain import NumberField
from ui.editor.terms import ApprovalField, CureField, OverrideField
from ui.editor.testing import TestField


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


OBLIGATION = (
    FormPage(
        "What",
        (
            Slot("ref", "Reference", text("e.g. USMX-24", 160)),
            Slot("title", "Title", text("what must be done, in a line")),
            Slot("short_title", "Short title", text("for tables and links, where the title is long")),
            Slot("kind", "Kind", choice(Kind)),
            Slot("binding", "Binding", choice(Binding), "A right lapses if unused by its day. A plan is never missed."),
            Slot("instrument", "Instrument", pick("what it arises under", "instrument")),
            Slot("locator", "Clause", text("e.g. Section 4.2 (b)")),
            Slot("severity", "Severity", choice(Severity)),
            Slot("tags", "Tags", tags, "Words between commas."),
            Slot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    FormPage(
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
    FormPage(
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
    FormPage(
        "Amount and test",
        (
            Slot("amount", "Amount", lambda kit, name: AmountField(kit.theme, kit.currencies(), name)),
            Slot("fund", "Out of the fund", pick("the sum of money that it is part of", "metric"), applies=_allocation),
            Slot("threshold", "Threshold", TestField, applies=_test),
        ),
    ),
    FormPage(
        "Links",
        (
            Slot("needs", "Needs first", needs, "Cannot be performed until these are. It never stops the clock."),
            Slot("paid_from", "Paid from", links("Add what it is paid from")),
            Slot("either", "Either this or", links("Add an alternative"), "One of the group satisfies all of it."),
            Slot("causes", "Follows if missed", links("Add a cause"), applies=_consequence),
            Slot("replaces", "Replaces", links("Add what it replaces")),
        ),
    ),
    REMINDED,
    SOURCED,
    NOTED,
)
