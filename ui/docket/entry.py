"""One record as a row shows it. Worded only when a row is painted, copied or read out."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Final

from model.assess.amounts import amount_owed
from model.assess.authority import RULE_READ
from model.assess.standing import CLOSED, Position, Standing
from model.days.wording import say_day, say_distance
from model.outlook.reminder_days import reminder_day, reminders_that_ring
from model.outlook.today.open_occurrences import at_next, open_count, open_words
from model.phrases import money_brief
from model.record.amount import Amount, Threshold
from model.record.links import Node
from model.record.obligation import Obligation
from model.wording.standings import BOUNDS, DueText, due_text, due_text_in_full, money_text, reason_text
from ui.filter.snapshot import Snapshot
from ui.frame.recordrow import RecordRow
from ui.frame.standing import Side, share_of, word_of_key

_CITED = (("Item ", ""), ("Section ", "§ "), ("Article ", "Art. "), ("paragraph ", "¶ "), ("para. ", "¶ "), (", ", " "))
_NEEDED = frozenset({"condition", "needs", "starts", "after", "paid from", "share"})
RULE_REMARKS: Final = {"rule unread": "rule unread", "rule copy read": "rule in copy"}
"""What the column of readers says of the rule behind a day, by the code of the reason, the gravest first."""

_READERS = 2
"""Two people: one enters a record, another reads it against its source."""


class DocketEntry:
    """One record of a sight, in words."""

    def __init__(self, snapshot: Snapshot, node: Node) -> None:
        self.snapshot = snapshot
        self.node = node
        self.position = snapshot.position(node)

    @property
    def id(self) -> str:
        """The record's id."""
        return self.node.id

    @property
    def done(self) -> bool:
        """Whether it has sunk to the foot of its group."""
        return self.position.standing in CLOSED

    @property
    def side(self) -> Side:
        """On whose side it counts."""
        return self.snapshot.slots[self.node.id][0]

    @property
    def standing(self) -> str:
        """The key of its shape and colour."""
        return self.snapshot.slots[self.node.id][1]

    @property
    def standing_word(self) -> str:
        """The word of its standing."""
        return word_of_key(self.standing)

    @cached_property
    def due(self) -> DueText:
        """The due day, or the words that stand in its place, and the distance; of what is exposed, since when."""
        since = self.position.since
        if self.position.standing is Standing.EXPOSED and since is not None:
            return DueText(since, "", say_distance((since - self.snapshot.day).days))
        return due_text(self.snapshot.docket, self.node, self.position, self.snapshot.day)

    @property
    def due_words(self) -> str:
        """The due day and its distance in one line, each day whole; of a series, how many occurrences are open."""
        due = self.due
        if self.position.standing is not Standing.EXPOSED:
            due = due_text_in_full(self.snapshot.docket, self.node, self.position, self.snapshot.day)
        day = say_day(due.day) if due.day else due.words
        return ", ".join(filter(None, (day, due.distance, self.open_count)))

    @cached_property
    def open_count(self) -> str:
        """Of a series with more than one open occurrence, how many: "3 of 8 open"."""
        return open_count(self.position)

    @property
    def open_words(self) -> str:
        """The same, with each of them by its day."""
        return open_words(self.position, self.snapshot.day)

    @property
    def near(self) -> bool:
        """Whether it falls due within 14 days and is still to be done."""
        left = self.position.days_left(self.snapshot.day)
        return self.due.day is not None and left is not None and 0 <= left <= 14 and not self.done

    @cached_property
    def ref(self) -> str:
        """The ref without the docket's prefix."""
        return self.snapshot.ref(self.node)

    @property
    def title_words(self) -> str:
        """Ref and title in one line."""
        return f"{self.ref} {self.node.title}"

    @cached_property
    def row(self) -> RecordRow:
        """What is painted of it in any list."""
        due = self.due
        return RecordRow(
            mark=self.standing,
            share=self.share,
            word=self.standing_word,
            day=due.day,
            instead=due.words,
            distance=due.distance,
            near=self.near,
            expected=due.expected,
            done=self.done,
            ref=self.ref,
            title=self.node.title,
            short=self.node.short,
            beside=self.open_count,
        )

    @cached_property
    def instrument(self) -> str:
        """The instrument's short title."""
        return self.snapshot.instrument(self.node)

    @property
    def locator(self) -> str:
        """Where in the instrument it stands."""
        return self.node.locator

    @property
    def short_locator(self) -> str:
        """The same, as law reports cite it: "Item 5, para. 3" is 5 ¶ 3."""
        return short_locator(self.node.locator)

    @cached_property
    def parties(self) -> str:
        """Who owes whom."""
        first, second = self.snapshot.parties(self.node)
        return f"{first} → {second}" if second else first

    @cached_property
    def owner(self) -> str:
        """Who sees to it."""
        return self.snapshot.owner(self.node)

    @property
    def amount(self) -> Amount | None:
        """The amount: as it is stated, a percentage as it is worked out; None where there is none or it is unknown."""
        stated = self.node.amount if isinstance(self.node, Obligation) else None
        return stated or amount_owed(self.node, self.position)

    @cached_property
    def amount_parts(self) -> tuple[str, str]:
        """The sign of the bound and the sum: ("≥", "$9,000,000"). A threshold in money stands in the amount's place."""
        if self.amount is not None:
            return BOUNDS[self.amount.bound], money_text(self.amount.number, self.amount.currency)
        threshold = self.node.threshold if isinstance(self.node, Obligation) else None
        if threshold is not None and threshold.unit == "money":
            return _sign(threshold), money_text(threshold.number, threshold.currency)
        return "", ""

    @property
    def amount_brief(self) -> str:
        """The sum where it has too little room: ``$123.5B``."""
        threshold = self.node.threshold if isinstance(self.node, Obligation) else None
        said = self.amount or threshold
        return money_brief(said.number, said.currency) if said is not None else ""

    @property
    def amount_words(self) -> str:
        """The amount in one line, its bound before it."""
        return "\N{NO-BREAK SPACE}".join(filter(None, self.amount_parts))

    @property
    def share(self) -> float | None:
        """The share of the amount that is performed; None where no bar is drawn."""
        return share_of(self.node, self.position)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The obligations and reliefs it hangs on, each once, in the order in which it names them."""
        docket = self.snapshot.docket
        ends = docket.links_from.get(self.node.id, ())
        return tuple(dict.fromkeys(end.id for end in ends if end.link in _NEEDED and docket.has_node(end.id)))

    @cached_property
    def needs_marks(self) -> tuple[tuple[str, str], ...]:
        """Each need as the key of its standing and its ref."""
        snapshot = self.snapshot
        return tuple((snapshot.slots[need][1], snapshot.ref(snapshot.docket.node(need))) for need in self.needs)

    @property
    def needs_words(self) -> str:
        """Each need with its standing in words."""
        return ", ".join(f"{ref} {word_of_key(key)}" for key, ref in self.needs_marks)

    @property
    def verified_count(self) -> int:
        """How many people have read it against its source, the one who entered it included."""
        return min(1 + self.position.verified, _READERS)

    @cached_property
    def rules_read(self) -> str:
        """How the text of each rule which its day rests on was read; nothing where it rests on none."""
        told = [one for one in self.position.reasons if one.code in RULE_READ.values()]
        return "\n".join(reason_text(self.snapshot.docket, one) for one in told)

    @property
    def rule_remark(self) -> str:
        """That the text of its rule was not read, or in a copy only."""
        return rule_remark(self.position)

    @property
    def verified_words(self) -> str:
        """Of the two people, how many have read it; before that, that the rule of its day is not verified."""
        return self.rule_remark or f"{self.verified_count} of {_READERS}"

    @property
    def verified_more(self) -> str:
        """What stands behind the words of the column: how the rule was read, and how many have read the record."""
        readers = f"Read by {self.verified_count} of {_READERS} people"
        return f"{self.rules_read}\n{readers}" if self.rules_read else ""

    @cached_property
    def next_reminder(self) -> date | None:
        """The next day on which a reminder is due."""
        return next_reminder(self.snapshot, self.node)

    @property
    def reminder_words(self) -> str:
        """The next reminder's day."""
        return say_day(self.next_reminder) if self.next_reminder else ""


def rule_remark(position: Position) -> str:
    """That its day rests on a rule whose text was not read, or in a copy only; else nothing."""
    codes = {reason.code for reason in position.reasons}
    return next((words for code, words in RULE_REMARKS.items() if code in codes), "")


def next_reminder(snapshot: Snapshot, node: Node) -> date | None:
    """The first reminder of a record that is not before the day of the sight; none once it is done.

    A series that stands as one gone by still has the reminders of its next open occurrence.
    """
    position = at_next(snapshot.position(node), snapshot.day)
    reminders = reminders_that_ring(snapshot.docket, node)
    if position.standing in CLOSED or not reminders:
        return None
    review = node.review_by if isinstance(node, Obligation) else None
    bases = {"due": position.due, "act by": position.act_by, "review": review}
    instrument = snapshot.docket.instruments.get(node.instrument or "")
    calendars = instrument.calendars if instrument else ()
    days = [
        reminder_day(reminder, base, calendars)
        for reminder in reminders
        if (base := bases[reminder.before]) is not None
    ]
    return min((day for day in days if day >= snapshot.day), default=None)


def short_locator(locator: str) -> str:
    """A locator as law reports cite it.

    >>> short_locator("Item 5, para. 3 (a)"), short_locator("Section 7.2")
    ('5 ¶ 3 (a)', '§ 7.2')
    """
    for words, sign in _CITED:
        locator = locator.replace(words, sign)
    return locator


def _sign(threshold: Threshold) -> str:
    return {"at least": "≥", "at most": "≤", "more than": ">", "less than": "<"}[threshold.comparator]
