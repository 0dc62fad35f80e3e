"""Every case of every rule: answers that were printed by others or worked out elsewhere, never by Duly."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from model.days.calendar import known_calendars, named
from model.days.operation import Fixed
from model.days.rulebook import Case, Rule, RuleOutcome, Version, families, rulebook, work_out_rule
from model.days.wording import say_day

CASES = [
    pytest.param(rule, case, id=f"{family.title}-{rule.id}-{case.trigger}-{case.reading}")
    for family in families()
    for rule in family.rules
    for case in rule.cases
]
DISPUTES = [
    pytest.param(rule, version, reading, id=f"{rule.id}-{reading}")
    for rule in rulebook()
    for version in rule.versions
    if len(version.readings) > 1
    for reading in range(len(version.readings))
]


def worked_out(rule: Rule, case: Case) -> RuleOutcome:
    return work_out_rule(
        rule,
        case.starts,
        case.reading,
        extra_closures=dict.fromkeys(case.extra_closures, "closed in the case"),
        inaccessible=frozenset(case.inaccessible),
        forward_only=named((case.forward_only_calendar,)) if case.forward_only_calendar else None,
    )


def answer(rule: Rule, case: Case) -> date | datetime:
    outcome = worked_out(rule, case)
    at = outcome.at
    return at.replace(tzinfo=None) if at is not None and isinstance(case.answer, datetime) else outcome.day


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_gives_the_published_or_independently_computed_answer(rule: Rule, case: Case) -> None:
    assert answer(rule, case) == case.answer, case.source
    opening = worked_out(rule, case).opening
    assert (opening.day.isoformat() if opening else "") == case.opens, case.source


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_the_law_in_force_has_its_case(rule: Rule) -> None:
    assert any(rule.version_on(case.day) == rule.versions[-1] for case in rule.cases)


@pytest.mark.parametrize(("rule", "version", "reading"), DISPUTES)
def test_each_reading_of_a_dispute_has_its_case(rule: Rule, version: Version, reading: int) -> None:
    assert any(case.reading == reading and rule.version_on(case.day) == version for case in rule.cases)


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_an_explanation_starts_from_day_zero_and_leaves_no_step_unsaid(rule: Rule) -> None:
    for case in rule.cases:
        outcome = work_out_rule(rule, case.starts, case.reading)
        stated = isinstance(outcome.reading.steps[0], Fixed)
        assert stated or say_day(case.day) in f"{say_day(outcome.lines[0].day)}: {outcome.lines[0].words}"
        assert len(outcome.lines) == len(outcome.reading.steps)
        assert all(line.words for line in outcome.lines)


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_a_line_says_its_day_beside_its_words_alone_and_names_calendars_in_words(rule: Rule) -> None:
    for case in rule.cases:
        for line in work_out_rule(rule, case.starts, case.reading).whole:
            assert line.at or say_day(line.day) not in line.words
            assert not any(f"in {name}" in line.words or f"({name}" in line.words for name in known_calendars())
