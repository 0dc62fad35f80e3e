"""Every case of every rule: answers that were printed by others or worked out elsewhere, never by Duly."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from model.days.calendar import named
from model.days.rulebook import Case, Rule, rulebook, work_out_rule

CASES = [
    pytest.param(rule, case, id=f"{rule.id}-{case.trigger}{f'-reading {case.reading}' if case.reading else ''}")
    for rule in rulebook()
    for case in rule.cases
]


def answer(rule: Rule, case: Case) -> date | datetime:
    outcome = work_out_rule(
        rule,
        case.starts,
        case.reading,
        extra_closures=dict.fromkeys(case.extra_closures, "closed in the case"),
        inaccessible=frozenset(case.inaccessible),
        forward_only=named((case.forward_only_calendar,)) if case.forward_only_calendar else None,
    )
    at = outcome.at
    return at.replace(tzinfo=None) if at is not None and isinstance(case.answer, datetime) else outcome.day


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_rule_gives_the_published_or_independently_computed_answer(rule: Rule, case: Case) -> None:
    assert answer(rule, case) == case.answer, case.source
