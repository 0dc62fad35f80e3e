"""A real calendar server on loopback, and the account of somebody who synchronises with it."""

from __future__ import annotations

import itertools
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model.feed.sync.account import CalendarAccount, Incoming, Subject, Synced
from model.feed.sync.client import ServerConnection
from model.feed.sync.discovery import find_calendars, make_calendar
from model.feed.sync.resource import Resource
from model.feed.sync.round import Before, Round, one_round
from model.record.remembered import Remembered

NOW = datetime(1996, 11, 20, 10, 42, tzinfo=UTC)
PASSPHRASE = "pässwört;7QX"  # noqa: S105 - of a server that ends with the tests
_numbers = itertools.count(1)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Radicale:
    """Radicale in a process of its own, with a user for each harness; it may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.users = folder / "users"
        self.users.write_text("nobody:nothing\n", encoding="utf-8")
        self.process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        options = {
            "--server-hosts": f"127.0.0.1:{self.port}",
            "--auth-type": "htpasswd",
            "--auth-htpasswd-filename": str(self.users),
            "--auth-htpasswd-encryption": "plain",
            "--auth-delay": "0",
            "--server-delay-on-error": "0",
            "--storage-filesystem-folder": str(self.folder / "store"),
        }
        words = [word for pair in options.items() for word in pair]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", "", *words, "--storage-strict-preconditions"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=_drain, args=(self.process, ready), daemon=True)
        self._reader.start()
        assert ready.wait(60), "Radicale did not start"

    def stop(self) -> None:
        """Kill it, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            if self._reader is not None:
                self._reader.join(10)
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def new_user(self) -> str:
        name = f"counsel-{next(_numbers)}"
        with self.users.open("a", encoding="utf-8") as file:
            file.write(f"{name}:{PASSPHRASE}\n")
        return name


def _drain(process: subprocess.Popen[str], ready: threading.Event) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if "server ready" in line:
            ready.set()


def item(uid: str, day: str = "19961202", *, title: str = "Deadline", kind: str = "VEVENT", **more: str) -> Resource:
    """An item as the feed writes it."""
    when = [f"DUE;VALUE=DATE:{day}"] if kind == "VTODO" else [f"DTSTART;VALUE=DATE:{day}"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Duly//Calendar of obligations//EN",
        f"BEGIN:{kind}",
        f"UID:{uid}",
        "DTSTAMP:19961120T104200Z",
        "SEQUENCE:0",
        *when,
        f"SUMMARY:{title}",
        *(f"{name.replace('_', '-').upper()}:{value}" for name, value in more.items()),
        f"END:{kind}",
        "END:VCALENDAR",
    ]
    return Resource(uid, "".join(f"{line}\r\n" for line in lines))


@dataclass
class SyncHarness:
    """One person's Duly as far as synchronising goes: what is wanted, what is remembered, and the requests it makes."""

    account: CalendarAccount
    wanted: dict[str, Resource] = field(default_factory=dict)
    known: dict[str, Synced] = field(default_factory=dict)
    told: dict[str, Incoming] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    password: str = PASSPHRASE
    now: datetime = NOW
    written: int = 0

    def keep(self, values: Iterable[Remembered], forgotten: Iterable[Remembered]) -> None:
        self.written += 1
        for value in values:
            if isinstance(value, Synced):
                self.known[value.uid] = value
            elif isinstance(value, Incoming):
                self.told[value.id] = value
            elif isinstance(value, CalendarAccount):
                self.account = value
        for gone in forgotten:
            if isinstance(gone, Synced):
                self.known.pop(gone.uid, None)
            else:
                self.told.pop(gone.id, None)

    def want(self, *items: Resource) -> None:
        self.wanted.update({one.uid: one for one in items})

    def line(self) -> ServerConnection:
        line = ServerConnection(self.account.url, self.account.user, self.password)
        request = line.request

        def counted(method: str, url: str, body: str = "", headers: Mapping[str, str] | None = None) -> Any:
            self.requests.append((method, url))
            return request(method, url, body, headers)

        line.request = counted  # type: ignore[method-assign]
        return line

    def round(self, progress: Any = lambda share, words: None) -> Round:
        self.requests.clear()
        subjects = {uid: Subject(about=f"record-{uid}") for uid in self.wanted}
        before = Before(dict(self.wanted), subjects, dict(self.known), dict(self.told))
        with self.line() as line:
            return one_round(line, self.account, before, now=self.now, keep=self.keep, progress=progress)

    def puts(self) -> int:
        return sum(method == "PUT" for method, _ in self.requests)

    # ---------------------------------------------------------------------------------- the other program

    @contextmanager
    def other(self) -> Iterator[Any]:
        """The same calendar in another program: the caldav library, used as its documentation says."""
        from caldav.collection import Calendar
        from caldav.davclient import DAVClient

        with DAVClient(
            self.account.url, username=self.account.user, password=PASSPHRASE, enable_rfc6764=False
        ) as client:
            yield Calendar(client=client, url=self.account.calendar)

    def lying(self) -> dict[str, str]:
        """What lies in the calendar, by the path of each resource."""
        with self.line() as line:
            hrefs = sorted(line.listing(self.account.calendar).etags)
            return {one.href: one.body for one in line.fetch(self.account.calendar, hrefs)}

    def body(self, uid: str) -> str:
        (found,) = [body for body in self.lying().values() if f"UID:{uid}\r\n" in body]
        return found

    def edit(self, uid: str, old: str, new: str, prodid: str = "-//Microsoft Corporation//Outlook 16.0//EN") -> None:
        """Change the text of an item as another program would."""
        with self.line() as line:
            href = self.known[uid].href
            found = line.get(href)
            assert old in found.body
            body = found.body.replace(old, new).replace("-//Duly//Calendar of obligations//EN", prodid)
            assert line.put(href, body, found.etag).status in (200, 201, 204)

    def write(self, uid: str, body: str) -> None:
        """Put another body over an item as another program would."""
        with self.line() as line:
            href = self.known[uid].href
            assert line.put(href, body, line.get(href).etag).status in (200, 201, 204)

    def remove(self, uid: str) -> None:
        """Delete an item as another program would."""
        with self.line() as line:
            href = self.known[uid].href
            assert line.delete(href, line.get(href).etag).status in (200, 204)

    def came_back(self) -> list[tuple[str, str, str]]:
        """What is remembered of what came back: what changed, of which item, and what became of it."""
        return sorted((one.change, one.uid, one.state) for one in self.told.values())


def new_harness(server: Radicale) -> SyncHarness:
    """A harness with an account and a calendar of its own on the server."""
    user = server.new_user()
    with ServerConnection(server.url, user, PASSPHRASE) as line:
        made = make_calendar(line, find_calendars(line), "Duly", "events")
    return SyncHarness(
        CalendarAccount(id=f"account-{user}", url=server.url, user=user, calendar=made.url, title="Duly")
    )
