"""The rulebook is sound as a whole, answers by the version of the day, and finds what counsel looks for."""

from __future__ import annotations

import doctest
import importlib
from datetime import date, datetime, timedelta
from importlib.resources import files

import msgspec
import pytest

from model.days.calendar import named
from model.days.find_rule import search_rules
from model.days.operation import Add, Cutoff, Fixed, Roll
from model.days.provenance import Read, say_grade
from model.days.rulebook import (
    BOOK,
    Case,
    Family,
    Rule,
    RuleReading,
    SetOff,
    Version,
    rule_named,
    rulebook,
    work_out_rule,
)
from model.days.rules import compiled, faults_of, read_families, read_family
from model.errors import DayError

ON_DAY = RuleReading(calendars=("US-FED",), steps=(Add(n=10, unit="day"), Roll()))
WINDOW = RuleReading(calendars=("US-FED",), steps=ON_DAY.steps, opens=(Add(n=3, unit="day"),))
LAW = Version(
    citation="17 CFR 1.1", readings=(ON_DAY,), quote="10 days after", quote_from="17 CFR, ecfr.gov", read="official"
)
MADE = Case(trigger="2024-03-01", expected="2024-03-11", basis="computed", source="by hand")
SOUND = Rule(
    id="made-rule",
    title="A made rule",
    counts_from="the day",
    applies="Always",
    authority="The test",
    jurisdiction="Nowhere",
    versions=(LAW,),
    cases=(MADE, MADE),
)


def replaced(**changes: object) -> Rule:
    return msgspec.structs.replace(SOUND, **changes)


def faults(*rules: Rule) -> list[str]:
    return list(faults_of((Family(title="Made", rules=rules),)))


def version(**changes: object) -> tuple[Version, ...]:
    return (msgspec.structs.replace(LAW, **changes),)


# --- The book as it is shipped ---


def test_the_ready_book_is_made_from_its_sources() -> None:
    assert BOOK.read_bytes() == compiled(tuple(read_families().values()))


def test_the_folder_holds_the_families_and_the_ready_book_alone() -> None:
    names = {entry.name for entry in files("resources").joinpath("rules").iterdir()}
    assert {name for name in names if not name.endswith(".toml")} == {"rulebook.json"}


def test_the_book_has_the_fifty_rules_that_counsel_meets() -> None:
    assert len(rulebook()) >= 50


@pytest.mark.parametrize("module", ["rulebook", "rules", "find_rule"])
def test_the_examples_of_the_documentation_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"model.days.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


# --- What the check refuses ---


def test_a_sound_rule_has_no_fault() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (replaced(id="Made rule"), "not in kebab case"),
        (replaced(set_off=SetOff(by="default", title="T", says="S", reports=("made-rule",))), "a default names none"),
        (replaced(set_off=SetOff(by="missed report", title="T", says="S")), "names its rules"),
        (replaced(set_off=SetOff(by="missed report", title="T", says="S", reports=("x",))), "unknown rule x"),
        (replaced(set_off=SetOff(by="default", title="T", says=" ")), "set_off.says is empty"),
        (replaced(title=" "), "title is empty"),
        (replaced(applies=""), "applies is empty"),
        (replaced(versions=()), "has no version"),
        (replaced(cases=(MADE,)), "fewer than 2 cases"),
        (replaced(versions=version(citation="")), "no citation"),
        (replaced(versions=version(quote="x" * 201)), "201 characters"),
        (replaced(versions=version(quote="")), "lacks its quote"),
        (replaced(versions=version(quote_from="")), "lacks its quote"),
        (replaced(versions=version(quote="", read="secondary")), "lacks its quote"),
        (replaced(versions=version(quote_from="a treatise")), "“a treatise” names no official place"),
        (replaced(versions=version(readings=())), "no reading"),
        (replaced(versions=version(readings=(ON_DAY, ON_DAY))), "does not say whose"),
        (replaced(versions=version(readings=(RuleReading(calendars=("MARS",), steps=ON_DAY.steps),))), "calendar MARS"),
        (replaced(versions=version(readings=(RuleReading(calendars=(), steps=ON_DAY.steps),))), "names no calendar"),
        (replaced(versions=version(readings=(RuleReading(calendars=("US-FED",), steps=()),))), "has no step"),
        (replaced(versions=version(readings=(WINDOW,))), "says when a window opens"),
        (replaced(cases=(MADE, msgspec.structs.replace(MADE, opens="2024-03-04"))), "says when a window opens"),
        (replaced(versions=version(readings=(msgspec.structs.replace(ON_DAY, opens=(Fixed(), Roll())),))), "fixed day"),
        (replaced(versions=version(since=date(2025, 1, 1))), "2024"),
        (replaced(versions=version(since=date(2024, 2, 1), until=date(2024, 1, 1))), "ends before it begins"),
        (replaced(versions=(LAW, LAW)), "overlaps"),
        (replaced(cases=(MADE, msgspec.structs.replace(MADE, source=""))), "no source"),
        (replaced(cases=(MADE, msgspec.structs.replace(MADE, reading=1))), "a reading that is not there"),
        (replaced(cases=(MADE, msgspec.structs.replace(MADE, trigger="March"))), "the case of March"),
        (replaced(cases=(MADE, msgspec.structs.replace(MADE, forward_only_calendar="MARS"))), "calendar MARS"),
    ],
)
def test_a_fault_is_named_with_its_rule(rule: Rule, fault: str) -> None:
    found = faults(rule)
    assert any(fault in line for line in found), found
    assert all(line.startswith(f"{rule.id}: ") for line in found)


def test_an_id_is_used_once() -> None:
    assert faults(SOUND, SOUND) == ["made-rule: the id is used more than once"]


def test_a_book_with_a_fault_is_not_written() -> None:
    with pytest.raises(DayError, match="made-rule: has no version"):
        compiled((Family(title="Made", rules=(replaced(versions=(), cases=()),)),))


@pytest.mark.parametrize(
    ("text", "reason"),
    [(b"title = ", "bad.toml"), (b'title = "x"\nrules = []\nyear = 1', "year"), (b"\xff", "bad.toml")],
)
def test_a_file_that_is_no_family_is_named(text: bytes, reason: str) -> None:
    with pytest.raises(DayError, match=reason):
        read_family("bad.toml", text)


# --- Versions ---

TWICE = replaced(
    versions=(
        *version(until=date(2003, 12, 14), citation="the old rule"),
        *version(since=date(2003, 12, 15), until=date(2006, 12, 14), citation="the next rule"),
    )
)


@pytest.mark.parametrize(
    ("day", "citation"),
    [
        (date(1996, 12, 31), "the old rule"),
        (date(2003, 12, 14), "the old rule"),
        (date(2003, 12, 15), "the next rule"),
        (date(2006, 12, 14), "the next rule"),
    ],
)
def test_the_version_is_chosen_by_day_zero(day: date, citation: str) -> None:
    assert TWICE.version_on(day).citation == citation


def test_where_no_version_holds_the_days_covered_are_named() -> None:
    with pytest.raises(DayError, match="to Sun 14 Dec 2003 and from Mon 15 Dec 2003 to Thu 14 Dec 2006"):
        TWICE.version_on(date(2006, 12, 15))


# --- Worked out ---


def test_an_outcome_ends_on_its_day_and_keeps_what_it_rests_on() -> None:
    outcome = work_out_rule(SOUND, date(2024, 3, 6))
    assert [line.day for line in outcome.lines] == [date(2024, 3, 16), date(2024, 3, 18)]
    assert (outcome.day, outcome.at) == (date(2024, 3, 18), None)
    assert (outcome.version, outcome.reading) == (LAW, ON_DAY)


def test_a_window_says_when_it_opens_ahead_of_its_days() -> None:
    outcome = work_out_rule(replaced(versions=version(readings=(WINDOW,))), date(2024, 3, 6))
    assert outcome.opening is not None
    assert (outcome.opening.day, outcome.day) == (date(2024, 3, 9), date(2024, 3, 18))
    assert outcome.whole[0].words == "the window opens, that day in time: 3 days after Wed 6 Mar 2024"
    assert outcome.whole[1:] == outcome.lines


def test_closures_that_counsel_adds_are_closed_and_named() -> None:
    outcome = work_out_rule(SOUND, date(2024, 3, 6), extra_closures={date(2024, 3, 18): "Storm"})
    assert outcome.day == date(2024, 3, 19)


@pytest.mark.parametrize("read", ["official", "secondary", "unread"])
def test_what_was_not_read_in_an_official_text_is_unverified(read: Read) -> None:
    assert say_grade(read).startswith("Verified" if read == "official" else "Unverified")


def test_a_published_case_counts_for_the_versions_that_count_as_its_own_does() -> None:
    printed = msgspec.structs.replace(MADE, trigger="2003-12-15", basis="published")
    alike = msgspec.structs.replace(TWICE, cases=(MADE, printed))
    assert [alike.say_cases(one) for one in alike.versions] == ["held against 1 published case"] * 2
    other = msgspec.structs.replace(TWICE.versions[0], readings=(WINDOW,))
    changed = msgspec.structs.replace(alike, versions=(other, TWICE.versions[1]))
    assert changed.say_cases(other) == "worked out by two methods, no published case"


def test_a_moment_chooses_its_version_by_its_day() -> None:
    cut = RuleReading(calendars=("US-FED",), steps=(Cutoff(time="17:30", tz="America/New_York"),))
    rule = replaced(versions=version(readings=(cut,), until=date(2024, 11, 8)))
    assert work_out_rule(rule, datetime(2024, 11, 8, 17, 31)).day == date(2024, 11, 12)  # noqa: DTZ001 - local to the step's zone


def test_a_reading_that_is_not_there_is_refused() -> None:
    with pytest.raises(DayError, match="has 1 reading on"):
        work_out_rule(SOUND, date(2024, 3, 1), 1)


def test_an_unknown_rule_is_refused_with_what_to_do() -> None:
    with pytest.raises(DayError, match="Search it"):
        rule_named("no-such-rule")


def test_a_calendar_by_name_is_the_one_of_the_reading() -> None:
    assert ON_DAY.calendar == named(("US-FED",))


# --- Search ---


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("10-K", "sec-10k-large-accelerated"),
        ("10-Q", "sec-10q-large-accelerated"),
        ("form 10q", "sec-10q-large-accelerated"),
        ("quarterly report non-accelerated", "sec-10q-non-accelerated"),
        ("8-K", "sec-8k"),
        ("8-K auditor", "sec-8k-item-4-01"),
        ("beneficial ownership", "sec-13d"),
        ("13G", "sec-13g-passive"),
        ("Form 4", "sec-form-4"),
        ("late filing", "sec-12b-25"),
        ("tender offer", "sec-14e-1a-open"),
        ("answer complaint", "frcp-12a-answer"),
        ("notice of appeal", "frap-4a1"),
        ("6(a)", "frcp-12a-answer"),
        ("franchise tax", "de-franchise-tax"),
        ("mining claim", "blm-maintenance-fee"),
        ("UCC continuation", "ucc-9-515-continuation"),
        ("proof of claim", "frbp-3002c"),
        ("exclusivity", "bankr-1121b"),
        ("small business exclusivity", "bankr-1121e1"),
        ("subchapter V", "bankr-1189b"),
        ("extortion payment", "nydfs-500-17-payment"),
        ("CFIUS review", "cfius-review"),
        ("365(d)(4)", "bankr-365d4"),
        ("certiorari", "supct-13-certiorari"),
        ("right to sue", "eeoc-suit-90"),
        ("EEOC charge", "eeoc-charge-180"),
        ("60(b) motion", "frcp-60c"),
        ("WARN", "warn-60-days"),
        ("OWBPA revocation", "owbpa-7-days"),
        ("5500", "form-5500"),
        ("83(b) election", "irs-83b-election"),
        ("estimated tax first installment", "irs-1040-es-1"),
        ("W-2", "irs-w-2"),
        ("1099-NEC", "irs-1099-nec"),
        ("Form 990", "irs-990"),
        ("DGCL 220", "de-220-demand"),
        ("appraisal petition", "de-262-petition"),
        ("trademark section 8", "uspto-section-8"),
        ("trade mark renewal", "uspto-section-9-renewal"),
        ("patent maintenance fee", "uspto-maintenance-1"),
        ("PCT national phase", "pct-30-months"),
        ("Paris Convention priority patent", "paris-12-months"),
        ("California answer", "ca-ccp-412-20-answer"),
        ("California opposition", "ca-ccp-1005-opposition"),
        ("HIPAA breach", "hipaa-breach-individuals"),
        ("NYDFS", "nydfs-500-17-72-hours"),
        ("Reg S-P", "sec-reg-s-p-notice"),
        ("Item 5.07", "sec-8k-item-5-07"),
        ("staleness", "sec-s-x-3-12-134"),
        ("Form 144", "sec-form-144"),
        ("CFIUS declaration", "cfius-declaration-mandatory"),
        ("statute of limitations contract", "ny-cplr-213-contract"),
    ],
)
def test_what_counsel_looks_for_comes_first(asked: str, first: str) -> None:
    assert search_rules(asked)[0].id == first


def test_every_word_must_occur() -> None:
    assert search_rules("10-Q jubilee") == ()


def test_without_a_word_the_whole_book_is_shown() -> None:
    assert search_rules("  ") == rulebook()


def test_a_number_is_found_whole() -> None:
    accelerated = rule_named("sec-10k-accelerated")
    assert accelerated in search_rules("75 days")
    assert accelerated not in search_rules("7 days")


# --- What is quoted, and what an office that is closed cannot take ---


@pytest.mark.parametrize(
    ("id", "number"),
    [
        ("sec-late-10k", "15"),
        ("sec-late-10q", "5"),
        ("uk-director-change", "14"),
        ("sec-13g-passive", "5"),
        ("sec-13g-institution", "45"),
        ("sec-13g-institution-10", "5"),
        ("sec-13g-amendment", "45"),
    ],
)
def test_a_quotation_holds_the_number_that_is_counted(id: str, number: str) -> None:
    for version in rule_named(id).versions:
        assert (
            number in version.quote
            or "within ten days" in version.quote
            or "10 days" in version.quote
            or ("forty-five" in version.quote)
        )


def test_what_was_not_found_quoted_is_not_quoted() -> None:
    version = rule_named("ca-43-101-technical-report").versions[-1]
    assert (version.quote, version.read) == ("", "unread")


@pytest.mark.parametrize(
    ("id", "office"),
    [
        ("sec-form-d", "US-FED"),
        ("sec-form-d-amendment", "US-FED"),
        ("blm-record-location", "US-FED"),
        ("uk-cpr-7-days-before", "GB-ENG"),
        ("uk-cpr-14-days-before", "GB-ENG"),
        ("uk-cpr-costs-budget", "GB-ENG"),
        ("uk-lta-1954-s29a-landlords-notice", "GB-ENG"),
        ("uk-lta-1954-s29a-tenants-request", "GB-ENG"),
    ],
)
def test_what_an_office_takes_never_falls_on_a_day_on_which_it_is_closed(id: str, office: str) -> None:
    calendar = named((office,))
    for day in (date(2024, 1, 1) + timedelta(number) for number in range(731)):
        assert calendar.is_open(work_out_rule(rule_named(id), day).day)
