"""The optional background entry: the system itself runs ``main.py remind FILE --notify`` while Duly is not running.

Linux: a service and a timer of systemd's user manager (systemd.service(5), systemd.timer(5)); macOS: a launch agent
(launchd.plist(5)); Windows: a task of the Task Scheduler (schema 1.2). Each runs at log-in and every quarter of an
hour, and makes up for what was due while the machine slept or was off. The entry is the user's own: nothing here
needs an administrator.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final
from xml.sax.saxutils import escape

from msgspec import Struct

from model.errors import DocketError
from model.writing import write_whole

Run = Callable[[Sequence[str]], int]
"""Runs a command and returns its exit code; raises OSError where there is no such command."""

EVERY: Final = 15
"""Minutes from one run to the next."""
IN_PLACE: Final = f"The system looks at the reminders of this docket every {EVERY} minutes, Duly running or not."
NOT_IN_PLACE: Final = "The system does not look at the reminders of this docket: they come while Duly runs."
_LABEL: Final = "duly-remind"
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:=@,")
"""What needs no quoting on systemd's command lines."""

_SERVICE: Final = """\
[Unit]
Description=Reminders of a Duly docket

[Service]
Type=oneshot
StandardOutput=null
ExecStart={command}
"""
_TIMER: Final = """\
[Unit]
Description=Reminders of a Duly docket, every {every} minutes

[Timer]
OnCalendar=*:0/{every}
OnStartupSec=1min
Persistent=true

[Install]
WantedBy=timers.target
"""
_TASK: Final = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Reminders of a Duly docket</Description>
  </RegistrationInfo>
  <Triggers>
{logon}    <TimeTrigger>
      <StartBoundary>2000-01-01T00:00:00</StartBoundary>
      <Repetition>
        <Interval>PT{every}M</Interval>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT10M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
_LOGON: Final = """\
    <LogonTrigger>
      <UserId>{user}</UserId>
    </LogonTrigger>
"""
_VARIABLE: Final = re.compile(r"%[^%]+%")


class BackgroundEntry(Struct, frozen=True):
    """An entry: the files to write into the user's folder, and the commands that start, stop and ask for it.

    ``folder`` is where the system looks for the files, relative to the user's home; of Windows it is only where the
    task is read from.
    """

    folder: PurePath
    files: dict[str, bytes]
    start: tuple[tuple[str, ...], ...]
    stop: tuple[tuple[str, ...], ...]


def command_for(system: str, python: str, main: Path, docket: Path) -> tuple[str, ...]:
    """What is run: ``python main.py remind FILE --notify``; on Windows by the Python that opens no console."""
    if system == "win32" and python.lower().endswith("python.exe"):
        python = f"{python[: -len('.exe')]}w.exe"
    return (python, str(main), "remind", str(docket), "--notify")


def name_of(docket: Path) -> str:
    """The name of the entry: the same for the same file, and telling nothing of it."""
    return f"{_LABEL}-{hashlib.sha256(str(docket).encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"


def entry(system: str, command: Sequence[str], name: str, *, user: str | None = None) -> BackgroundEntry:
    """The entry of a system under ``name``; ``user`` is who it runs for on Windows, else whoever is logged in.

    Raises :class:`model.errors.DocketError` where Duly knows no way to have something run there.
    """
    if system == "linux":
        return _systemd(command, name)
    if system == "darwin":
        return _launchd(command, name)
    if system == "win32":
        return _task(command, name, _logged_in() if user is None else user)
    raise DocketError("Duly knows no way to run in the background on this system. Have remind FILE run by it yourself.")


def install(entry: BackgroundEntry, home: Path, run: Run) -> None:
    """Write the files of an entry below ``home`` and start it; over an older one of the same name.

    Raises :class:`model.errors.DocketError` where the system refuses it, and leaves no files then.
    """
    if any(path.exists() for path, _ in _placed(entry, home)):
        remove(entry, home, run)
    for path, content in _placed(entry, home):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    try:
        for command in entry.start:
            _do(run, command, home)
    except DocketError:
        remove(entry, home, run)
        raise


def remove(entry: BackgroundEntry, home: Path, run: Run) -> None:
    """Stop an entry and delete its files. What is not there is no error."""
    for command in entry.stop:
        try:
            run(_filled(command, home))
        except OSError:
            continue
    for path, _ in _placed(entry, home):
        path.unlink(missing_ok=True)


def is_installed(entry: BackgroundEntry, home: Path) -> bool:
    """Whether the files of an entry are there, as this Duly would write them."""
    return all(path.is_file() and path.read_bytes() == content for path, content in _placed(entry, home))


def _placed(entry: BackgroundEntry, home: Path) -> Iterable[tuple[Path, bytes]]:
    return ((home / entry.folder / name, content) for name, content in entry.files.items())


def _do(run: Run, command: Sequence[str], home: Path) -> None:
    try:
        code = run(_filled(command, home))
    except OSError as error:
        raise DocketError(f"The background entry could not be made: {command[0]} cannot be run here.") from error
    if code:
        raise DocketError(
            f"The background entry could not be made: {command[0]} ended with {code}. Nothing was changed; reminders"
            " come while Duly runs."
        )


def _filled(command: Sequence[str], home: Path) -> tuple[str, ...]:
    """The command with the place of its files."""
    return tuple(str(home / part.removeprefix(_HERE)) if part.startswith(_HERE) else part for part in command)


_HERE: Final = "home:"
"""Begins a part of a command that is a path below the user's home."""


# ------------------------------------------------------------------------------------------ systemd


def _systemd(command: Sequence[str], name: str) -> BackgroundEntry:
    service, timer = f"{name}.service", f"{name}.timer"
    control = ("systemctl", "--user")
    return BackgroundEntry(
        PurePath(".config/systemd/user"),
        {
            service: _SERVICE.format(command=systemd_command(command)).encode(),
            timer: _TIMER.format(every=EVERY).encode(),
        },
        start=((*control, "daemon-reload"), (*control, "enable", "--now", timer)),
        stop=((*control, "disable", "--now", timer), (*control, "daemon-reload")),
    )


def systemd_command(command: Sequence[str]) -> str:
    """A command line as a unit file takes it: parts quoted, with % doubled, and $ but in the program's own path.

    systemd.service(5), "Command lines"; what is no UTF-8 in a file's name is given byte by byte.

    >>> systemd_command(["/usr/bin/python3", "/srv/kim/My 100% docket.duly"])
    '/usr/bin/python3 "/srv/kim/My 100%% docket.duly"'
    """
    program, *arguments = (_quoted(part) for part in command)
    return " ".join((program, *(part.replace("$", "$$") for part in arguments)))


def _quoted(part: str) -> str:
    spelt = "".join(map(_spelt, part)).replace("%", "%%")
    return spelt if part and set(part) <= _PLAIN else f'"{spelt}"'


def _spelt(letter: str) -> str:
    """A letter inside quotes: what would end or break the line is escaped as in C."""
    code = ord(letter)
    if _SURROGATE <= code < _SURROGATE + 256:
        return f"\\x{code - _SURROGATE:02x}"
    if letter in '"\\':
        return f"\\{letter}"
    return f"\\x{code:02x}" if code < 32 or code == 127 else letter


_SURROGATE: Final = 0xDC00
"""Python holds a byte that is no UTF-8 as this and its value (PEP 383)."""


# ------------------------------------------------------------------------------------------ launchd


def _launchd(command: Sequence[str], name: str) -> BackgroundEntry:
    import plistlib

    agent = {
        "Label": name,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "StartInterval": 60 * EVERY,
        "ProcessType": "Background",
    }
    file = f"Library/LaunchAgents/{name}.plist"
    return BackgroundEntry(
        PurePath("Library/LaunchAgents"),
        {f"{name}.plist": plistlib.dumps(agent)},
        start=(("launchctl", "load", "-w", f"{_HERE}{file}"),),
        stop=(("launchctl", "unload", "-w", f"{_HERE}{file}"),),
    )


# ------------------------------------------------------------------------------------------ Task Scheduler


def _logged_in() -> str:
    """Domain and name of the user of Windows; nothing where they cannot be told."""
    domain, user = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
    return f"{domain}\\{user}" if domain and user else user


def _task(command: Sequence[str], name: str, user: str) -> BackgroundEntry:
    """A task that runs as, and at the log-in of, the user alone: for everybody's it would need an administrator."""
    from subprocess import list2cmdline

    if any(_VARIABLE.search(part) for part in command):
        raise DocketError(
            "Windows takes what stands between two % signs for a variable, so this docket cannot be run in the"
            " background from where it lies. Rename its file or folder, and try again."
        )
    program, *arguments = command
    text = _TASK.format(
        every=EVERY,
        logon=_LOGON.format(user=escape(user)) if user else "",
        program=escape(program),
        arguments=escape(list2cmdline(arguments)),
    )
    file = f"AppData/Local/Duly/{name}.xml"
    return BackgroundEntry(
        PurePath("AppData/Local/Duly"),
        {f"{name}.xml": text.replace("\n", "\r\n").encode("utf-16")},
        start=(("schtasks", "/Create", "/TN", name, "/XML", f"{_HERE}{file}", "/F"),),
        stop=(("schtasks", "/Delete", "/TN", name, "/F"),),
    )
