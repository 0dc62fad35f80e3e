"""The subscription server: answers calendar apps on this machine, and nobody else."""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse

import pytest

from model.errors import DocketError
from model.feed import server as serving
from model.feed.server import FeedServer, Served, ServedElsewhere, new_token, serves

WRITTEN = datetime(1996, 11, 20, 9, 30, tzinfo=UTC)
CONTENT = "BEGIN:VCALENDAR\r\nX-NOTE:Größe\r\nEND:VCALENDAR\r\n".encode()

Ask = Callable[..., HTTPResponse]


@pytest.fixture
def server() -> Iterator[FeedServer]:
    made = FeedServer()
    made.publish("all", CONTENT, "abc", WRITTEN)
    made.start()
    yield made
    made.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("duly")]


@pytest.fixture
def ask(server: FeedServer) -> Iterator[Ask]:
    """Ask for a path (that of the feed, unless told otherwise); the response is read to its end."""
    connections: list[HTTPConnection] = []

    def make(path: str = "", method: str = "GET", **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", server.house.port, timeout=10)
        connections.append(connection)
        connection.putrequest(method, path or path_of(server), skip_host=True)
        connection.putheader("Host", headers.pop("Host", f"127.0.0.1:{server.house.port}"))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return connection.getresponse()

    yield make
    for connection in connections:
        connection.close()


def path_of(server: FeedServer, name: str = "all") -> str:
    return server.address(name).partition(f":{server.house.port}")[2]


def hung_up(line: socket.socket) -> bool:
    """Whether the other end lets go of the line without a word."""
    try:
        return line.recv(100) == b""
    except ConnectionResetError:
        return True


def raw(server: FeedServer, sent: bytes) -> bytes:
    """Everything that is answered to these very bytes."""
    with socket.create_connection(("127.0.0.1", server.house.port), timeout=10) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_a_feed_is_served_whole_with_what_a_calendar_app_needs(ask: Ask) -> None:
    said = ask()
    assert said.status == 200
    assert said.read() == CONTENT
    assert dict(said.getheaders()) | {"Date": ""} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(CONTENT)),
        "ETag": '"abc"',
        "Last-Modified": "Wed, 20 Nov 1996 09:30:00 GMT",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Connection": "close",
        "Date": "",
    }


def test_only_this_machine_can_reach_it(server: FeedServer) -> None:
    assert server._listener is not None
    assert server._listener.server_address[0] == "127.0.0.1"


def test_head_says_the_same_without_the_body(ask: Ask) -> None:
    whole, head = ask(), ask(method="HEAD")
    assert head.read() == b""
    assert {**dict(head.getheaders()), "Date": ""} == {**dict(whole.getheaders()), "Date": ""}


@pytest.mark.parametrize("held", ['"abc"', 'W/"abc"', '"older", "abc"', "*"])
def test_who_holds_these_bytes_already_gets_none(ask: Ask, held: str) -> None:
    said = ask(If_None_Match=held)
    assert (said.status, said.read(), said.getheader("ETag")) == (304, b"", '"abc"')


@pytest.mark.parametrize("held", ['"older"', "abc", '""', ""])
def test_who_holds_other_bytes_gets_these(ask: Ask, held: str) -> None:
    assert ask(If_None_Match=held).status == 200


def test_a_time_alone_never_withholds_a_change(ask: Ask) -> None:
    assert ask(If_Modified_Since="Wed, 20 Nov 1996 09:30:00 GMT").status == 200


def test_the_next_request_gets_what_was_published_last(server: FeedServer, ask: Ask) -> None:
    server.publish("all", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", '"def"', WRITTEN)
    said = ask(If_None_Match='"abc"')
    assert (said.status, said.getheader("ETag")) == (200, '"def"')
    server.withdraw("all")
    assert ask().status == 404


def test_nobody_can_tell_a_wrong_token_from_a_feed_that_is_not_there(server: FeedServer, ask: Ask) -> None:
    token, other = server.house.token, new_token()
    paths = [
        f"/{other}/all.ics",
        f"/{other}/none.ics",
        f"/{token}/none.ics",
        f"/{token}/",
        f"/{token}",
        f"/{token}/all.ics/more",
        f"/{token[:-1]}/all.ics",
        f"/{token}x/all.ics",
        "/all.ics",
        "/",
        "//all.ics",
        "/..%2fall.ics",
        "/whose/short",
    ]
    answers = {(said.status, *said.getheaders()[:4], said.read()) for said in map(ask, paths)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_the_token_is_compared_as_bytes_in_constant_time(
    server: FeedServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[object, object]] = []

    def compare(one: object, other: object) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr("model.feed.replies.hmac.compare_digest", compare)
    assert ask().status == 200
    assert ask("/guess/none.ics").status == 404
    token = server.house.token.encode()
    assert compared == [(token, token), (b"guess", token)]


def test_a_token_holds_256_bits_and_no_two_are_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}"])
def test_the_machine_is_asked_under_its_own_names(server: FeedServer, ask: Ask, host: str) -> None:
    assert ask(Host=host.format(server.house.port)).status == 200


@pytest.mark.parametrize("host", ["evil.example:{}", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:{}", "", "{}"])
def test_a_name_that_was_rebound_to_this_machine_gets_nothing(server: FeedServer, ask: Ask, host: str) -> None:
    said = ask(Host=host.format(server.house.port))
    assert said.status == 421
    assert CONTENT not in said.read()


@pytest.mark.parametrize("hosts", [0, 2])
def test_a_request_names_its_host_once(server: FeedServer, hosts: int) -> None:
    line = f"Host: 127.0.0.1:{server.house.port}\r\n" * hosts
    assert raw(server, f"GET {path_of(server)} HTTP/1.1\r\n{line}\r\n".encode()).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "same-origin"},
    ],
)
def test_what_a_page_sends_is_refused_and_no_page_is_allowed_to_read(ask: Ask, header: dict[str, str]) -> None:
    for method in ("GET", "OPTIONS"):
        said = ask(method=method, **header)
        assert said.status == 403
        assert not [name for name, _ in said.getheaders() if name.lower().startswith("access-control")]


def test_who_types_the_address_into_a_browser_sees_the_feed(ask: Ask) -> None:
    assert ask(Sec_Fetch_Site="none").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "TRACE", "CONNECT"])
def test_a_feed_is_read_and_nothing_else(ask: Ask, method: str) -> None:
    said = ask(method=method)
    assert (said.status, said.getheader("Allow")) == (405, "GET, HEAD")


def test_it_does_not_say_what_it_runs_on(ask: Ask) -> None:
    for said in (ask(), ask("/"), ask(method="POST"), ask(Host="evil.example")):
        assert said.getheader("Server") is None


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", b"431"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"GET /\r\n\r\n", b"400"),
        (b"GET / <script> HTTP/1.1\r\n\r\n", b"400"),
        (b"\xff\xfe / HTTP/1.1\r\n\r\n", b"421"),
    ],
)
def test_what_is_too_long_or_no_request_is_refused_without_quoting_it(
    server: FeedServer, sent: bytes, status: bytes
) -> None:
    said = raw(server, sent)
    assert said.split(b" ")[1] == status
    assert b"script" not in said
    assert b"aaaa" not in said


def test_who_sends_nothing_is_answered_nothing(server: FeedServer, ask: Ask) -> None:
    assert raw(server, b"") == b""
    assert ask().status == 200


def test_who_trickles_is_broken_off(server: FeedServer, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_connection(("127.0.0.1", server.house.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        monkeypatch.setattr(serving, "PATIENCE", -1.0)
        assert hung_up(line)
    monkeypatch.undo()
    assert ask().status == 200


def test_a_burst_of_a_hundred_connections_is_served(server: FeedServer) -> None:
    """Every line is opened before the first one asks, as by programs that refresh all their calendars together."""
    address = ("127.0.0.1", server.house.port)
    asked = f"GET {path_of(server)} HTTP/1.1\r\nHost: 127.0.0.1:{server.house.port}\r\n\r\n".encode()
    with ExitStack() as held:
        lines = [held.enter_context(socket.create_connection(address, timeout=10)) for _ in range(100)]
        for line in lines:
            line.sendall(asked)
        for line in lines:
            said = b""
            while part := line.recv(65_536):
                said += part
            assert said.endswith(CONTENT)


def test_so_many_wait_to_be_answered_as_are_answered_at_a_time(server: FeedServer) -> None:
    assert server._listener is not None
    assert server._listener.request_queue_size >= serving.AT_ONCE >= 100


def test_so_many_are_answered_at_a_time_and_the_next_is_hung_up_on(
    server: FeedServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "AT_ONCE", 2)
    address = ("127.0.0.1", server.house.port)
    waiting = [socket.create_connection(address, timeout=10) for _ in range(2)]
    with socket.create_connection(address, timeout=10) as third:
        assert hung_up(third)
    for line in waiting:
        line.sendall(b"x\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")
        line.close()
    assert ask().status == 200


def test_it_stops_at_once_though_someone_is_still_connected(server: FeedServer) -> None:
    with socket.create_connection(("127.0.0.1", server.house.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        server.stop()
        assert hung_up(line)
    with pytest.raises(OSError, match=r"refused|reset"):
        socket.create_connection(("127.0.0.1", server.house.port), timeout=10)


def test_stopping_twice_and_before_the_start_is_no_error() -> None:
    made = FeedServer()
    made.stop()
    made.start()
    made.start()
    made.stop()
    made.stop()
    assert not made.running


def test_the_address_is_the_same_after_a_restart() -> None:
    first = FeedServer()
    first.start()
    address, kept = first.address("all"), first.served
    first.stop()
    second = FeedServer(port=kept.port, token=kept.token)
    second.start()
    try:
        assert second.address("all") == address
        assert not second.moved
    finally:
        second.stop()


def test_where_another_program_has_the_port_a_new_one_is_taken_and_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        def turn_away() -> None:
            other.accept()[0].close()

        thread = threading.Thread(target=turn_away, daemon=True)
        thread.start()
        token = new_token()
        made = FeedServer(port=port, token=token)
        made.start()
        thread.join()
    try:
        assert made.moved
        assert made.house.port != port
        assert made.served == Served(port=made.house.port, token=token)
    finally:
        made.stop()


def test_where_another_duly_serves_the_same_docket_it_is_left_to_it(server: FeedServer) -> None:
    kept = server.served
    again = FeedServer(port=kept.port, token=kept.token)
    with pytest.raises(ServedElsewhere, match=f"port {kept.port}"):
        again.start()
    assert not again.running


def test_a_port_is_asked_whose_it_is_without_being_told_the_token(server: FeedServer) -> None:
    assert serves(server.house.port, server.house.token)
    assert not serves(server.house.port, new_token())
    with socket.create_server(("127.0.0.1", 0)) as other:
        heard: list[bytes] = []

        def listen() -> None:
            line, _ = other.accept()
            with line:
                heard.append(line.recv(65_536))
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyes!")

        thread = threading.Thread(target=listen)
        thread.start()
        assert not serves(other.getsockname()[1], server.house.token)
        thread.join()
    assert server.house.token.encode() not in heard[0]


def test_without_any_port_it_says_so_and_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("model.feed.server._Listener.server_bind", refuse)
    with pytest.raises(DocketError, match="folders are kept up"):
        FeedServer().start()


def test_a_new_address_ends_the_old_one(server: FeedServer, ask: Ask) -> None:
    old = path_of(server)
    server.make_new_address()
    assert path_of(server) != old
    assert (ask(old).status, ask().status) == (404, 200)


def test_nothing_is_logged_whatever_is_asked(
    server: FeedServer, ask: Ask, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    marker = "Zq7Marker"
    ask()
    ask(f"/{marker}/all.ics")
    ask(f"/{server.house.token}/{marker}.ics")
    ask(method="POST")
    ask(Host=marker)
    ask(Origin=marker)
    raw(server, f"GET {marker} {marker} {marker}\r\n\r\n".encode())
    raw(server, f"GET {path_of(server)} HTTP/1.1\r\nX: {marker * 5_000}\r\n\r\n".encode())
    said = "".join([*capfd.readouterr(), caplog.text])
    assert said == ""


def test_readers_and_a_writer_never_see_half_a_change(server: FeedServer, ask: Ask) -> None:
    pages = {f'"{number}"': bytes(str(number), "ascii") * 50_000 for number in range(10)}
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            for etag, content in pages.items():
                server.publish("all", content, etag, WRITTEN)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = [(said.getheader("ETag"), said.read()) for said in (ask() for _ in range(30))]
    finally:
        done.set()
        writer.join()
    assert all(etag and content == pages.get(etag, CONTENT) for etag, content in seen)
