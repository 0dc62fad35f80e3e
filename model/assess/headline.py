"""The sentence at the head of Today: what hurts, what comes next, which reliefs end. Ours and theirs are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from model.assess.agenda import Agenda, falls_soon
from model.assess.phrases import number
from model.assess.standing import Assessment, Position, Standing
from model.days.wording import say_count, say_distance
from model.docket import Docket


class Stress(NamedTuple):
    """A stretch of a sentence, and whether the eye must land on it."""

    text: str
    strong: bool = False


Sentence = tuple[Stress, ...]


def headline(docket: Docket, assessment: Assessment, agenda: Agenda) -> tuple[Sentence, ...]:
    """One to five short sentences, the most pressing first; each as stretches of plain and of strong words."""
    if not docket.obligations and not docket.reliefs:
        return ((Stress("Nothing is on the docket yet."),),)
    hurting = tuple(_hurting(assessment, agenda))
    reliefs = tuple(_reliefs(docket, assessment, agenda))
    deadlines = _deadlines(assessment, agenda)
    if hurting:
        return (*hurting, *reliefs, *((deadlines,) if deadlines[0].strong else ()))
    return (deadlines, *reliefs, (Stress("Nothing is exposed."),))


def plain(sentences: Iterable[Sentence]) -> str:
    """The sentences as one line of text."""
    return " ".join("".join(stress.text for stress in sentence) for sentence in sentences)


def _hurting(assessment: Assessment, agenda: Agenda) -> Iterator[Sentence]:
    trouble = agenda["trouble"]
    if exposed := trouble.of("consequence"):
        yield _said(len(exposed), "consequence", "is exposed.", "are exposed.")
    for ids, noun in ((trouble.of("ours"), "obligation"), (trouble.of("theirs"), "obligation owed to us")):
        standing = _by_standing(assessment, ids)
        counted = [
            _counted(len(standing[how]), _of_kind(how, noun), said) for how, said in _HOW.items() if standing.get(how)
        ]
        if counted:
            yield _joined(counted)


_HOW: Mapping[Standing, tuple[str, str]] = {
    Standing.MISSED: ("is missed", "are missed"),
    Standing.FAILING: ("is failing", "are failing"),
    Standing.IN_CURE: ("is in cure", "are in cure"),
    Standing.LAPSED: ("has lapsed unused", "have lapsed unused"),
}


def _of_kind(how: Standing, noun: str) -> str:
    if how is Standing.FAILING:
        return noun.replace("obligation", "test")
    return noun.replace("obligation", "right") if how is Standing.LAPSED else noun


def _by_standing(assessment: Assessment, ids: Iterable[str]) -> dict[Standing, list[str]]:
    found: dict[Standing, list[str]] = {}
    for one in ids:
        found.setdefault(assessment[one].standing, []).append(one)
    return found


def _deadlines(assessment: Assessment, agenda: Agenda) -> Sentence:
    """How many deadlines fall in 14 days, ours and theirs apart."""
    soon, day = agenda["soon"], agenda.day
    ours = sum(1 for one in soon.of("ours") if falls_soon(assessment[one], day))
    theirs = sum(1 for one in soon.of("theirs") if falls_soon(assessment[one], day))
    owed = (Stress(", "), Stress(number(theirs), strong=True), Stress(" owed to us.")) if theirs else (Stress("."),)
    if ours:
        return (Stress(_capital(_number_of(ours, "deadline")), strong=True), Stress(" in 14 days"), *owed)
    return (Stress("No deadline of ours in 14 days" if theirs else "No deadline in 14 days"), *owed)


def _reliefs(docket: Docket, assessment: Assessment, agenda: Agenda) -> Iterator[Sentence]:
    """The reliefs that end first, and those that are gone and left something standing against us."""
    standing = _by_standing(assessment, agenda["risk"].of("relief"))
    ends = _first_to_end(assessment[one] for one in standing.get(Standing.LIVE, ()))
    if ends:
        distance = say_distance((ends[0] - agenda.day).days)
        yield _said(ends[1], "relief", f"ends {distance}.", f"end {distance}.")
    for how, words in ((Standing.LAPSED, "lapsed."), (Standing.ENDED, "ended.")):
        gone = len(standing.get(how, ()))
        if gone == 2 == len(docket.reliefs):
            yield (Stress(f"Both reliefs have {words}"),)
        elif gone:
            yield _said(gone, "relief", f"has {words}", f"have {words}")


def _first_to_end(live: Iterable[Position]) -> tuple[date, int] | None:
    """The first day on which some of them end, and how many do."""
    ends = [position.due for position in live if position.due]
    return (min(ends), ends.count(min(ends))) if ends else None


def _said(count: int, noun: str, one: str, more: str) -> Sentence:
    return Stress(_capital(_number_of(count, noun)), strong=True), Stress(f" {one if count == 1 else more}")


def _counted(count: int, noun: str, verbs: tuple[str, str]) -> Sentence:
    return Stress(_number_of(count, noun), strong=True), Stress(f" {verbs[0] if count == 1 else verbs[1]}")


def _joined(parts: list[Sentence]) -> Sentence:
    """Several counts as one sentence: "Three obligations are missed, three tests are failing."."""
    first, *others = parts
    said = [Stress(_capital(first[0].text), strong=True), *first[1:]]
    for other in others:
        said += [Stress(", "), *other]
    return (*said, Stress("."))


def _number_of(count: int, noun: str) -> str:
    """A count with its noun, in words: one deadline, two obligations owed to us."""
    head, space, rest = noun.partition(" ")
    counted = say_count(count, head).partition(" ")[2]
    return f"{number(count)} {counted}{space}{rest}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
