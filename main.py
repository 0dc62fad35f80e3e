"""Duly's command line: one headless job, or the window. Composition only."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from model.errors import DocketError
from model.readable import as_json, on_one_line

DONE, FOUND_WRONG, BAD_USAGE = 0, 1, 2

DESCRIPTION = """\
Duly, the general counsel's book of obligations and deadlines.

  main.py [FILE]                                  the window, on FILE or on the sample docket
  main.py sample FILE                             write the USMX sample docket
  main.py due FILE [--as-of DATE] [--json]        what is due: standings and reasons
  main.py due FILE --suppose ASSUMPTION… [--as-of DATE] [--json]
                                                  the same if so; nothing supposed is written
  main.py ahead FILE [--as-of DATE] [--days N] [--suppose ASSUMPTION…] [--json]
                                                  each coming day on which a standing changes, and why; 400 days
  main.py feed FILE OUT.ics [--tasks] [--scope SCOPE] [--privacy full|titles|redacted] [--with PARTS] [--as-of DATE]
                                                  the docket as a calendar file: events, or tasks
  main.py serve FILE [--once]                     keep up what is published of it and serve its calendar addresses
                                                  to this machine until stopped; --once: its folders, and end
  main.py remind FILE [--notify] [--mail FOLDER] [--json] [--ack ID|all [--by NAME]] [--snooze ID HOURS]
                                                  what is due to be told: here, on the desktop, as drafts of e-mails
  main.py remind FILE --background install|remove|status
                                                  have the system remind every 15 minutes, Duly running or not
  main.py remind FILE --test                      a notification, to try it
  main.py sync FILE [--account NAME]              keep its calendar servers in step, and say what came back: its refs,
                                                  no titles. The password is the keyring's, else DULY_CALDAV_PASSWORD
  main.py report status FILE OUT.pdf [--as-of DATE]
                                                  the obligation status report
  main.py report conditions FILE RECORD OUT.pdf [--as-of DATE]
                                                  what must be in place before an instrument, event or record closes
  main.py export FILE OUT.json                    the whole docket as JSON
  main.py import IN.json FILE                     a new docket from such JSON
  main.py verify FILE [--head HASH]               integrity, journal chain, replay equals tables; HASH is a head that
                                                  was printed earlier, without which a journal made anew is not told
  main.py compute VECTORS.json                    deadlines from a JSON list of questions, each with its explanation

DATE is ISO (1996-11-20); without it, the docket's own clock or today. RECORD is a title, a ref or an id. SCOPE is
all, instrument:X, owner:X or filter:X, where X is an id or a name; PARTS adds items of their own, by commas: act-by,
targets, reminders. Exit codes: 0 done, 1 found something wrong, 2 bad usage or unreadable input, with one line on
standard error.

An ASSUMPTION is REF=performed@DATE, REF=performed@DATE:AMOUNT, REF=missed, REF=moved@DATE, REF=reading@DATE:VALUE (a
number, met or not met) or REF=relieved (a waiver from the day looked at). REF is a ref, with [DATE] behind it one
occurrence of a series; a metric's name may have a reading, an event's title may be moved.

ahead --json prints a list with one object for each such day: day, and changes, each with ref, title, before, standing
and reasons. due --json prints a list with one object for each obligation and relief: ref, title, kind, standing, due,
days_left, act_by, reasons, exposes, owner, instrument, amount, performed, and more; occurrences lists what has come of
a series and its next one, each {"period", "due", "standing"}, where period is the day that names it. compute prints a
list with one object for each question: its id with result and explanation, or its id with error; a question is {"id",
"trigger", "params", "calendar"}, where params has steps, an rrule, or the op holiday_set, or {"id", "words",
"context"}, a deadline in words, answered with result, undated, latest, new_anchor and count, or a question with its
choices, or {"id", "rule", "trigger"}, a rule of the rulebook by its id, answered with result, opens (of a window),
citation, read (official, secondary, unread: how its text was read) and cases.
remind --json prints a list with one object for each reminder that is due: id, ref, title, reminds_of, before (due,
cure, act by, review, missed), day, due, rang, to, handed_on, first_shown, and reminders, the ids that it stands for; ID
is one of these or the record's ref.
Reminders tell nothing of a confidential record but “Deadline”. Without a display, main.py with no FILE writes the
sample docket, its feed and its status report into a folder and prints what is due."""


if TYPE_CHECKING:
    from model.assess.engine import Assessed


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


class _UsageError(Exception):
    """The command line cannot be understood."""


def clock() -> datetime:
    """The present moment: the only place that asks the machine for it."""
    return datetime.now(UTC)


def who() -> str:
    """The name that goes into the journal."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "unknown"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one job and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        if not arguments or (arguments[0] not in JOBS and not arguments[0].startswith("-")):
            return _window_or_headless(arguments)
        options = _parser().parse_args(arguments)
        return _done(options)
    except BrokenPipeError:
        # The reader of our output has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (DocketError, _UsageError) as error:
        _complain(" ".join(str(error).split()))
    except OSError as error:
        _complain(f"{error.filename or 'a file'} could not be read or written: {error.strerror}.")
    return BAD_USAGE


def _done(options: argparse.Namespace) -> int:
    """Do the job. Where a docket that is damaged leads it astray, that is said in place of a bug."""
    try:
        return JOBS[options.job](options)
    except (DocketError, OSError, _UsageError):
        raise
    except Exception:
        if options.job not in ("sample", "import", "compute"):
            from model.ledger.verify import refuse_damaged

            refuse_damaged(options.file)
        raise


def _speak_utf8() -> None:
    """A pipe or a file on Windows is else written in the code page of the machine, which has no ≥.

    A file's name may be no text at all elsewhere, and is then printed with escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(*lines: str) -> None:
    """Print lines, each on one: what came from a record or a file commands no terminal and begins no other line."""
    print("\n".join(map(on_one_line, lines)), flush=True)


def _complain(words: str) -> None:
    """Say on one line what is wrong."""
    print(f"duly: {on_one_line(words)}", file=sys.stderr)


def _days(text: str) -> int:
    """A number of days of at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of days. Write one of at least 1, such as 90")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="main.py",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    jobs = parser.add_subparsers(prog="main.py", dest="job", required=True, metavar="JOB", parser_class=_Parser)
    for name, (files, dated) in _FORMS.items():
        job = jobs.add_parser(name)
        for file in files:
            job.add_argument(file, **_FILES.get(file, {"type": Path}))
        if dated:
            job.add_argument("--as-of", metavar="DATE", default=None)
        for option, form in _OPTIONS.get(name, {}).items():
            job.add_argument(option, **form)
    return parser


_FILES: Final[Mapping[str, Mapping[str, Any]]] = {
    "kind": {"choices": ["status", "conditions"]},
    "record": {"nargs": "?", "default": ""},
}
"""What stands where a file stands and is none."""

_FLAG: Final[Mapping[str, Any]] = {"action": "store_true"}
_SUPPOSED: Final[Mapping[str, Any]] = {"nargs": "+", "action": "extend", "default": [], "metavar": "ASSUMPTION"}
_OPTIONS: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "due": {"--json": _FLAG, "--suppose": _SUPPOSED},
    "ahead": {"--json": _FLAG, "--days": {"type": _days, "metavar": "N", "default": 400}, "--suppose": _SUPPOSED},
    "feed": {
        "--tasks": _FLAG,
        "--scope": {"metavar": "SCOPE", "default": "all"},
        "--privacy": {"choices": ["full", "titles", "redacted"], "default": "full"},
        "--with": {"dest": "parts", "metavar": "PARTS", "default": ""},
    },
    "serve": {"--once": _FLAG},
    "verify": {"--head": {"metavar": "HASH", "default": ""}},
    "sync": {"--account": {"metavar": "NAME", "default": ""}},
    "remind": {
        "--json": _FLAG,
        "--notify": _FLAG,
        "--test": _FLAG,
        "--mail": {"metavar": "FOLDER", "type": Path, "default": None},
        "--ack": {"metavar": "ID", "default": ""},
        "--by": {"metavar": "NAME", "default": ""},
        "--snooze": {"nargs": 2, "metavar": ("ID", "HOURS"), "default": None},
        "--background": {"choices": ["install", "remove", "status"], "default": ""},
    },
}
"""The options of each job beside its files and day."""

_FORMS: dict[str, tuple[tuple[str, ...], bool]] = {
    "sample": (("file",), False),
    "due": (("file",), True),
    "ahead": (("file",), True),
    "feed": (("file", "out"), True),
    "serve": (("file",), False),
    "sync": (("file",), False),
    "remind": (("file",), False),
    "report": (("kind", "file", "record", "out"), True),
    "export": (("file", "out"), False),
    "import": (("source", "file"), False),
    "verify": (("file",), False),
    "compute": (("source",), False),
}


def _sample(options: argparse.Namespace) -> int:
    from model.ledger.sample import write_sample

    write_sample(options.file, clock=clock, who=who()).close()
    return DONE


def _due(options: argparse.Namespace) -> int:
    from model.report.due import due_lines, due_objects

    known = _assessed(options)
    docket, assessment = known.run.docket, known.assessment
    if options.json:
        print(as_json(due_objects(docket, assessment)))
    else:
        _say(*due_lines(docket, assessment))
    return DONE


def _ahead(options: argparse.Namespace) -> int:
    from model.report.ahead import ahead_lines, ahead_objects

    known = _assessed(options)
    if options.json:
        print(as_json(ahead_objects(known, options.days)))
    else:
        _say(*ahead_lines(known, options.days))
    return DONE


def _assessed(options: argparse.Namespace) -> Assessed:
    """The docket of the file on the day asked for, as it is or with what is supposed of it."""
    from model.assess.engine import assess_whole
    from model.ledger.ledger import Ledger

    with Ledger.open(options.file, clock=clock, who=who(), read_only=True) as ledger:
        docket = ledger.docket
    day = _day(options.as_of, docket.caption.clock)
    if options.suppose:
        from model.outlook.changes.supposing import read_assumption
        from model.outlook.changes.whatif import suppose

        docket = suppose(docket, [read_assumption(docket, one, day) for one in options.suppose])
    return assess_whole(docket, day)


def _feed(options: argparse.Namespace) -> int:
    from model.assess import assess
    from model.feed.calendar import feed
    from model.feed.spec import SavedFilter, Spec, parse_parts, parse_scope
    from model.ledger.ledger import Ledger

    with Ledger.open(options.file, clock=clock, who=who()) as ledger:
        docket = ledger.docket
        today, day = _day(None, docket.caption.clock), _day(options.as_of, docket.caption.clock)
        spec = Spec(
            component="tasks" if options.tasks else "events",
            scope=parse_scope(docket, ledger.recall(SavedFilter), options.scope),
            privacy=options.privacy,
            **parse_parts(options.parts),
        )
        made = feed(
            docket,
            assess(docket, day),
            states=ledger.sequences(spec.name),
            highest=ledger.highest_sequences(),
            identity=ledger.identity,
            spec=spec,
            generated=clock(),
        )
        _write(options.out, made.content, published=True)
        if day == today and not ledger.read_only:
            # Another day is only looked at: the next feed goes on from what was last given out as of its own day.
            ledger.keep_sequences(made.changed, spec.name, forgotten=made.forgotten)
    return DONE


def _serve(options: argparse.Namespace) -> int:
    import signal
    from threading import Event

    from model.feed.serving import ServingOutput, renew_once, serve
    from model.ledger.ledger import Ledger

    stopped = Event()
    output = ServingOutput(_say, _complain)
    with Ledger.open(options.file, clock=clock, who=who()) as ledger:
        if options.once:
            return DONE if renew_once(ledger, clock, output) else FOUND_WRONG
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, lambda *_: stopped.set())
        serve(ledger, clock, output, stopped.wait)
    return DONE


def _remind(options: argparse.Namespace) -> int:
    from dateutil.tz import tzlocal

    from model.assess import assess
    from model.ledger.ledger import Ledger
    from model.remind.job import JobOutput, Request, remind, test_reminder

    if options.background:
        return _background(options)
    output = JobOutput(lambda text: _say(*text.split("\n")), _complain, _notify, _write)
    if options.test:
        return DONE if test_reminder(output) else FOUND_WRONG
    request = Request(
        as_json=options.json,
        notify=options.notify,
        mail=options.mail,
        acknowledge=options.ack,
        by=options.by or who(),
        snooze=tuple(options.snooze) if options.snooze else None,
    )
    now = clock().astimezone(tzlocal())
    with Ledger.open(options.file, clock=clock, who=who()) as ledger:
        remind(ledger, assess(ledger.docket, now.date()), request, output, now=now, machine=tzlocal())
    return DONE


def _notify(title: str, body: str) -> bool:
    """Show a notification of the desktop; False where there is none, or nothing to show it by."""
    with suppress(ImportError):
        from ui.reminders.desktop.notification import notify

        return notify(title, body)
    return False


def _background(options: argparse.Namespace) -> int:
    """Have the system remind of a docket, see whether it does, or have it stop; all of it the user's own."""
    from model.ledger.header import identify
    from model.remind.background import IN_PLACE, NOT_IN_PLACE
    from ui.reminders.desktop.background import SystemDoor

    door = SystemDoor(Path(__file__).resolve(), Path.home())
    if options.background == "install":
        identify(options.file)
        door.install(options.file)
    elif options.background == "remove":
        door.remove(options.file)
    print(IN_PLACE if door.is_installed(options.file) else NOT_IN_PLACE)
    return DONE


def _sync(options: argparse.Namespace) -> int:
    from dateutil.tz import tzlocal

    from model.assess import assess
    from model.feed.sync.running import find_account, open_of, synchronise
    from model.feed.sync.saying import round_lines
    from model.ledger.ledger import Ledger
    from model.remind.acted_in_calendar import answering

    with Ledger.open(options.file, clock=clock, who=who()) as ledger:
        docket, now, code = ledger.docket, clock().astimezone(tzlocal()), DONE
        assessment = assess(docket, _day(None, docket.caption.clock))
        for account in find_account(ledger, options.account):
            password, answer = _password(account.url, account.user), answering(ledger, assessment, now)
            done = synchronise(ledger, account, docket, assessment, password=password, now=now, answer=answer)
            _say(*round_lines(docket, done))
            if done.error:
                _complain(" ".join(str(done.error).split()))
            if done.error or done.refused or open_of(ledger, account.id):
                code = FOUND_WRONG
    return code


def _password(url: str, user: str) -> str:
    """From the keyring, else from the environment, else from whoever sits at the terminal."""
    from model.feed.sync.secret import VARIABLE, find_password

    found = find_password(url, user) or os.environ.get(VARIABLE)
    if found:
        return found
    if not sys.stdin.isatty():
        raise _UsageError(f"There is no password of {user} in the keyring. Set {VARIABLE}, or run this in a terminal.")
    return getpass.getpass(f"Password of {user}: ")


def _report(options: argparse.Namespace) -> int:
    from model.assess import assess
    from model.ledger.ledger import Ledger
    from model.report.conditions import conditions_report, find_target
    from model.report.setting import to_pdf
    from model.report.status import status_report

    if bool(options.record) != (options.kind == "conditions"):
        raise _UsageError("report status takes FILE and OUT.pdf, report conditions FILE, RECORD and OUT.pdf.")
    with Ledger.open(options.file, clock=clock, who=who(), read_only=True) as ledger:
        docket, head = ledger.docket, ledger.head.words
    assessment, moment = assess(docket, _day(options.as_of, docket.caption.clock)), clock().astimezone()
    if options.kind == "conditions":
        target = find_target(docket, options.record)
        report = conditions_report(docket, assessment, target, head=head, generated=moment)
    else:
        report = status_report(docket, assessment, head=head, generated=moment)
    _write(options.out, to_pdf(report))
    return DONE


def _export(options: argparse.Namespace) -> int:
    from model.ledger.exchange import export_json
    from model.ledger.ledger import Ledger

    with Ledger.open(options.file, clock=clock, who=who(), read_only=True) as ledger:
        _write(options.out, export_json(ledger).encode())
    return DONE


def _write(out: Path, content: bytes, *, published: bool = False) -> None:
    """Write what a job made, over an earlier one, but never over a docket; what is published stays as open as it is."""
    from model.ledger.header import holds_docket
    from model.writing import write_whole

    if holds_docket(out):
        raise DocketError(f"{out} is a docket, and was left as it is. Choose another name for what is written.")
    write_whole(out, content, keep_access=published)


def _import(options: argparse.Namespace) -> int:
    from model.errors import UnreadableInput
    from model.ledger.exchange import import_docket

    try:
        text = options.source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{options.source} is no UTF-8 text. Choose a file that Duly exported.") from error
    import_docket(text, options.file, source=options.source.name, clock=clock, who=who()).close()
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from model.ledger.verify import examine, said_of
    from model.remembers import KINDS

    found = examine(options.file, KINDS, head=options.head)
    _say(*said_of(found, str(options.file)))
    return FOUND_WRONG if found.findings else DONE


def _compute(options: argparse.Namespace) -> int:
    from model.days.compute import answers

    print(as_json(answers(options.source.read_bytes())))
    return DONE


JOBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "sample": _sample,
    "due": _due,
    "ahead": _ahead,
    "feed": _feed,
    "serve": _serve,
    "sync": _sync,
    "remind": _remind,
    "report": _report,
    "export": _export,
    "import": _import,
    "verify": _verify,
    "compute": _compute,
}


def _day(text: str | None, docket_clock: date | None) -> date:
    """The day asked for, else the docket's own clock, else today where the machine is."""
    if text is None:
        return docket_clock or clock().astimezone().date()
    from model.days.iso import parse_day

    return parse_day(text)


def _window_or_headless(arguments: Sequence[str]) -> int:
    if len(arguments) > 1:
        raise _UsageError(f"“{arguments[0]}” is no job. main.py --help lists them.")
    path = Path(arguments[0]) if arguments else None
    if path is not None and not path.is_file():
        raise DocketError(f"There is no docket at {path}. main.py --help lists what can be done.")
    if not _has_display():
        return _headless(path)
    from ui.shell.app import run

    return run(path, clock=clock, who=who())


def _has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where a display is named."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _headless(path: Path | None) -> int:
    """The main job without a window: the docket, its feed and its report in a folder, and what is due."""
    import platformdirs

    from model.ledger.sample import write_sample

    folder = path.parent if path else platformdirs.user_data_path("Duly", appauthor=False) / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    docket = path or folder / "USMX.duly"
    if not docket.exists():
        write_sample(docket, clock=clock, who=who()).close()
    feed, report = docket.with_suffix(".ics"), docket.with_suffix(".pdf")
    for job in (["due", str(docket)], ["feed", str(docket), str(feed)], ["report", "status", str(docket), str(report)]):
        code = main(job)
        if code != DONE:
            return code
    print("\nThere is no display, so no window was opened. Written instead:")
    for file, what in ((docket, "the docket"), (feed, "its calendar feed"), (report, "its status report")):
        _say(f"  {file}  {what}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
