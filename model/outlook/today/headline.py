"""The sentence at the head of Today: what hurts, what comes next, which reliefs end. Ours and theirs are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from model.assess.standing import Assessment, Position, Standing
from model.days.wording import say_count, say_distance
from model.docket import Docket
from model.outlook.today.agenda import SOON, Agenda, Band, falls_soon
from model.phrases import number


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
    standing = _by_standing(assessment, trouble.of("ours"))
    told = [_counted(len(standing[how]), noun, said) for how, (noun, said) in _HOW.items() if standing.get(how)]
    if told:
        yield _joined(told)
    if lost := _newly_lapsed(assessment, trouble):
        yield _said(lost, "right", "has lapsed unused.", "have lapsed unused.")
    if sentence := _theirs(_by_standing(assessment, trouble.of("theirs"))):
        yield sentence


_HOW: Mapping[Standing, tuple[str, tuple[str, str]]] = {
    Standing.MISSED: ("obligation", ("is missed", "are missed")),
    Standing.FAILING: ("test", ("is failing", "are failing")),
    Standing.IN_CURE: ("obligation", ("is in cure", "are in cure")),
}


def _newly_lapsed(assessment: Assessment, trouble: Band) -> int:
    """How many rights lapsed in the 14 days gone by; older ones stand in the band alone."""
    since = assessment.day - timedelta(days=SOON)
    positions = [assessment[one] for one in trouble.ids]
    lapsed = [one.since for one in positions if one.standing is Standing.LAPSED]
    return sum(1 for day in lapsed if day is not None and day >= since)


def _theirs(standing: Mapping[Standing, list[str]]) -> Sentence | None:
    """What others owe us and have not done, in one count of its own."""
    found = {how: len(standing[how]) for how in _HOW if standing.get(how)}
    if not found:
        return None
    count = sum(found.values())
    (_, (one, more)) = _HOW[next(iter(found))] if len(found) == 1 else ("", ("", "are missed or failing"))
    return Stress(_capital(number(count)), strong=True), Stress(f" owed to us {one if count == 1 else more}.")


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
