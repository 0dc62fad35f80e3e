"""What Duly must say of the USMX docket, asked through the command line: every ref on every day of the worked example.

The same is asked again of a docket whose refs and ids are other ones, whose records stand in another order and whose
days all lie 364 days later: nothing may hang on a name, on an order or on a year.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import main
from model.assess.engine import assess_whole
from model.ledger.ledger import Ledger
from model.outlook.forward import look_on

ROOT = Path(__file__).parents[3]
MOVED_BY = timedelta(days=364)
"""Whole weeks, so that each day keeps its weekday; the holidays that matter here move along."""

DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?=$|T)")

Row = dict[str, Any]


def table(words: str) -> dict[int, str]:
    """``"missed 1; untested 2-4"`` as a standing for each ref."""
    found: dict[int, str] = {}
    for part in words.split(";"):
        standing, _, refs = part.strip().rpartition(" ")
        for ref in refs.split(","):
            first, _, last = ref.partition("-")
            found |= dict.fromkeys(range(int(first), int(last or first) + 1), standing)
    return found


NOTHING_MORE_DONE = {
    "1996-10-15": table("missed 1; untested 2-4; pending 5-6; dormant 7-17; exposed 18; dormant 19-23"),
    "1996-11-20": table(
        "suspended 1-4; live 5-6; satisfied 7,11; open 8,12-14,16,17,23; dormant 9,10,18,21; untested 15,19;"
        "blocked 20; partly performed 22"
    ),
    "1996-12-03": table(
        "suspended 1-4; live 5-6; satisfied 7,11; open 8,12-14,16,23; dormant 9,10,21; untested 15,19;"
        "blocked 20; partly performed 22; missed 17; exposed 18"
    ),
    "1997-01-01": table(
        "missed 1,8,17; failing 2-4; lapsed 5-6; satisfied 7,11; open 12-14,16,23; dormant 9,10; untested 15,19;"
        "blocked 20; partly performed 22; exposed 18,21"
    ),
}

OFFERING_CLOSED = {
    "1996-12-20": table(
        "suspended 1-4; live 5-6; satisfied 7,8,11; open 9,10,12-14,16,23; dormant 21; untested 15,19;"
        "blocked 20; partly performed 22; missed 17; exposed 18"
    ),
    "1997-01-01": table(
        "missed 1,17; failing 2-4; lapsed 5-6; satisfied 7,8,11; open 9,10,12-14,16,23; dormant 21; untested 15,19;"
        "blocked 20; partly performed 22; exposed 18"
    ),
}

ALL_CONDITIONS_MET = table(
    "missed 1,17; failing 2-4; ended 5-6; satisfied 7-11; open 12-14,16,23; dormant 21; untested 15,19;"
    "blocked 20; partly performed 22; exposed 18"
)

STATED = {1: "1996-09-30", 5: "1996-12-31", 6: "1996-12-31", 7: "1996-11-01", 8: "1996-12-31", 17: "1996-12-02"}
NOT_STATED = (*range(9, 17), 18, 19, 21, 22, 23)

DAYS_LEFT = {
    "1996-10-15": {1: -15},
    "1996-11-20": {8: 41, 17: 12, 5: 41, 6: 41},
    "1996-12-03": {8: 28, 17: -1},
    "1997-01-01": {1: -93, 8: -1, 17: -30},
}


class Supposed(NamedTuple):
    """A performance that nobody has recorded: of which ref, on which day, with what."""

    number: int
    day: str
    amount: str = ""


CLOSING = Supposed(8, "1996-12-20", "9400000")
PRICE = Supposed(9, "1996-12-27")
FEE = Supposed(10, "1996-12-27", "100000")


class Book:
    """A docket file, and how its refs and days stand to those of the worked example."""

    def __init__(self, path: Path, say: Callable[..., str], refs: dict[int, str], moved: timedelta) -> None:
        self.path, self.say, self.refs, self.moved = path, say, refs, moved
        self._numbers = {ref: number for number, ref in refs.items()}

    def day(self, text: str) -> str:
        """A day of the worked example as it is in this book."""
        return (date.fromisoformat(text) + self.moved).isoformat()

    def on(self, day: str) -> dict[int, Row]:
        """What ``due --json`` says as of that day, by number, days and refs told in those of the worked example."""
        rows = json.loads(self.say("due", str(self.path), "--as-of", self.day(day), "--json"))
        return {self._numbers[row["ref"]]: self._told(row) for row in rows}

    def _told(self, row: Row) -> Row:
        told = {key: moved_days(value, -self.moved) for key, value in row.items() if key != "reasons"}
        refs = {key: {self._numbers[ref] for ref in row[key]} for key in ("exposes", "lapses", "brings_back")}
        return {**told, **refs, "reasons": " | ".join(row["reasons"])}

    def supposing(self, *performances: Supposed) -> Book:
        """A copy of the book in which these are recorded too."""
        data = json.loads(self.exported())
        for supposed in performances:
            add_performance(data, self.refs[supposed.number], supposed, self.day(supposed.day))
        return self.written(data, f"supposed-{len(performances)}", self.refs, self.moved)

    def exported(self) -> str:
        """The whole docket as JSON."""
        out = self.path.with_suffix(".json")
        self.say("export", str(self.path), str(out))
        return out.read_text(encoding="utf-8")

    def written(self, data: object, name: str, refs: dict[int, str], moved: timedelta) -> Book:
        """The book that ``import`` makes of ``data``."""
        source, path = self.path.with_name(f"{name}.json"), self.path.with_name(f"{name}.duly")
        source.write_text(json.dumps(data), encoding="utf-8")
        self.say("import", str(source), str(path))
        return Book(path, self.say, refs, moved)


def moved_days(value: Any, by: timedelta) -> Any:
    """``value`` with every ISO day and moment in it moved."""
    if isinstance(value, dict):
        return {key: moved_days(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [moved_days(item, by) for item in value]
    if isinstance(value, str) and (found := DAY.match(value)):
        return (date.fromisoformat(found[0]) + by).isoformat() + value[found.end() :]
    return value


def renamed(value: Any, names: dict[str, str]) -> Any:
    """``value`` with every text that is one of ``names`` replaced."""
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def records(data: Any, kind: str) -> list[Row]:
    """The records of one kind in an export."""
    found: list[Row] = data["records"][kind]
    return found


def add_performance(data: Any, ref: str, supposed: Supposed, day: str) -> None:
    about = next(row["id"] for row in records(data, "obligation") if row["ref"] == ref)
    what: Row = {"fact": "performed", "in_full": True}
    if supposed.amount:
        what |= {"amount": supposed.amount, "currency": "USD"}
    fact = {"id": f"supposed-{supposed.number}", "about": about, "what": what, "day": {"on": day}}
    records(data, "fact").append({**fact, "recorded_by": "Nobody", "recorded_at": f"{day}T17:00:00Z"})


def estranged(book: Book) -> Book:
    """The book under other refs and ids, in another order, 364 days later."""
    chance = random.Random(8)  # an order, not a secret
    data = moved_days(json.loads(book.exported()), MOVED_BY)
    kinds = [kind for kind in data["records"] if kind != "caption"]
    others = chance.sample(range(100, 1000), 500)
    ids = {row["id"]: f"{chance.choice('abz')}-{others.pop()}" for kind in kinds for row in records(data, kind)}
    refs = {number: f"{chance.choice('ABZ')}/{others.pop()}" for number in range(1, 24)}
    data = renamed(data, ids | {f"USMX-{number}": ref for number, ref in refs.items()})
    for kind in kinds:
        chance.shuffle(records(data, kind))
    return book.written(data, "estranged", refs, MOVED_BY)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run one job of the command line, which must end with code 0, and return what it printed."""

    def run(*argv: str) -> str:
        assert main.main(list(argv)) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def sample(tmp_path: Path, say: Callable[..., str]) -> Book:
    path = tmp_path / "usmx.duly"
    say("sample", str(path))
    return Book(path, say, {number: f"USMX-{number}" for number in range(1, 24)}, timedelta())


@pytest.fixture(params=["as the filing has it", "renamed, shuffled and moved by 364 days"])
def book(request: pytest.FixtureRequest, sample: Book) -> Book:
    return sample if request.param == "as the filing has it" else estranged(sample)


def standings(rows: dict[int, Row]) -> dict[int, str]:
    return {number: rows[number]["standing"] for number in sorted(rows)}


@pytest.mark.parametrize("day", NOTHING_MORE_DONE)
def test_every_ref_on_every_day_with_nothing_more_done(book: Book, day: str) -> None:
    assert standings(book.on(day)) == dict(sorted(NOTHING_MORE_DONE[day].items()))


@pytest.mark.parametrize("day", OFFERING_CLOSED)
def test_every_ref_if_the_offering_closes_on_20_december(book: Book, day: str) -> None:
    assert standings(book.supposing(CLOSING).on(day)) == dict(sorted(OFFERING_CLOSED[day].items()))


def test_every_ref_if_price_and_fee_are_done_as_well(book: Book) -> None:
    rows = book.supposing(CLOSING, PRICE, FEE).on("1997-01-01")
    assert standings(rows) == dict(sorted(ALL_CONDITIONS_MET.items()))


@pytest.mark.parametrize("day", list(NOTHING_MORE_DONE)[1:])
def test_stated_days_are_due_days_and_no_others_are(book: Book, day: str) -> None:
    rows = book.on(day)
    assert {number: rows[number]["due"] for number in STATED} == STATED
    assert {number: rows[number]["due"] for number in NOT_STATED} == dict.fromkeys(NOT_STATED)


@pytest.mark.parametrize("day", DAYS_LEFT)
def test_days_left_are_counted_to_the_due_day(book: Book, day: str) -> None:
    rows = book.on(day)
    assert {number: rows[number]["days_left"] for number in DAYS_LEFT[day]} == DAYS_LEFT[day]


def test_what_missing_the_offering_and_the_plan_would_bring(book: Book) -> None:
    rows = book.on("1996-11-20")
    offering, plan = rows[8], rows[17]
    assert (offering["exposes"], offering["lapses"], offering["brings_back"]) == ({18, 21}, {5, 6}, {1, 2, 3, 4})
    assert (plan["exposes"], plan["lapses"], plan["brings_back"]) == ({18}, set(), set())


def test_what_is_suspended_stands_again_on_new_year_s_day(book: Book) -> None:
    rows = book.on("1996-11-20")
    assert {number: rows[number]["back_on"] for number in (1, 2, 3, 4)} == dict.fromkeys((1, 2, 3, 4), "1997-01-01")


def test_work_starts_in_time_for_the_plan_and_the_offering(book: Book) -> None:
    """Five working days to Mon 2 Dec without Thanksgiving, twenty to Tue 31 Dec without Christmas Day."""
    rows = book.on("1996-11-20")
    assert (rows[17]["act_by"], rows[8]["act_by"]) == ("1996-11-25", "1996-12-03")


def test_price_and_fee_are_to_be_done_before_the_reliefs_end(book: Book) -> None:
    rows = book.supposing(CLOSING).on("1996-12-20")
    assert {number: rows[number]["perform_by"] for number in (9, 10)} == {9: "1996-12-31", 10: "1996-12-31"}
    assert {number: rows[number]["due"] for number in (9, 10)} == {9: None, 10: None}
    for number in (9, 10):
        assert "perform by" in rows[number]["reasons"].lower()
        assert any(f"condition of {book.refs[relief]}" in rows[number]["reasons"] for relief in (5, 6))


def test_who_owes_what_under_what(book: Book) -> None:
    rows = book.on("1996-11-20")
    assert rows[22]["performed"] == {"value": "3800000", "currency": "USD"}
    assert rows[22]["amount"] == {"value": "4500000", "currency": "USD", "bound": "at most"}
    assert rows[8]["amount"] == {"value": "9000000", "currency": "USD", "bound": "at least"}
    assert (rows[8]["performed"], rows[17]["amount"]) == (None, None)
    assert [rows[number]["owner"] for number in (8, 1, 17)] == ["Legal", "Finance", "Exploration"]
    assert [rows[number]["kind"] for number in (8, 1, 17, 18)] == ["milestone", "payment", "delivery", "consequence"]
    assert rows[1]["instrument"].startswith("Credit Agreements")


# (day, refs, words of a reason): whatever else is true stays in the reasons
SAID = [
    ("1996-11-20", (5, 6), "as far as the source shows"),
    ("1996-11-20", (1,), "confirmed not performed"),
    ("1996-11-20", (7,), "preliminary only, Ontario only"),
    ("1996-11-20", (7,), "verified"),
    ("1996-11-20", (1, 2, 3, 4), "stands again on Wed 1 Jan 1997"),
    ("1996-11-20", (5, 6), "stand again on Wed 1 Jan 1997, unless a further relief is entered"),
    ("1996-11-20", (9, 10), "a condition of USMX-5"),
    ("1996-12-03", (17,), "no performance"),
    ("1997-01-01", (8, 17), "no performance"),
    ("1997-01-01", (1,), "confirmed not performed"),
]


@pytest.mark.parametrize(("day", "numbers", "words"), SAID)
def test_the_reasons_say(sample: Book, day: str, numbers: tuple[int, ...], words: str) -> None:
    rows = sample.on(day)
    for number in numbers:
        assert words.casefold() in rows[number]["reasons"].casefold()


# (day, ref, first day of the present standing)
SINCE = [
    ("1996-10-15", 1, "1996-10-01"),
    ("1997-01-01", 1, "1996-10-01"),
    ("1997-01-01", 17, "1996-12-03"),
    ("1997-01-01", 8, "1997-01-01"),
]


@pytest.mark.parametrize(("day", "number", "since"), SINCE)
def test_missed_says_since_when(book: Book, day: str, number: int, since: str) -> None:
    assert book.on(day)[number]["since"] == since


FORWARD_LOOK = {
    "1996-12-02": {17: "due"},
    "1996-12-03": {17: "missed", 18: "exposed"},
    "1996-12-31": {8: "due"},
    "1997-01-01": {
        8: "missed",
        5: "lapsed",
        6: "lapsed",
        1: "missed",
        **dict.fromkeys((2, 3, 4), "failing"),
        21: "exposed",
    },
}


def test_the_forward_look_names_every_day_on_which_something_changes(book: Book) -> None:
    today = date(1996, 11, 20) + book.moved
    with Ledger.open(book.path, clock=lambda: datetime(1996, 11, 20, tzinfo=UTC), who="Legal") as ledger:
        docket = ledger.docket
    look = look_on(assess_whole(docket, today), today + timedelta(days=365))
    numbers = {ref: number for number, ref in book.refs.items()}
    told = {
        (day - book.moved).isoformat(): {numbers[docket.ref(turn.id)]: turn.after.value for turn in turns}
        for day, turns in look
    }
    assert told == FORWARD_LOOK


def test_without_a_day_the_sample_is_read_on_its_own_clock(sample: Book) -> None:
    plain = sample.say("due", str(sample.path), "--json")
    assert plain == sample.say("due", str(sample.path), "--as-of", "1996-11-20", "--json")


def test_a_process_of_its_own_says_the_same(sample: Book) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "due", str(sample.path), "--as-of", "1997-01-01", "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    assert done.stdout == sample.say("due", str(sample.path), "--as-of", "1997-01-01", "--json")
    assert done.stderr == ""
