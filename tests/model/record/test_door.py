"""The door: what goes in comes out, in one form only, and what is no sound value is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import InvalidRecord
from model.record.base import Currency, DecimalText, Id, Record, Ref, decimal_text, new_id
from model.record.day import Day
from model.record.deadline import Open
from model.record.document import Sha256
from model.record.door import KINDS, check, decode, encode, kind_of, problems
from model.record.event import Event
from model.record.fact import Fact, Instant, Performed
from model.record.obligation import Obligation
from model.record.party import Party
from tests.model.record.typed import DAY, MOMENT, at_random, hints_of, least, places

EACH_KIND = pytest.mark.parametrize("kind", KINDS)


def is_text(hint: Any) -> bool:
    return hint is str


def every_place(wanted: Callable[[Any], bool], value: Any) -> list[tuple[str, Record]]:
    return [place for cls in KINDS.values() for place in places(cls, wanted, value)]


def pairs_in(body: str) -> list[list[str]]:
    """The keys of each object in the JSON, in the order in which they stand."""
    seen: list[list[str]] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen.append([key for key, _ in pairs])
        return dict(pairs)

    json.loads(body, object_pairs_hook=note)
    return seen


# --- The canonical form -----------------------------------------------------------------------------------


@EACH_KIND
@given(data=st.data())
def test_whatever_goes_in_comes_out(kind: str, data: st.DataObject) -> None:
    record = data.draw(at_random(KINDS[kind]))
    assert decode(kind, encode(record)) == record
    assert encode(decode(kind, encode(record))) == encode(record)
    assert kind_of(record) == kind


@EACH_KIND
@given(data=st.data())
def test_keys_are_sorted_at_every_depth(kind: str, data: st.DataObject) -> None:
    for keys in pairs_in(encode(data.draw(at_random(KINDS[kind])))):
        assert keys == sorted(keys)


@EACH_KIND
@given(data=st.data())
def test_the_rules_answer_for_whatever_fits_the_types(kind: str, data: st.DataObject) -> None:
    record = data.draw(at_random(KINDS[kind]))
    found = problems(record)
    assert all(problem.field in record.__struct_fields__ or isinstance(record, Fact) for problem in found)
    assert all(problem.message.endswith((".", "?")) for problem in found)


@EACH_KIND
def test_defaults_are_left_out(kind: str) -> None:
    cls = KINDS[kind]
    required = {field.name for field in msgspec.structs.fields(cls) if field.required}
    assert set(json.loads(encode(least(cls)))) == required


def test_equal_records_have_equal_bytes_whatever_the_order_they_were_written_in() -> None:
    one = decode("party", '{"name": "Bank",\n "id": "bank", "ours": false, "email": ""}')
    assert encode(one) == encode(Party(id="bank", name="Bank")) == '{"id":"bank","name":"Bank"}'


def test_a_new_id_is_a_permanent_id_and_no_two_are_alike() -> None:
    made = {new_id(kind) for kind in KINDS for _ in range(50)}
    assert len(made) == 50 * len(KINDS)
    assert all(problems(Party(id=one, name="X")) == () for one in made)


# --- What is refused --------------------------------------------------------------------------------------


def objects_in(value: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            yield from objects_in(part, f"{path}.{key}")
    elif isinstance(value, list):
        for part in value:
            yield from objects_in(part, f"{path}[]")


DEEP: dict[str, dict[str, Any]] = {
    "obligation": {
        "deadline": {
            "form": "after",
            "anchor": {"on": "event", "event": "closing"},
            "steps": [{"op": "add", "n": 45, "unit": "day"}, {"op": "roll"}],
        },
        "starts": {"of": [{"on": "obligation", "obligation": "offering"}]},
        "override": {"day": "1996-12-02", "reason": "agreed"},
        "target": {"on": "1996-12-02"},
        "amount": {"value": "1", "currency": "USD"},
        "threshold": {"metric": "ratio", "comparator": "at least", "value": "2"},
        "cure": {"period": [{"op": "business_days", "n": 3}]},
        "approval": {"by": "bank"},
        "needs": [{"one_of": ["offering"]}],
        "paid_from": [{"to": "offering"}],
        "reminders": [{"lead": 14}],
        "sources": [{"document": "filing", "start": 0, "end": 2, "words": "by"}],
    },
    "fact": {"what": {"fact": "performed", "in_full": True}},
    "relief": {"granted_on": {"on": "1996-11-15"}, "reminders": [{"lead": 7}]},
    "instrument": {"day": {"on": "1996-11-15"}, "notice": {"address": "London"}},
    "event": {"happened": {"on": "1996-11-15"}},
}


def with_a_field_more() -> Iterator[tuple[str, str, str]]:
    """Each object at each depth of a full body of each kind, with a field that no record has."""
    for kind, cls in KINDS.items():
        body = {**json.loads(encode(least(cls))), **DEEP.get(kind, {})}
        for path, found in list(objects_in(body)):
            found["colour"] = "red"
            yield kind, path, json.dumps(body)
            del found["colour"]


@pytest.mark.parametrize(("kind", "path", "body"), list(with_a_field_more()))
def test_an_unknown_field_is_refused_by_name_at_every_depth(kind: str, path: str, body: str) -> None:
    with pytest.raises(InvalidRecord, match=f"kind {kind} does not fit its form: .*unknown field `colour`"):
        decode(kind, body)


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("colour", "{}", "“colour” is no kind of record that this Duly knows."),
        ("party", "{", "A record of kind party is no JSON"),
        ("party", "", "A record of kind party is no JSON"),
        ("party", "null", "Expected `object`, got `null`"),
        ("party", "[]", "Expected `object`, got `array`"),
        ("party", '{"id": "bank"}', "missing required field `name`"),
        ("party", '{"id": "bank", "name": 5}', r"Expected `str`, got `int` - at `\$.name`"),
        ("party", '{"id": "bank", "name": "B", "ours": 1}', r"Expected `bool`, got `int` - at `\$.ours`"),
        ("document", '{"id":"dd","title":"T","media_type":"t","sha256":"0","size":1.5}', r"at `\$.size`"),
        ("document", '{"id":"dd","title":"T","media_type":"t","sha256":"0","size":NaN}', "is no JSON"),
        (
            "event",
            '{"id":"ev","title":"T","happened":{"on":"1996-11-31"}}',
            r"Invalid RFC3339 encoded date - at `\$.happened.on`",
        ),
        ("event", '{"id":"ev","title":"T","happened":{"on":"31/12/1996"}}', r"Invalid .* - at `\$.happened.on`"),
        ("event", '{"id":"ev","title":"T","happened":{"on":"1996-12-02T10:00"}}', r"at `\$.happened.on`"),
    ],
)
def test_what_does_not_fit_its_form_is_refused_in_one_sentence(kind: str, body: str, words: str) -> None:
    with pytest.raises(InvalidRecord, match=words):
        decode(kind, body)


OUTSIDE = [date(1899, 12, 31), date(2200, 1, 1)]
INSIDE = [date(1900, 1, 1), date(2199, 12, 31)]
DATED = every_place(lambda hint: hint is date, None)


def test_days_stand_in_more_places_than_anybody_would_list_by_hand() -> None:
    assert len(DATED) > 25


@pytest.mark.parametrize("place", [path for path, _ in DATED])
@pytest.mark.parametrize("day", OUTSIDE, ids=str)
def test_a_year_outside_1900_to_2199_is_refused_wherever_a_day_stands(place: str, day: date) -> None:
    record = dict(every_place(lambda hint: hint is date, day))[place]
    field = place.partition(".")[2].partition(":")[0]
    wanted = (field, f"The year {day.year} is outside 1900 to 2199. Correct the day.")
    assert wanted in [tuple(problem) for problem in problems(record)]


@pytest.mark.parametrize("place", [path for path, _ in DATED])
@pytest.mark.parametrize("day", INSIDE, ids=str)
def test_the_first_and_the_last_day_that_duly_knows_are_days(place: str, day: date) -> None:
    record = dict(every_place(lambda hint: hint is date, day))[place]
    assert not any("is outside 1900" in problem.message for problem in problems(record))


@pytest.mark.parametrize(
    "moment", [datetime(1899, 12, 31, tzinfo=MOMENT.tzinfo), datetime(2200, 1, 1, tzinfo=MOMENT.tzinfo)]
)
def test_a_moment_outside_those_years_is_refused_too(moment: datetime) -> None:
    found = [record for _, record in every_place(lambda hint: hint is Instant, moment)]
    assert found
    for record in found:
        assert any("is outside 1900 to 2199" in problem.message for problem in problems(record))


def test_a_moment_without_its_zone_is_refused() -> None:
    for path, record in every_place(lambda hint: hint is Instant, MOMENT.replace(tzinfo=None)):
        with pytest.raises(InvalidRecord, match="timezone") as refused:
            check(record)
        assert refused.value.field == path.partition(".")[2]


def test_a_moment_keeps_its_instant_whatever_its_zone() -> None:
    denver = MOMENT.astimezone(timezone(timedelta(hours=-7)))
    fact = msgspec.structs.replace(least(Fact), recorded_at=denver)
    again = decode("fact", encode(fact))
    assert isinstance(again, Fact)
    assert again.recorded_at == MOMENT


# (type, what it refuses, what it takes)
PATTERNED: list[tuple[str, Any, list[str], list[str]]] = [
    (
        "decimal",
        DecimalText,
        [
            "NaN",
            "Infinity",
            "1e3",
            "1E3",
            "1.0",
            "01",
            "+1",
            "1,000",
            "-0",
            "-0.0",
            ".5",
            "5.",
            "",
            " 1",
            "1\n",
            "\N{FULLWIDTH DIGIT ONE}",
            "1_0",
        ],
        ["0", "1", "-1", "0.5", "-0.5", "9000000", "999999999999999999", "0.000000000001"],
    ),
    ("id", Id, ["", "a", "-ab", "Ab", "a b", "ab\n", "a" * 65, "ä1", "a_b"], ["ab", "9z", "a-", "a" * 64]),
    ("ref", Ref, ["", "-1", "A 1", "A\n", "A" * 25, "Ä1", "A\u202e"], ["1", "USMX-7", "a.b/c_d", "A" * 24]),
    ("currency", Currency, ["usd", "US", "USDX", "$", "USD\n", " "], ["", "USD", "CHF"]),
    ("sha256", Sha256, ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"], ["0" * 64, "f" * 64]),
]


@pytest.mark.parametrize(
    ("hint", "text"), [(hint, text) for _, hint, refused, _ in PATTERNED for text in refused], ids=repr
)
def test_text_that_is_not_in_its_one_form_is_refused_wherever_it_stands(hint: Any, text: str) -> None:
    found = every_place(lambda one: one is hint or one == hint, text)
    assert found
    for path, record in found:
        field = path.partition(".")[2].partition(":")[0].partition("[")[0]
        assert [problem.field for problem in problems(record)] == [field], path


@pytest.mark.parametrize(
    ("hint", "text"), [(hint, text) for _, hint, _, taken in PATTERNED for text in taken], ids=repr
)
def test_text_in_its_one_form_is_taken_wherever_it_stands(hint: Any, text: str) -> None:
    for path, record in every_place(lambda one: one is hint or one == hint, text):
        assert not any("does not fit its form" in problem.message for problem in problems(record)), path


def test_a_number_is_no_decimal_text() -> None:
    for amount in ("5", "5.5", "NaN", "null"):
        with pytest.raises(InvalidRecord):
            decode("obligation", f'{{"id":"ab","ref":"A","title":"T","kind":"payment","amount":{{"value":{amount}}}}}')


@pytest.mark.parametrize(
    ("field", "value"),
    [("lead_time", -1), ("lead_time", 2001), ("reminders", -1), ("reminders", 3651)],
)
def test_a_lead_is_a_number_of_days_that_somebody_could_mean(field: str, value: int) -> None:
    reminders = f'[{{"lead":{value}}}]' if field == "reminders" else str(value)
    body = f'{{"id":"ab","ref":"A","title":"T","kind":"payment","{field}":{reminders}}}'
    with pytest.raises(InvalidRecord, match=f"`int` [<>]= .* at `\\$.{field}"):
        decode("obligation", body)


# --- Text is kept as it was typed -------------------------------------------------------------------------

HOSTILE = [
    "<b>bold</b> & <img src='file:///etc/passwd'>",
    "'; DROP TABLE record; --",
    '"quoted" \\back\\slash\\',
    "=cmd|' /C calc'!A0",
    "line one\r\nline two\ttab",
    "\u202egnp.exe \u2066isolated\u2069",
    "e\u0301 is not é; ﬁ is not fi",
    "NUL \0 and bell \a",
    "\U0001d518\U0001d52b \U0001f3db",
    "\ufeffwith a mark of byte order",
    " spaces before and after ",
    "%s %(name)s {0} {name} $HOME `id`",
    "x" * 20_000,
]
TEXTS = every_place(is_text, "words")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_text_is_kept_letter_by_letter_wherever_it_stands(text: str) -> None:
    for path, record in every_place(is_text, text):
        assert decode(kind_of(record), encode(record)) == record, path
    assert problems(Party(id="bank", name=text, notes=text)) == ()


def test_half_a_character_is_refused_with_what_to_do() -> None:
    assert [tuple(found) for found in problems(Party(id="bank", name="half \ud800"))] == [
        ("", "A text holds half a character, which cannot be stored. Type it again.")
    ]


def test_the_walk_over_types_meets_every_field() -> None:
    """One that it could not make would fail here, not be passed over."""
    for cls in KINDS.values():
        assert set(hints_of(cls)) == set(cls.__struct_fields__)
    assert len(TEXTS) > 40


# --- Figures as they are typed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("9,000,000.00", "9000000"),
        ("9 000 000", "9000000"),
        ("9\u00a0000\u00a0000", "9000000"),
        ("9\u202f000\u202f000", "9000000"),
        (" 2.50 ", "2.5"),
        ("2.", "2"),
        (".5", "0.5"),
        ("+7", "7"),
        ("-7.10", "-7.1"),
        ("-0.0", "0"),
        ("007", "7"),
        ("0", "0"),
        ("100", "100"),
        ("999,999,999,999,999,999", "999999999999999999"),
        ("0.000000000001", "0.000000000001"),
        (5, "5"),
        (-0, "0"),
    ],
)
def test_figures_come_to_one_normal_form(typed: Any, stored: str) -> None:
    assert decimal_text(typed) == stored
    fact = msgspec.structs.replace(least(Fact), what=Performed(amount=stored, currency="USD"))
    assert not any("fit its form" in problem.message for problem in problems(fact))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        ".",
        "-",
        "2,5",
        "1,00,000",
        "1,0000",
        ",5",
        "1.000,50",
        "1e3",
        "1_000",
        "NaN",
        "inf",
        "$5",
        "5 USD",
        "١٢",
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(InvalidRecord, match=r"is no number\. Write figures such as 9,000,000 or 2\.5\."):
        decimal_text(typed)


@pytest.mark.parametrize("typed", ["1000000000000000000", "-1000000000000000000", 10**18])
def test_figures_beyond_a_quintillion_are_refused(typed: Any) -> None:
    with pytest.raises(InvalidRecord, match="is no number"):
        decimal_text(typed)


def test_more_decimals_than_are_kept_are_refused_and_never_rounded_in_silence() -> None:
    with pytest.raises(InvalidRecord, match=r"has more than 12 decimals\. Round it\."):
        decimal_text("0.1234567890123")


@given(number=st.decimals(-(10**18) + 1, 10**18 - 1, places=6))
def test_the_normal_form_keeps_the_value_and_is_stable(number: Any) -> None:
    text = decimal_text(number)
    assert type(number)(text) == number
    assert decimal_text(text) == text


def test_an_event_with_an_inexact_day_keeps_the_words() -> None:
    event = Event(id="closing", title="Closing", happened=Day(on=DAY, words="early in December"))
    assert json.loads(encode(event))["happened"] == {"on": "1996-12-02", "words": "early in December"}


@pytest.mark.parametrize("reason", ["not stated"])
def test_a_default_that_is_spelled_out_has_the_same_normal_form(reason: Any) -> None:
    plain = Obligation(id="fee", ref="A-1", title="Pay", kind="payment", deadline=Open())
    spelled = replace(plain, deadline=Open(reason=reason))
    assert encode(spelled) == encode(plain)
    assert encode(decode("obligation", encode(spelled))) == encode(spelled)
