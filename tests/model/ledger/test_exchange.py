"""The whole docket as JSON and back, lossless, under a published schema; what is wrong names record and field."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from model.days.fiscal import FiscalYear
from model.days.operation import Add, BusinessDays, CountDays, Roll
from model.docket import Docket
from model.errors import StoreError, UnreadableInput
from model.ledger.commands import Put, RecordFact
from model.ledger.exchange import export_json, import_docket, import_json, schema, schema_text
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.amount import EquityCure, Stepped, Threshold
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import (
    After,
    Changed,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    On,
    Override,
    While,
)
from model.record.door import KINDS
from model.record.event import Event
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
    What,
)
from model.record.figure import Figure
from model.record.instrument import NoticeClause, NoticeMethod
from model.record.metric import Definition, Metric
from model.record.obligation import Cure, Reminder
from model.record.scenario import (
    Scenario,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from model.record.source import Span
from tests.builders import dated
from tests.model.ledger import matters
from tests.model.ledger.matters import duty, fact, links, ticking

changed = msgspec.structs.replace

AFTER = After(anchor=EventAnchor(event="event-placement"), steps=(Add(n=45, unit="day"), Roll()), words="45 days after")
MISS = After(anchor=ObligationAnchor(obligation="obligation-1", of="missed"), steps=(BusinessDays(n=5),))
FACTS: list[tuple[int | str, What]] = [
    (7, Performed(amount="12.5", currency="USD", in_full=True)),
    (1, NotPerformed()),
    (17, Submitted()),
    (17, Approved()),
    (17, Rejected()),
    (2, Reading(value="1.8", met=False)),
    (2, DefaultCeased()),
    ("relief-5", Verified()),
    (10, Cancelled()),
]
MOURNING = Closure(
    id="closure-bush", calendar="NYSE", day=date(2018, 12, 5), reason="Day of mourning", source="NYSE, 2 Dec 2018"
)
FIGURES: tuple[dict[str, Any], ...] = (
    {"value": "-19250000.5"},
    {"value": "3", "expected": True},
    {"value": "1", "cure": True, "made": date(1996, 11, 1)},
)
RICH = (
    MOURNING,
    Event(
        id="event-quarter",
        title="Fiscal quarter end",
        happened=Day(on=date(1996, 12, 28)),
        fiscal=FiscalYear(month=12, ends="last weekday", weekday="Saturday", period="quarter"),
        time="17:00",
        zone="America/Denver",
    ),
    duty(
        44,
        "Quarterly report",
        deadline=Every(
            event="event-quarter",
            steps=(Add(n=45, unit="day"), CountDays(n=2, exclude_ranges=(("12-21", "01-07"),))),
            calendars=("US-FED",),
            rulebook="sec-10q-large-accelerated",
            changed=(Changed(occurrence=date(1997, 3, 29), due=date(1997, 5, 20), reason="Extension"),),
        ),
    ),
    duty(40, "Earlier of", deadline=Earliest(of=(AFTER, dated(date(1997, 1, 2))), words="the earlier of")),
    duty(41, "Later of", deadline=Latest(of=(AFTER, MISS)), override=Override(day=date(1997, 3, 1), reason="Agreed")),
    duty(
        42,
        "At noon – “Größe”",
        deadline=On(day=Day(on=date(1997, 1, 2), words="early 1997"), time="12:00", zone="America/Denver"),
        cure=Cure(period=(Add(n=30, unit="day"),), runs_from="notice", event="event-placement"),
        reminders=(Reminder(lead=14), Reminder(lead=2, unit="working day", before="act by")),
        either=links(43),
        tags=("Börse", "a b"),
        confidential=True,
        lead_time=12,
    ),
    duty(43, "A right", binding="right", replaces=links(17)),
    changed(
        matters.CREDIT,
        notice=NoticeClause(
            address="1 Main St",
            method="courier",
            methods=(NoticeMethod(method="First-class mail", receipt=(BusinessDays(n=3),), words="after mailing"),),
        ),
        governing_law="New York",
        calendars=("US-NY",),
        counts="calendar",
    ),
    *(
        fact(about, what, name=f"fact-{number}", evidence=("document-8k",), note="seen")
        for number, (about, what) in enumerate(FACTS)
    ),
    duty(10, "Fee"),
    Metric(
        id="metric-profit",
        name="Consolidated EBITDA",
        short_name="EBITDA",
        currency="USD",
        definitions=(
            Definition(source=Span(document="document-8k", start=0, end=11, words=matters.TEXT[:11]), locator="1.01"),
            Definition(text="as amended", instrument="instrument-amendment", since=date(1996, 11, 15)),
        ),
    ),
    Metric(id="metric-interest", name="Interest", currency="USD"),
    *(
        Figure(
            id=f"figure-{number}",
            metric="metric-profit",
            as_of=date(1996, 9, 30),
            recorded_by="Finance",
            recorded_at=datetime(1996, 11, 20, 12, tzinfo=UTC),
            evidence=("document-8k",),
            **more,
        )
        for number, more in enumerate(FIGURES)
    ),
    duty(
        44,
        "Cover",
        kind="test",
        deadline=While(),
        threshold=Threshold(
            metric="cover",
            comparator="at least",
            value="2",
            formula="[metric-profit] ÷ [metric-interest]",
            steps=(Stepped(since=date(1997, 1, 1), value="2.25"),),
            equity_cure=EquityCure(metric="metric-profit", within=(BusinessDays(n=10),), most=2, in_tests=4),
        ),
    ),
    duty(45, "Of the fund", kind="allocation", fund="metric-interest"),
    Scenario(
        id="scenario-all",
        title="All at once",
        assumptions=(
            SupposePerformed(about="obligation-8", on=date(1996, 12, 20), amount="9400000", currency="USD"),
            SupposeMissed(about="obligation-44", occurrence=date(1996, 12, 31)),
            SupposeMoved(about="relief-5", to=date(1997, 1, 31)),
            SupposeReading(about="obligation-44", on=date(1996, 12, 31), value="2.5"),
            SupposeReading(about="obligation-44", on=date(1997, 3, 31), met=False),
            SupposeRelief(
                covers=("obligation-44", "obligation-45"),
                kind="extension",
                granted_on=date(1996, 12, 15),
                until=date(1997, 1, 31),
                new_due=date(1997, 1, 15),
            ),
        ),
        notes="Asked by the board",
    ),
)


@pytest.fixture
def rich(ledger: Ledger) -> Ledger:
    """The small docket with every form of deadline and every kind of fact."""
    for record in sorted(RICH, key=lambda one: (one.id != "obligation-43", one.id.startswith(("fact", "scenario")))):
        ledger.do(Put(record))
    return ledger


def test_a_docket_comes_back_as_it_was(rich: Ledger, tmp_path: Path) -> None:
    text = export_json(rich)
    docket, documents = import_json(text)
    assert docket == rich.docket
    assert documents == matters.FILES
    assert [list(docket.kind(kind)) for kind in KINDS] == [list(rich.docket.kind(kind)) for kind in KINDS]
    with import_docket(text, tmp_path / "b.duly", source="acme.json", clock=ticking(), who="counsel") as again:
        assert again.docket == rich.docket
        assert again.document_bytes(matters.SHA256) == matters.BYTES
        assert [entry.label for entry in again.journal()] == ["Import acme.json"]
        assert again.undo_label is None
        assert export_json(again) == text
    assert verify(tmp_path / "b.duly") == ()


def test_two_exports_of_one_state_are_the_same(rich: Ledger) -> None:
    assert export_json(rich) == export_json(rich)


def test_an_export_fits_the_published_schema(rich: Ledger) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    whole = json.loads(export_json(rich))
    assert list(validator.iter_errors(whole)) == []
    for path, value in (
        (("version",), 2),
        (("records", "obligation", 0, "ref"), "a ref with spaces"),
        (("records", "obligation", 0, "kind"), "gift"),
        (("records", "obligation", 0, "amount", "value"), "1.50"),
        (("records", "obligation", 0, "surprise"), True),
        (("records", "fact", 0, "what", "fact"), "guessed"),
        (("records", "party", 0, "id"), "UPPER"),
    ):
        assert list(validator.iter_errors(_with(whole, path, value))), path


def test_the_published_schema_is_current() -> None:
    published = files("resources").joinpath("schema", "docket.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), (
        "Write model.ledger.exchange.schema_text() to resources/schema/docket.schema.json, and say in the changelog"
        " what changed for those who read exports."
    )


def test_the_document_bytes_are_all_there_or_nothing_is_exported(ledger: Ledger) -> None:
    whole = json.loads(export_json(ledger))
    assert base64.b64decode(whole["documents"][matters.SHA256]) == matters.BYTES
    with pytest.raises(UnreadableInput, match="The file of “Form 8-K” was not handed in"):
        export_json(ledger.docket)
    assert export_json(ledger.docket, matters.FILES)


def _with(whole: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A copy of ``whole`` with another value at ``path``; None takes it away."""
    made = copy.deepcopy(whole)
    place = made
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return made


def _place(kind: str, record_id: str) -> Callable[[Any], int]:
    return lambda whole: [record.get("id", "docket") for record in whole["records"][kind]].index(record_id)


FAULTS: list[tuple[str, str, str, object, str]] = [
    ("obligation", "obligation-8", "kind", "gift", r"^The obligation ACME-8, kind: Invalid enum value 'gift'"),
    ("obligation", "obligation-8", "title", None, r"^The obligation ACME-8: Object missing required field `title`"),
    ("obligation", "obligation-8", "surprise", 1, r"^The obligation ACME-8: Object contains unknown field `surprise`"),
    ("obligation", "obligation-8", "deadline", {"form": "on", "day": {"on": "31.12.1996"}}, "deadline: Invalid"),
    ("obligation", "obligation-8", "deadline", {"form": "soon"}, "deadline: Invalid value 'soon'"),
    ("party", "party-bank", "ours", "yes", "^The party N M Rothschild & Sons Limited, side: Expected `bool`"),
    ("party", "party-bank", "id", "PARTY", "^N M Rothschild & Sons Limited, id: "),
    ("obligation", "obligation-8", "amount", {"value": "9e6", "currency": "USD"}, "^ACME-8, amount: "),
    ("obligation", "obligation-8", "amount", {"value": "9000000"}, "^ACME-8, amount: An amount needs a currency"),
    ("obligation", "obligation-8", "owner", "person-gone", "^ACME-8, owner: The person chosen as owner"),
    ("obligation", "obligation-8", "ref", "ACME-7", "^ACME-7, reference: ACME-7 is already the reference"),
    ("obligation", "obligation-8", "id", "obligation-7", "^The obligation obligation-7 stands in the export twice"),
    ("obligation", "obligation-8", "needs", [{"one_of": ["obligation-1"]}],
     "ACME-8, conditions precedent: .* 8 → 5 → 1 → 8"),
    ("obligation", "obligation-8", "sources", [{"document": "document-8k", "start": 0, "end": 2, "words": "Xx"}],
     "^ACME-8, source words: The document does not say “Xx”"),
    ("document", "document-8k", "size", 5, "“Form 8-K” is not of the size"),
    ("document", "document-8k", "sha256", "0" * 64, "The file of the document “Form 8-K” is not in the export"),
    ("caption", "docket", "title", " ", "title: The docket needs a title"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "record_id", "field", "value", "says"), FAULTS)
def test_what_is_wrong_names_the_record_and_the_field_and_nothing_is_made(
    ledger: Ledger, tmp_path: Path, kind: str, record_id: str, field: str, value: object, says: str
) -> None:
    whole = json.loads(export_json(ledger))
    broken = _with(whole, ("records", kind, _place(kind, record_id)(whole), field), value)
    with pytest.raises(UnreadableInput, match=says):
        import_docket(json.dumps(broken), tmp_path / "b.duly", source="x.json", clock=ticking(), who="x")
    assert not (tmp_path / "b.duly").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This is no Duly export"),
        ("Dear Sirs", "This is no Duly export"),
        ("[1, 2]", "This is no Duly export"),
        ("{}", "This is no Duly export"),
        ('{"format": "other", "version": 1}', "This is no Duly export"),
        ('{"format": "duly-docket", "version": 2}', "of version 2; this Duly reads version 1. Update Duly"),
        ('{"format": "duly-docket", "version": 1}', "does not fit its form: .*missing required field `records`"),
        ('{"format": "duly-docket", "version": 1, "records": {"dragon": []}}', "unknown field `dragon`"),
        (
            '{"format": "duly-docket", "version": 1, "records": {}, "documents": {"%s": "QQ=="}}' % ("0" * 64),
            "are not those of its SHA-256",
        ),
        (
            '{"format": "duly-docket", "version": 1, "records": {"caption": [{"title": "a"}, {"title": "b"}]}}',
            "length <= 1",
        ),
    ],
)
def test_what_is_no_export_is_refused(text: str, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        import_json(text)


@pytest.mark.parametrize(
    "day",
    [
        "1996-12-1",
        "19961201",
        "1996-W49-7",
        "1996-12-01T00:00:00",
        "1899-12-31",
        "2200-01-01",
        "1996-02-30",
        " 1996-12-01",
    ],
)
def test_days_are_strict(ledger: Ledger, day: str) -> None:
    whole = json.loads(export_json(ledger))
    place = _place("obligation", "obligation-7")(whole)
    broken = _with(whole, ("records", "obligation", place, "deadline", "day", "on"), day)
    with pytest.raises(UnreadableInput, match="ACME-7, deadline"):
        import_json(json.dumps(broken))


def test_an_import_never_takes_the_place_of_a_file(ledger: Ledger, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="There is already a file"):
        import_docket(export_json(ledger), path, source="x.json", clock=ticking(), who="x")
    assert path.read_bytes() == before


def test_an_empty_docket_comes_back_too(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.duly", matters.CAPTION, clock=ticking(), who="x") as ledger:
        assert import_json(export_json(ledger)).docket == ledger.docket
    assert import_json(export_json(Docket())).docket == Docket()


def test_facts_recorded_in_another_zone_come_back_as_the_same_moment(ledger: Ledger) -> None:
    from datetime import datetime, timedelta, timezone

    denver = timezone(timedelta(hours=-7))
    ledger.do(RecordFact(fact(7, Performed(), recorded_at=datetime(1996, 11, 20, 5, 0, 0, 123456, tzinfo=denver))))
    again = import_json(export_json(ledger)).docket.facts["fact-1"]
    assert again.recorded_at.isoformat() == "1996-11-20T05:00:00.123456-07:00"
