"""What an assessment costs as dockets grow, after one changed fact, and 400 days ahead; each against a whole one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from model.assess.engine import Assessed, assess, assess_whole
from model.assess.reassess import reassess
from model.docket import Change, Docket
from model.outlook.forward import look_on
from model.record.day import Day
from model.record.fact import Fact, Performed
from tests.bench import pairs
from tests.bench.generate import docket
from tests.bench.matter import TODAY
from tests.bench.pairs import Side, Took, timed

SIZES = (1_000, 10_000, 100_000)
FACTS = 200
DAYS = 400
ROUNDS = 5


def measure(middle: Docket) -> None:
    """Print all three, the last two on ``middle``."""
    _growth(middle)
    _one_fact(middle)
    _ahead(middle)


def _growth(middle: Docket) -> None:
    pairs.head("9  assessing as dockets grow: what one obligation takes, against one of a tenth as many")
    before: Side | None = None
    for size in SIZES:
        grown = middle if size == len(middle.obligations) else docket(size)
        assess(grown, TODAY)
        side = Side(tuple(timed(partial(assess, grown, TODAY)) for _ in range(ROUNDS)))
        each = Side(tuple(Took(took.cpu / size, took.wall / size) for took in side.took))
        if before is not None:
            pairs.say(f"an obligation among {size:,}", each, before)
        before = each


def _one_fact(middle: Docket) -> None:
    pairs.head("10 one more fact, against assessing everything: median of 200, and the 190th")
    known = assess_whole(middle, TODAY)
    whole = Side(tuple(timed(partial(assess, middle, TODAY)) for _ in range(ROUNDS)))
    took = sorted((_took(known, after) for after in _one_more(middle)), key=lambda one: one.cpu)
    pairs.say("median", Side((took[len(took) // 2],)), whole, 1 / 20)
    pairs.say("95 of 100", Side((took[len(took) * 95 // 100],)), whole, 1 / 5)


def _one_more(middle: Docket) -> Iterator[Docket]:
    """The docket with one performance more, of any obligation that can be performed."""
    dice = random.Random(1996)
    able = [one.id for one in middle.obligations.values() if not one.continuing and not one.is_consequence]
    for number in range(FACTS):
        fact = Fact(
            id=f"bench-{number}",
            about=dice.choice(able),
            what=Performed(in_full=True),
            day=Day(on=TODAY),
            recorded_by="bench",
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        yield middle.changed([Change("fact", fact.id, None, fact)])


def _took(known: Assessed, after: Docket) -> Took:
    return timed(partial(reassess, known, after))


def _ahead(middle: Docket) -> None:
    pairs.head(f"11 the look {DAYS} days ahead, against assessing each of those days")
    known = assess_whole(middle, TODAY)
    whole = Side(tuple(timed(partial(assess, middle, TODAY)) for _ in range(ROUNDS)))
    look = timed(partial(look_on, known, TODAY + timedelta(days=DAYS)))
    days = Side((Took(whole.cpu * DAYS, whole.wall * DAYS),))
    pairs.say("all days on which a standing changes", Side((look,)), days)
    pairs.note(f"{len(look_on(known, TODAY + timedelta(days=DAYS)))} of {DAYS} days change something")
