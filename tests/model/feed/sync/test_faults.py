"""What goes wrong between two machines: said plainly, gone on from, and nothing lost or doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from msgspec.structs import replace

from model.feed.sync import failures
from model.feed.sync.client import ServerConnection, ServerReply
from tests.model.feed.sync.servers import PASSPHRASE, Radicale, SyncHarness, free_port, item, new_harness

Answer = tuple[int, dict[str, str], bytes]
WRONG = "w" * 9
XML = {"Content-Type": "text/xml"}


@contextmanager
def answering(answer: Callable[[str, str], Answer]) -> Iterator[str]:
    """A server that gives whatever answer it is told to."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _reply(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, body = answer(self.command, self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing of a request is written."""

    for method in ("PROPFIND", "REPORT", "PUT", "GET", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._reply)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def refusing(harness: SyncHarness, refused: Callable[[str, str], ServerReply | None]) -> Iterator[None]:
    """The harness's own server, where some requests are answered otherwise."""
    line = harness.line

    def other() -> ServerConnection:
        made = line()
        request = made.request

        def answered(method: str, url: str, body: str = "", headers: object = None) -> ServerReply:
            reply = refused(method, url)
            return made._sound(reply) if reply else request(method, url, body, headers)  # type: ignore[arg-type]

        made.request = answered  # type: ignore[method-assign]
        return made

    harness.line = other  # type: ignore[method-assign]
    try:
        yield
    finally:
        harness.line = line  # type: ignore[method-assign]


def reply(status: int, *preconditions: str) -> ServerReply:
    return ServerReply(status, "", "", None, "", preconditions)


def test_a_wrong_password_is_said_and_nothing_is_sent(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.password = WRONG
    done = harness.round()
    assert isinstance(done.error, failures.WrongPassword)
    assert harness.account.last_error == str(done.error)
    assert WRONG not in str(done.error)
    harness.password = PASSPHRASE
    assert harness.round().put == ["a"]
    assert harness.account.last_error == ""


def test_a_server_that_is_not_there_is_said_and_tried_again(harness: SyncHarness) -> None:
    harness.want(item("a"))
    here = harness.account
    nowhere = f"http://127.0.0.1:{free_port()}/"
    harness.account = replace(here, url=nowhere, calendar=nowhere + "c/")
    done = harness.round()
    assert isinstance(done.error, failures.Offline)
    assert "nothing listens there" in str(done.error)
    assert harness.known == {}
    harness.account = here
    assert harness.round().put == ["a"]


def test_a_name_that_nobody_knows_is_offline() -> None:
    from caldav.lib.http_sync import requests

    line = ServerConnection("https://calendar.invalid/", "anna", "secret")
    unknown = requests.exceptions.ConnectionError("NameResolutionError: failed to resolve")
    line._client().session.request = _raising(unknown)  # type: ignore[method-assign,assignment]
    with line, pytest.raises(failures.Offline, match="no such name"):
        line.request("PROPFIND", "/")


def test_a_certificate_that_does_not_hold_is_said_and_nothing_is_sent() -> None:
    from caldav.lib.http_sync import requests

    line = ServerConnection("https://calendar.invalid/", "anna", "secret")
    assert line._client().ssl_verify_cert is True
    untrusted = requests.exceptions.SSLError("self-signed certificate")
    line._client().session.request = _raising(untrusted)  # type: ignore[method-assign,assignment]
    with line, pytest.raises(failures.NotTrusted, match="no password was sent"):
        line.request("PROPFIND", "/")


def _raising(error: Exception) -> Callable[..., object]:
    def request(*_: object, **__: object) -> object:
        raise error

    return request


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (507, failures.Full),
        (500, failures.Broken),
        (502, failures.Broken),
        (503, failures.Broken),
        (403, failures.Forbidden),
        (404, failures.Gone),
        (410, failures.Gone),
    ],
)
def test_a_round_that_the_server_ends_goes_on_the_next_time(
    harness: SyncHarness, status: int, error: type[failures.SyncError]
) -> None:
    harness.want(*(item(f"n{number}") for number in range(5)))
    count = 0

    def third_put(method: str, url: str) -> ServerReply | None:
        nonlocal count
        count += method == "PUT"
        return reply(status) if method == "PUT" and count >= 3 else None

    with refusing(harness, third_put):
        done = harness.round()
    assert isinstance(done.error, error)
    assert len(done.put) == 2
    assert len(harness.lying()) == 2
    again = harness.round()
    assert len(again.put) == 3
    assert again.incoming == []
    assert len(harness.lying()) == 5
    assert harness.round().quiet


def test_one_item_that_is_refused_holds_up_no_other(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    too_large = reply(403, "{urn:ietf:params:xml:ns:caldav}max-resource-size")
    with refusing(harness, lambda method, url: too_large if method == "PUT" and url.endswith("a.ics") else None):
        done = harness.round()
    assert done.put == ["b"]
    assert [(one.uid, one.about, one.why) for one in done.refused] == [
        ("a", "record-a", "It is larger than the server allows.")
    ]
    assert harness.round().put == ["a"]


def test_a_server_killed_between_two_puts_loses_and_doubles_nothing(own_radicale: Radicale) -> None:
    harness = new_harness(own_radicale)
    harness.want(*(item(f"n{number}") for number in range(8)))

    def kill(share: float, words: str) -> None:
        if words.startswith("Sending 4 "):
            own_radicale.stop()

    done = harness.round(kill)
    assert isinstance(done.error, failures.Offline)
    assert len(done.put) == 3
    own_radicale.start()
    again = harness.round()
    assert (again.error, len(again.put), again.incoming) == (None, 5, [])
    assert len(harness.lying()) == 8
    assert harness.round().quiet


def test_duly_killed_after_a_put_and_before_it_was_remembered_asks_nobody_about_its_own_change(
    harness: SyncHarness,
) -> None:
    harness.want(item("a"))
    harness.round()
    harness.want(item("a", "19961209"))
    keep, account = harness.keep, harness.account

    def cut(values: object, forgotten: object) -> None:
        fresh = list(values)  # type: ignore[call-overload]
        if any(getattr(one, "sequence", 0) == 1 for one in fresh):
            raise KeyboardInterrupt
        keep(fresh, forgotten)  # type: ignore[arg-type]

    harness.keep = cut  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        harness.round()
    harness.keep, harness.account = keep, account  # type: ignore[method-assign]
    assert "19961209" in harness.body("a")
    harness.want(item("a", "19961216"))
    done = harness.round()
    assert done.incoming == []
    assert "19961216" in harness.body("a")
    assert "SEQUENCE:2" in harness.body("a")


def test_a_cancelled_round_keeps_what_it_did(harness: SyncHarness) -> None:
    harness.want(*(item(f"n{number}") for number in range(5)))

    def cancel(share: float, words: str) -> None:
        if words.startswith("Sending 3 "):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        harness.round(cancel)
    assert len(harness.lying()) == 2
    assert len(harness.round().put) == 3


@pytest.mark.parametrize(
    "answer",
    [
        (207, XML, b"<not xml"),
        (207, XML, b""),
        (200, {"Content-Type": "text/html"}, b"<html><body>Sign in</body></html>"),
        (
            207,
            XML,
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        ),
    ],
)
def test_an_answer_that_is_none_is_refused(harness: SyncHarness, answer: Answer) -> None:
    harness.want(item("a"))
    with answering(lambda method, path: answer) as url:
        here = harness.account
        harness.account = replace(here, url=url, calendar=url + "c/")
        harness.round()
        assert harness.told == {}
        assert "none of a calendar server" in harness.account.last_error
    harness.account = here


def test_a_redirection_to_another_host_is_refused_and_named() -> None:
    with (
        answering(lambda method, path: (301, {"Location": "http://127.0.0.1:9/elsewhere"}, b"")) as url,
        ServerConnection(url, "anna", "secret") as line,
        pytest.raises(failures.LedElsewhere, match="Your password was not sent there"),
    ):
        line.request("PROPFIND", "/")


def test_a_redirection_on_the_same_host_is_followed_with_the_same_method() -> None:
    asked = []

    def answer(method: str, path: str) -> Answer:
        asked.append((method, path))
        return (301, {"Location": "/dav/"}, b"") if path == "/" else (207, XML, b"<a/>")

    with answering(answer) as url, ServerConnection(url, "anna", "secret") as line:
        assert line.request("PROPFIND", "/").status == 207
    assert asked == [("PROPFIND", "/"), ("PROPFIND", "/dav/")]


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.feed.sync.client.LARGEST_ANSWER", 1000)
    with (
        answering(lambda method, path: (200, {}, b"x" * 100_000)) as url,
        ServerConnection(url, "anna", "secret") as line,
        pytest.raises(failures.Garbled, match="no end"),
    ):
        line.request("GET", "/")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no calendar at all",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:somebody-else\r\nDTSTART;VALUE=DATE:19961205\r\nEND:VEVENT\r\n",
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 6000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nX-A:" + "x" * 1_100_000,
    ],
)
def test_an_item_that_cannot_be_read_is_contained_listed_and_put_right(harness: SyncHarness, body: str) -> None:
    from model.feed.sync.client import FoundResource

    harness.want(item("a"), item("b"))
    harness.round()
    harness.edit("a", "19961202", "19961205")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            ServerConnection,
            "fetch",
            lambda self, calendar, hrefs: (FoundResource(one, self.get(one).etag, body) for one in hrefs),
        )
        done = harness.round()
    assert [(one.change, one.uid, one.state) for one in done.incoming] == [("unreadable", "a", "restored")]
    assert done.put == ["a"]
    assert "19961202" in harness.body("a")


def test_nothing_secret_is_logged(harness: SyncHarness, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    marker = "Zq7markerTitle"
    harness.want(item("a", title=marker, description=f"{marker}-note"))
    harness.round()
    harness.edit("a", "19961202", "19961205")
    harness.round()
    with answering(lambda method, path: (207, XML, f"<broken {marker}".encode())) as url:
        harness.account = replace(harness.account, url=url, calendar=url + "c/")
        harness.round()
    said = caplog.text
    assert marker not in said
    assert harness.password not in said
    assert "Authorization" not in said


@pytest.mark.parametrize("address", ["http://calendar.example.com/", "http://192.0.2.7/dav"])
def test_a_line_that_is_not_encrypted_is_refused_unless_it_is_allowed(address: str) -> None:
    with pytest.raises(failures.NotPrivate):
        ServerConnection(address, "anna", "secret")
    assert ServerConnection(address, "anna", "secret", plain=True).host


@pytest.mark.parametrize("address", ["", "ftp://a/", "https://anna:secret@example.com/", "a b", "https://x:99999/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(failures.NotAnAddress) as refused:
        ServerConnection(address, "anna", "secret")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (401, {"WWW-Authenticate": "Basic realm=x"}, failures.WrongPassword),
        (401, {"WWW-Authenticate": "Negotiate"}, failures.Garbled),
        (507, {}, failures.Full),
        (500, {}, failures.Broken),
        (504, {}, failures.Broken),
        (429, {}, failures.Busy),
        (503, {"Retry-After": "60"}, failures.Busy),
    ],
)
def test_what_a_server_says_in_numbers_is_said_in_words(
    status: int, headers: dict[str, str], error: type[failures.SyncError]
) -> None:
    with (
        answering(lambda method, path: (status, headers, b"")) as url,
        ServerConnection(url, "anna", "s3cret") as line,
        pytest.raises(error) as refused,
    ):
        line.put("/c/a.ics", item("a").body, "")
    assert "s3cret" not in str(refused.value)


def test_a_server_that_names_no_etag_is_asked_for_it(harness: SyncHarness) -> None:
    harness.want(item("a"))
    line = harness.line

    def forgetful() -> ServerConnection:
        made = line()
        put = made.put
        made.put = lambda href, body, etag: put(href, body, etag)._replace(etag="")  # type: ignore[method-assign]
        return made

    harness.line = forgetful  # type: ignore[method-assign]
    assert harness.round().put == ["a"]
    assert harness.known["a"].etag
    assert harness.round().quiet
