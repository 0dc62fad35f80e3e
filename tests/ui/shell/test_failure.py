"""A report of a bug holds types, places and versions, and never a value."""

from __future__ import annotations

import sys
from types import TracebackType

import pytest

from model.errors import ConflictError, DocketError, InvalidRecord, StoreError
from model.record.base import decimal_text
from ui.shell.failure import failure_of, report_of, watch

WORDS = "Rothschild owes $9,000,000"


def broken(secret: str) -> None:
    decimal_text(secret)


def trace_of(secret: str) -> tuple[type[BaseException], BaseException, TracebackType]:
    with pytest.raises(InvalidRecord) as caught:
        broken(secret)
    return caught.type, caught.value, caught.tb


def test_no_value_of_the_docket_is_in_the_report() -> None:
    kind, _, trace = trace_of(WORDS)
    report = report_of(kind, trace, "0.1")
    assert WORDS not in report
    assert "Rothschild" not in report


def test_the_report_names_the_type_and_our_own_places_only() -> None:
    kind, _, trace = trace_of(WORDS)
    lines = report_of(kind, trace, "0.1").splitlines()
    assert lines[:2] == ["Duly 0.1", "model.errors.InvalidRecord"]
    assert lines[2].startswith("  model/record/base.py:")
    assert lines[2].endswith(" in decimal_text")
    assert len(lines) == 3  # the frames of the tests are not ours


def test_a_bug_is_shown_and_written_and_the_hook_can_be_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[str] = []
    before = watch(shown.append)
    try:
        sys.excepthook(*trace_of(WORDS))
    finally:
        sys.excepthook = before
    assert len(shown) == 1
    assert capsys.readouterr().err == shown[0]
    assert WORDS not in shown[0]


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ConflictError("Another window was first."), "The other window’s change was kept"),
        (StoreError("The disk is full."), "Nothing was written."),
        (InvalidRecord("An amount needs a currency.", "amount"), "Nothing was changed. What you typed is kept"),
        (DocketError("It cannot be."), "Nothing was changed."),
    ],
)
def test_what_was_kept_is_said_of_every_family(error: DocketError, kept: str) -> None:
    failure = failure_of(error)
    assert failure.what == str(error)
    assert failure.kept.startswith(kept)
    assert failure.error is error
