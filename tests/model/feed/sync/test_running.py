"""Synchronising a real docket: from its file, through the command line, with what a person decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

import main
from model.assess import assess
from model.errors import DocketError, UnreadableInput
from model.feed.spec import Spec
from model.feed.sync.account import CalendarAccount, Incoming, Subject, Synced
from model.feed.sync.round import Round
from model.feed.sync.running import (
    find_account,
    now_of,
    open_of,
    remove_account,
    settle,
    subject_of,
    synchronise,
)
from model.feed.sync.secret import VARIABLE
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample
from tests.model.feed.sync.servers import NOW, PASSPHRASE, Radicale, SyncHarness, new_harness

WHO = "Legal"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The sample docket in a file."""
    with write_sample(tmp_path / "USMX.duly", clock=lambda: NOW, who=WHO) as made:
        yield made


@pytest.fixture
def account(harness: SyncHarness, ledger: Ledger) -> CalendarAccount:
    """An account of the docket, on a calendar of its own."""
    found = replace(harness.account, spec=Spec(privacy="redacted"))
    ledger.remember(found)
    return found


def run(ledger: Ledger, now: datetime = NOW) -> Round:
    (account,) = ledger.recall(CalendarAccount).values()
    day = ledger.docket.caption.clock or now.date()
    return synchronise(ledger, account, ledger.docket, assess(ledger.docket, day), password=PASSPHRASE, now=now)


def lying(harness: SyncHarness, ledger: Ledger) -> SyncHarness:
    """The harness's view of what the docket remembers of it."""
    harness.known = {one.uid: one for one in ledger.recall(Synced).values()}
    return harness


def uid_of(ledger: Ledger, about: str) -> str:
    """The UID of a record's own item, by a look at what is remembered to have come back or been put."""
    from model.feed.components import uid

    assert f"{next(iter(ledger.recall(CalendarAccount)))}/{uid(about)}" in ledger.recall(Synced)
    return uid(about)


def test_the_sample_is_put_redacted_and_a_second_round_puts_nothing(
    account: CalendarAccount, ledger: Ledger, harness: SyncHarness
) -> None:
    done = run(ledger)
    assert done.error is None
    assert len(done.put) == len(ledger.recall(Synced)) > 10
    said = "".join(harness.lying().values())
    assert said.count("BEGIN:VEVENT") == len(done.put)
    assert not any(node.title in said for node in ledger.docket.nodes())
    assert run(ledger).quiet


def test_it_survives_a_restart(account: CalendarAccount, ledger: Ledger, harness: SyncHarness) -> None:
    run(ledger)
    with Ledger.open(ledger.path, clock=lambda: NOW, who=WHO) as again:
        assert run(again).quiet


def test_what_came_back_waits_for_a_person_and_is_told_once(
    account: CalendarAccount, ledger: Ledger, harness: SyncHarness
) -> None:
    run(ledger)
    uid = uid_of(ledger, "usmx-17")
    day = ledger.recall(Synced)[f"{account.id}/{uid}"].body.partition("DTSTART;VALUE=DATE:")[2][:8]
    lying(harness, ledger).edit(uid, f"DATE:{day}", "DATE:19970105")
    run(ledger)
    run(ledger)
    (asked,) = open_of(ledger)
    assert (asked.about, asked.change, asked.day) == ("usmx-17", "moved", date(1997, 1, 5))
    settle(ledger, asked, "restored", NOW)
    assert open_of(ledger) == []
    assert run(ledger).put == [uid]
    assert f"DATE:{day}" in harness.body(uid)
    lying(harness, ledger).edit(uid, f"DATE:{day}", "DATE:19970105")
    run(ledger)
    assert len(open_of(ledger)) == 1, "moved again, it is asked again"


def test_what_is_overtaken_cannot_be_settled_any_more_and_a_decision_is_not_overtaken(
    account: CalendarAccount, ledger: Ledger, harness: SyncHarness
) -> None:
    run(ledger)
    uid = uid_of(ledger, "usmx-17")
    day = ledger.recall(Synced)[f"{account.id}/{uid}"].body.partition("DTSTART;VALUE=DATE:")[2][:8]
    lying(harness, ledger).edit(uid, f"DATE:{day}", "DATE:19970105")
    run(ledger)
    (first,) = open_of(ledger)
    harness.edit(uid, "DATE:19970105", "DATE:19970106")
    run(ledger)
    assert [one.day for one in open_of(ledger)] == [date(1997, 1, 6)]
    settle(ledger, first, "applied", NOW)
    assert now_of(ledger, first).state == "overtaken"
    assert [one.day for one in open_of(ledger)] == [date(1997, 1, 6)]
    (second,) = open_of(ledger)
    settle(ledger, second, "applied", NOW)
    harness.edit(uid, "DATE:19970106", f"DATE:{day}")
    run(ledger)
    assert now_of(ledger, second).state == "applied"


def test_a_docket_that_can_only_be_read_sends_nothing(account: CalendarAccount, ledger: Ledger) -> None:
    with (
        Ledger.open(ledger.path, clock=lambda: NOW, who=WHO, read_only=True) as reading,
        pytest.raises(DocketError, match="can only be read"),
    ):
        run(reading)


def test_an_account_that_is_taken_out_meanwhile_does_not_come_back(account: CalendarAccount, ledger: Ledger) -> None:
    day = ledger.docket.caption.clock or NOW.date()
    remove_account(ledger, account)
    synchronise(ledger, account, ledger.docket, assess(ledger.docket, day), password=PASSPHRASE, now=NOW)
    assert ledger.recall(CalendarAccount) == {}


def test_an_account_is_found_by_any_of_its_names(account: CalendarAccount, ledger: Ledger) -> None:
    assert [one.id for one in find_account(ledger, "")] == [account.id]
    assert [one.id for one in find_account(ledger, account.user.upper())] == [account.id]
    with pytest.raises(UnreadableInput, match="no account"):
        find_account(ledger, "nobody")


def test_what_was_put_right_is_remembered(account: CalendarAccount, ledger: Ledger, harness: SyncHarness) -> None:
    run(ledger)
    uid = uid_of(ledger, "usmx-17")
    lying(harness, ledger).edit(uid, "SUMMARY:", "SUMMARY:My own words ")
    run(ledger)
    assert [one.change for one in ledger.recall(Incoming).values()] == ["title"]


@pytest.mark.parametrize(
    ("key", "subject"),
    [
        ("lease-1", Subject(about="lease-1")),
        ("lease-1/cure", Subject(about="lease-1", part="cure")),
        ("lease-1/2026-12-31", Subject(about="lease-1", occurrence=date(2026, 12, 31))),
        ("lease-1/2026-12-31/act by", Subject(about="lease-1", occurrence=date(2026, 12, 31), part="act by")),
    ],
)
def test_a_key_says_what_its_item_is_about(key: str, subject: Subject) -> None:
    assert subject_of(key, "lease-1") == subject


# ----------------------------------------------------------------------------------------------- the command line


@pytest.fixture
def commanded(account: CalendarAccount, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The docket as the command line finds it, with the password in the environment."""
    monkeypatch.setattr(main, "clock", lambda: NOW)
    monkeypatch.setattr("model.feed.sync.secret.find_password", lambda url, user: None)
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return ledger.path


def test_the_command_line_says_what_was_sent_and_what_came_back_without_a_title(
    commanded: Path, ledger: Ledger, harness: SyncHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["sync", str(commanded)]) == 0
    assert "Duly: sent " in capsys.readouterr().out
    uid = uid_of(ledger, "usmx-17")
    lying(harness, ledger).edit(uid, "SUMMARY:", "COMMENT:Zq7private\r\nSUMMARY:")
    assert main.main(["sync", str(commanded), "--account", "Duly"]) == 1
    said = capsys.readouterr()
    assert "Outlook added a note to USMX-17." in said.out
    assert "Zq7private" not in said.out + said.err
    assert not any(node.title in said.out for node in ledger.docket.nodes())
    assert main.main(["sync", str(commanded)]) == 1, "it is still open"


def test_a_wrong_password_is_one_line_and_exit_code_1(
    commanded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "wrong")
    assert main.main(["sync", str(commanded)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("duly: 127.0.0.1 does not accept this name and password.")
    assert said.count("\n") == 1


def test_without_a_password_or_a_terminal_it_is_bad_usage(
    commanded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main.main(["sync", str(commanded)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_docket_without_an_account_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_sample(tmp_path / "other.duly", clock=lambda: NOW, who=WHO).close()
    assert main.main(["sync", str(tmp_path / "other.duly")]) == 2
    assert "no calendar server yet" in capsys.readouterr().err


def test_the_password_lies_in_no_docket(commanded: Path) -> None:
    main.main(["sync", str(commanded)])
    assert PASSPHRASE.encode() not in commanded.read_bytes()


def test_a_killed_server_is_gone_on_from_by_a_new_process(
    own_radicale: Radicale, ledger: Ledger, tmp_path: Path
) -> None:
    harness = new_harness(own_radicale)
    account = replace(harness.account, spec=Spec(privacy="redacted"))
    ledger.remember(account)
    day = ledger.docket.caption.clock or NOW.date()

    def kill(share: float, words: str) -> None:
        if words.startswith("Sending 9 "):
            own_radicale.stop()

    done = synchronise(
        ledger, account, ledger.docket, assess(ledger.docket, day), password=PASSPHRASE, now=NOW, progress=kill
    )
    assert len(done.put) == 8
    assert "nothing listens there" in ledger.recall(CalendarAccount)[account.id].last_error
    own_radicale.start()
    with Ledger.open(ledger.path, clock=lambda: NOW, who=WHO) as again:
        rest = run(again)
        assert rest.error is None
        assert rest.incoming == []
        assert len(harness.lying()) == len(again.recall(Synced)) == len(done.put) + len(rest.put)
        assert again.recall(Incoming) == {}


def test_alarms_answered_over_there_settle_reminders() -> None:
    from model.feed.components import uid
    from model.feed.sync.acted import AlarmActed
    from model.remind.acted_in_calendar import answered
    from model.remind.plan import Planned

    def planned(lead: int, at: datetime) -> Planned:
        return Planned(
            id=f"r{lead}",
            about="rent",
            before="due",
            lead=lead,
            unit="day",
            base=date(1996, 12, 2),
            day=at.date(),
            at=at,
            to=("",),
        )

    week, last = planned(7, datetime(1996, 11, 18, 9, tzinfo=UTC)), planned(0, datetime(1996, 12, 2, 9, tzinfo=UTC))
    bell = AlarmActed("u", "rent", alarm=uid("rent/alarm due 7 day"), acknowledged_at=NOW)
    assert [(one.id, one.state) for one in answered({}, [bell], [week, last], NOW)] == [("r7", "acknowledged")]
    every = AlarmActed("u", "rent", acknowledged_at=NOW)
    assert [one.id for one in answered({}, [every], [week, last], NOW)] == ["r7"]
    later = AlarmActed("u", "rent", alarm=uid("rent/alarm due 7 day", task=True), snoozed_until=NOW.replace(year=2090))
    (snoozed,) = answered({}, [later], [week, last], NOW)
    assert snoozed.state == "snoozed"
    assert snoozed.snoozed_until is not None
    assert (snoozed.snoozed_until - NOW).days == 30
    other = AlarmActed("u", "another", acknowledged_at=NOW)
    assert list(answered({}, [other], [week, last], NOW)) == []
