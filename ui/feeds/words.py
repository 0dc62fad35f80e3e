"""A feed in words: what it holds, what it tells, where it is, and how it went. No Qt here."""

from __future__ import annotations

from datetime import datetime

from model.days.wording import say_day
from model.feed.scope import Scope
from model.feed.spec import Privacy, Publication, Spec

PRIVACY: dict[Privacy, str] = {
    "redacted": "Only “Deadline” and the reference",
    "titles": "Titles only",
    "full": "In full, with reasons and quoted words",
}
"""What each level of privacy is called, the most discreet first."""

SHORT: dict[Privacy, str] = {"redacted": "only “Deadline”", "titles": "titles only", "full": "in full"}
"""The same in two or three words."""

TELLS: dict[Privacy, str] = {
    "redacted": "Each item says “Deadline” and the reference of its record. No title, no words, no names leave.",
    "titles": "Each item has the title of its record, with whatever stands in it. Quoted words, reasons, names and"
    " notes stay here.",
    "full": "Titles, quoted words, amounts, names and reasons all leave; notes and tags stay here. Records that are"
    " marked confidential are no more than “Deadline”.",
}
"""What each level of privacy lets out."""

COMPONENTS = {"events": "Events", "tasks": "Tasks"}
OPTIONS = {"act_by": "act-by days", "targets": "internal targets", "reminders": "reminders as events"}
LOCAL_ONLY = "It works on this machine only: subscribe to it in a calendar app that runs here."
NO_ALARMS = "Google and Outlook drop the alarms of a calendar file; reminders as events of their own stay."
ONLY_EVENTS = "These are events. A task starts on its act-by day."
"""What the additions to a feed are for, and why tasks have none."""


def holds_words(spec: Spec) -> str:
    """What a feed holds: "Everything, as events, with act-by days"."""
    chosen = [words for name, words in OPTIONS.items() if getattr(spec, name)]
    parts = [spec.scope.title or "Everything", f"as {COMPONENTS[spec.component].lower()}"]
    if chosen:
        parts.append("with " + " and ".join((", ".join(chosen[:-1]), chosen[-1]) if chosen[1:] else chosen))
    return ", ".join(parts)


def short_words(one: Publication) -> str:
    """A feed in one line of the list: what it holds and how much it tells."""
    scope = one.spec.scope.title or "Everything"
    return f"{scope}  ·  {SHORT[one.spec.privacy]}"


def where_words(one: Publication) -> str:
    """Where it is."""
    if one.place == "folder":
        return f"{one.file} in {one.path}"
    return one.address or "An address on this machine, once it is brought up to date"


def state_words(one: Publication, now: datetime) -> str:
    """How it stands: paused, at fault, or when it was last changed."""
    if one.paused:
        return "Paused"
    if one.last_error:
        return "Not up to date"
    return f"Last changed {when_words(one.last_at, now)}" if one.last_at else "Not written yet"


def when_words(moment: datetime, now: datetime) -> str:
    """A moment on this machine's clock: the time alone for today's."""
    here, today = moment.astimezone(), now.astimezone().date()
    day = "today" if here.date() == today else say_day(here.date())
    return f"{day} at {here:%H:%M}"


def removal_words(one: Publication) -> str:
    """What who subscribed sees once it is removed."""
    if one.place == "folder":
        return (
            f"“{one.file}” gets a last version in which every deadline is cancelled, so that no calendar shows one as"
            " if it still held. The file itself stays; delete it once the calendars have read it."
        )
    return (
        "Its address answers nothing from now on. A calendar that subscribed keeps what it read last until you"
        " unsubscribe there. Do that first."
    )


def pause_words(one: Publication) -> str:
    """What who subscribed sees while it is paused."""
    if one.place == "folder":
        return f"Paused. “{one.file}” stays as it is and grows old: changes are not written."
    return "Paused. Its address answers nothing; calendars keep what they read last."


def scope_note(scope: Scope) -> str:
    """What a scope narrows by, for the list of saved filters."""
    counts = [
        (len(scope.instruments), "instrument"),
        (len(scope.owners), "owner"),
        (len(scope.standings), "standing"),
        (len(scope.kinds), "kind"),
        (len(scope.due), "band of days"),
    ]
    said = [f"{number} {word if number == 1 else _plural(word)}" for number, word in counts if number]
    if scope.words:
        said.append(f"“{scope.words}”")
    return ", ".join(said) or "everything"


def _plural(word: str) -> str:
    return "bands of days" if word == "band of days" else f"{word}s"
