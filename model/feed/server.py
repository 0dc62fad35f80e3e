"""The local subscription server: calendar apps on this machine read the docket's feeds from it.

It listens on 127.0.0.1 only and keeps its port from one start to the next, since the port is part of the address that
calendar apps have. It writes no log at all: a path holds the token, and whoever has that reads the docket's days.
"""

from __future__ import annotations

import hmac
import secrets
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, LineTooLong
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from model.errors import DocketError
from model.feed.replies import FeedPage, House, HttpReply, proof, refusal, reply
from model.record.remembered import Remembered

HOST: Final = "127.0.0.1"
TOKEN_BYTES: Final = 32
"""256 bits, so that no number of guesses finds it."""

PORTS: Final = range(20_000, 32_000)
"""Where a port is chosen: below what systems hand out to outgoing connections, which would else take it meanwhile."""

TRIES: Final = 20
HEAD_LIMIT: Final = 16_384
"""Bytes of a request's line and headers. A calendar app sends some 500."""

PATIENCE: Final = 10.0
"""Seconds that a connection may take from its start to its end."""

LINGER: Final = 1.0
HEARD_OUT: Final = 64
"""Seconds and reads for which the rest of a refused request is heard out."""

AT_ONCE: Final = 128
"""Connections answered at a time; what comes beyond them is hung up on.

A program that shows many calendars asks for all of them at once, and several such programs may start together.
"""

_LOOK: Final = 0.1
"""Seconds between two looks for a connection that takes too long, and for the wish to stop."""

_KNOWS: Final = frozenset({"HTTP/1.0", "HTTP/1.1"})
SERVED: Final = "server"


class Served(Remembered, frozen=True, kw_only=True, tag="server"):
    """The port and token of a docket's addresses, so that those stay the same from one start to the next."""

    id: str = SERVED
    port: int = 0
    token: str = ""


def new_token() -> str:
    """A fresh token of 256 bits, in letters that a URL holds as they are."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class FeedServer:
    """Serves pages on loopback from :meth:`start` to :meth:`stop`, in threads of its own."""

    def __init__(self, *, port: int = 0, token: str = "") -> None:
        self._wanted = port
        self._house = House(port, token or new_token(), {})
        self._changing = threading.Lock()
        self._listener: _Listener | None = None
        self._thread: threading.Thread | None = None

    @property
    def served(self) -> Served:
        """What is to be remembered for the next start."""
        return Served(port=self._house.port, token=self._house.token)

    @property
    def house(self) -> House:
        """What is served now."""
        return self._house

    @property
    def running(self) -> bool:
        """Whether it listens."""
        return self._listener is not None

    @property
    def moved(self) -> bool:
        """Whether another program had the port that was asked for, so that every address is a new one."""
        return self.running and self._wanted not in (0, self._house.port)

    def address(self, name: str) -> str:
        """Where calendar apps on this machine find the feed called ``name``."""
        return f"http://{HOST}:{self._house.port}/{self._house.token}/{name}.ics"

    def start(self) -> None:
        """Listen on the port that was asked for, else on another one that is free.

        Raises :class:`ServedElsewhere` where another Duly serves the same addresses already, and
        :class:`model.errors.DocketError` where this machine gives no port at all.
        """
        if self._listener is not None:
            return
        listener = self._listening()
        self._change(port=listener.server_address[1])
        self._listener = listener
        self._thread = threading.Thread(
            target=listener.serve_forever, args=(_LOOK,), name="duly subscription server", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Hang up on everyone, and return once no thread is left."""
        listener, thread = self._listener, self._thread
        self._listener = self._thread = None
        if listener is None or thread is None:
            return
        listener.shutdown()
        listener.server_close()
        thread.join()
        listener.hang_up()

    @property
    def names(self) -> frozenset[str]:
        """What is served, by name."""
        return frozenset(key.removesuffix(".ics") for key in self._house.pages)

    def page(self, name: str) -> FeedPage | None:
        """What is served under ``name``."""
        return self._house.pages.get(f"{name}.ics")

    def publish(self, name: str, content: bytes, etag: str, modified: datetime) -> None:
        """Serve ``content`` under ``name`` from the next request on; ``etag`` without quotes is given them."""
        page = FeedPage(content, f'"{etag.strip(chr(34))}"', modified.astimezone(UTC))
        with self._changing:
            self._house = replace(self._house, pages={**self._house.pages, f"{name}.ics": page})

    def withdraw(self, name: str) -> None:
        """Serve nothing under ``name`` any more."""
        with self._changing:
            kept = {key: page for key, page in self._house.pages.items() if key != f"{name}.ics"}
            self._house = replace(self._house, pages=kept)

    def make_new_address(self) -> str:
        """Take another token: every address that was handed out answers nothing from now on."""
        self._change(token=new_token())
        return self._house.token

    def _change(self, **fields: Any) -> None:
        with self._changing:
            self._house = replace(self._house, **fields)

    def _listening(self) -> _Listener:
        if self._wanted:
            try:
                return _Listener(self, self._wanted)
            except OSError:
                if serves(self._wanted, self._house.token):
                    raise ServedElsewhere(self._wanted) from None
        for port in (*(_any_port() for _ in range(TRIES)), 0):
            with suppress(OSError):
                return _Listener(self, port)
        raise DocketError(
            "No calendar can be subscribed to: this machine lets Duly listen on no port. The feeds in folders are kept"
            " up all the same. See whether a firewall or a policy forbids it."
        )


class ServedElsewhere(DocketError):
    """Another Duly on this machine serves the same docket, by the same addresses."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Another Duly on this machine serves this docket already, on port {port}. The addresses hold; nothing"
            " needs to be done."
        )


def serves(port: int, token: str) -> bool:
    """Whether who listens on ``port`` of this machine knows ``token``. The token itself is not told."""
    nonce = secrets.token_hex(32)
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", f"/whose/{nonce}")
        said = connection.getresponse().read(200).strip()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return hmac.compare_digest(said, proof(token, nonce).encode())


def _any_port() -> int:
    return PORTS[secrets.randbelow(len(PORTS))]


@dataclass(slots=True)
class _OpenConnection:
    """One connection: who answers it, and since when."""

    thread: threading.Thread
    since: float


class _Listener(ThreadingHTTPServer):
    """Answers a limited number of connections at a time, each for a limited time."""

    # On Windows the option would let another program listen on the same port; elsewhere it only passes over
    # connections that are closing.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = AT_ONCE

    def __init__(self, owner: FeedServer, port: int) -> None:
        self.owner = owner
        self._lines: dict[socket.socket, _OpenConnection] = {}
        self._guard = threading.Lock()
        super().__init__((HOST, port), _Answerer)

    def server_bind(self) -> None:
        """Bind, without asking the network what this machine is called, as the base class would."""
        if sys.platform == "win32":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or hang up where too many are being answered."""
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), name="duly subscriber", daemon=True
        )
        with self._guard:
            full = len(self._lines) >= AT_ONCE
            if not full:
                self._lines[request] = _OpenConnection(thread, time.monotonic())
        if full:
            self.shutdown_request(request)
        else:
            thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer; a line that breaks is nobody's error."""
        try:
            with suppress(OSError):
                self.finish_request(request, client_address)
        finally:
            with self._guard:
                self._lines.pop(request, None)
            self.shutdown_request(request)

    def service_actions(self) -> None:
        """Break off what takes too long, however steadily it trickles."""
        super().service_actions()
        late = time.monotonic() - PATIENCE
        with self._guard:
            for request, line in self._lines.items():
                if line.since < late:
                    _break_off(request)

    def hang_up(self) -> None:
        """Break off every connection and wait for the threads that answered them."""
        with self._guard:
            open_ = dict(self._lines)
            for request in open_:
                _break_off(request)
        for line in open_.values():
            line.thread.join()


def _break_off(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class _Head:
    """A request's line and headers, of which only so many bytes are read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = HEAD_LIMIT

    def readline(self, size: int = -1) -> bytes:
        """The next line. Raises :class:`http.client.LineTooLong` once the limit is reached."""
        line: bytes = self._stream.readline(self._left if size < 0 else min(size, self._left))
        self._left -= len(line)
        if not self._left:
            raise LineTooLong("head")
        return line


class _Answerer(BaseHTTPRequestHandler):
    """Reads one request and writes what :func:`model.feed.replies.reply` says; then the connection is closed."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Listener

    def handle(self) -> None:
        """One request a connection: a calendar asks once an hour."""
        self.close_connection = True
        with suppress(TimeoutError), self._limited():
            self.raw_requestline = self.rfile.readline(HEAD_LIMIT)
            if self.raw_requestline and self.parse_request():
                self._write(self._answer())

    @contextmanager
    def _limited(self) -> Iterator[None]:
        whole = self.rfile
        self.rfile = _Head(whole)  # type: ignore[assignment]
        try:
            yield
        except LineTooLong:
            self._write(refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE))
        finally:
            self.rfile = whole

    def _answer(self) -> HttpReply:
        if self.request_version not in _KNOWS:
            return refusal(HTTPStatus.BAD_REQUEST)
        return reply(self.server.owner.house, self.command, self.path, self.headers)

    def _write(self, said: HttpReply) -> None:
        self.request_version = self.protocol_version  # a request that could not be read has none, or one too old
        self.send_response_only(said.status)
        for name, value in said.headers:
            self.send_header(name, value)
        if said.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(said.body)))
        self.send_header("Date", self.date_time_string())
        self.send_header("Connection", "close")
        self.end_headers()
        if getattr(self, "command", None) != "HEAD":
            self.wfile.write(said.body)

        if said.status >= HTTPStatus.BAD_REQUEST:
            self._hear_out()

    def _hear_out(self) -> None:
        """Read what is left of a refused request: closed over it, the line would be reset and the answer lost."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(LINGER)
            for _ in range(HEARD_OUT):
                if not self.connection.recv(HEAD_LIMIT):
                    return

    def send_error(self, code: int, *_: object) -> None:
        """What cannot be read is refused without quoting it."""
        self._write(refusal(HTTPStatus(code)))

    def log_message(self, *_: object) -> None:
        """Log nothing: a request's line holds the token."""
