"""The line to a calendar server: the requests of a round, through the ``caldav`` library.

The library brings HTTP, TLS, the ways to say who one is and the reading of XML. Held to here: one host and no other,
TLS unless the machine itself is the server, answers of a bounded size, no blind write, and nothing in any log.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from model.feed.sync import failures
from model.readable import clean

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

Element = Any
"""An element of XML: lxml carries no types."""

DAV: Final = "{DAV:}"
CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"
TIMEOUT: Final = 15
"""Seconds for an answer. Who cancels, or closes the window, waits for no more than one."""
LARGEST_ANSWER: Final = 32 * 1024 * 1024
BATCH: Final = 50
"""How many items one request asks for."""
_REDIRECTS: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_TALKATIVE: Final = frozenset({"caldav", "niquests", "urllib3", "urllib3_future", "charset_normalizer"})
_CALENDAR: Final = {"Content-Type": "text/calendar; charset=utf-8"}


class ServerReply(NamedTuple):
    """An answer: its status, where it came from, its ETag, its XML where it is any, and its text."""

    status: int
    url: str
    etag: str
    tree: Element
    text: str
    preconditions: tuple[str, ...] = ()


class Listing(NamedTuple):
    """What a calendar says has changed: addresses with ETags, those that are gone, and where to go on from.

    ``whole``: everything that is there, so that what is not named is gone.
    """

    etags: Mapping[str, str]
    gone: frozenset[str]
    token: str
    whole: bool


@dataclass(frozen=True, slots=True)
class FoundResource:
    """One resource as it lies there. Without an ETag it does not."""

    href: str
    etag: str = ""
    body: str = ""


class ServerConnection:
    """A connection to one server, for as long as it is used as a context.

    ``plain`` allows a connection without TLS to another machine. Raises :class:`failures.SyncError` kin from every
    request that could not be made; answers that only concern one item are handed back.
    """

    def __init__(self, address: str, user: str, password: str, *, plain: bool = False) -> None:
        self.base = normal_address(address)
        self._origin = urlsplit(self.base)
        self.host = self._origin.hostname or ""
        if self._origin.scheme == "http" and not plain and not is_loopback(self.host):
            raise failures.NotPrivate(self.host)
        self._user, self._password = user, password
        self._opened: DAVClient | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    # ------------------------------------------------------------------------------------------- requests

    def request(self, method: str, url: str, body: str = "", headers: Mapping[str, str] | None = None) -> ServerReply:
        """One request; redirects on the same host are followed, none to another."""
        url = self.place(url)
        for _ in range(_REDIRECTS):
            reply, leads = self._sent(method, url, body, dict(headers or {}))
            if leads is None:
                return self._sound(reply)
            url = self.place(urljoin(url, leads))
        raise failures.Garbled(self.host, "one redirection after another")

    def place(self, href: str) -> str:
        """The whole address of an ``href``. Raises :class:`failures.LedElsewhere` for one on another host."""
        url = urljoin(self.base, href)
        there = urlsplit(url)
        if _origin(there) != _origin(self._origin):
            raise failures.LedElsewhere(self.host, f"{there.scheme}://{there.hostname or '?'}")
        return url

    def _sent(self, method: str, url: str, body: str, headers: dict[str, str]) -> tuple[ServerReply, str | None]:
        """One answer, and where it leads to, where it does."""
        from caldav.lib import error
        from caldav.lib.http_sync import requests

        try:
            response = self._client().request(url, method, body, headers)
        except requests.exceptions.TooManyRedirects as moved:
            answer = moved.response
            return _EMPTY, str(answer.headers.get("Location", "")) if answer is not None else ""
        except error.RateLimitError as busy:
            raise failures.Busy(self.host) from busy
        except error.AuthorizationError as refused:
            return ServerReply(refused.status or 403, url, "", None, "", tuple(refused.preconditions)), None
        except requests.exceptions.SSLError as untrusted:
            raise failures.NotTrusted(self.host) from untrusted
        except requests.exceptions.Timeout as late:
            raise failures.Offline(self.host, "it took too long") from late
        except OSError as broken:
            raise failures.Offline(self.host, _why(broken)) from broken
        except NotImplementedError as unknown:
            # caldav's answer where a server offers only ways of signing in that it does not know.
            raise failures.Garbled(self.host, "no way to sign in that Duly knows") from unknown
        preconditions = tuple(error.parse_preconditions(response.raw)) if response.status >= 400 else ()
        etag = str(response.headers.get("ETag", ""))
        return ServerReply(response.status, url, etag, response.tree, str(response.raw or ""), preconditions), None

    def _sound(self, reply: ServerReply) -> ServerReply:
        """The answer, unless it means that nothing more can be done now."""
        if reply.status == 401:
            raise failures.WrongPassword(self.host)
        if reply.status == 507:
            raise failures.Full(self.host)
        if reply.status >= 500 and reply.status != 501:
            raise failures.Broken(self.host, reply.status)
        return reply

    def _client(self) -> DAVClient:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> DAVClient:
        from caldav.davclient import DAVClient

        _silence()
        # The name and the password are given apart from the address, and never to the program's own discovery.
        client = DAVClient(
            self.base, username=self._user, password=self._password, timeout=TIMEOUT, enable_rfc6764=False
        )
        client.session.max_redirects = 0
        session: Any = client.session
        # Without it, the user's .netrc would be asked who they are.
        session.auth = _nobody
        session.hooks["response"].append(self._bounded)
        return client

    def _bounded(self, response: Any, **_: object) -> Any:
        """Read the body within bounds, and call it plain text: XML is still read as such, but none of it is logged."""
        parts, size = [], 0
        for chunk in response.iter_content(65536):
            size += len(chunk)
            if size > LARGEST_ANSWER:
                response.close()
                raise failures.Garbled(self.host, "an answer that has no end")
            parts.append(chunk)
        response._content = b"".join(parts)  # noqa: SLF001 - what the library itself keeps after reading it whole
        response.headers["Content-Type"] = "text/plain"
        return response

    # ------------------------------------------------------------------------------------------- calendar

    def listing(self, calendar: str, token: str = "") -> Listing:
        """What changed since ``token``; all that is there without one, or where the server no longer knows it.

        By sync-collection (RFC 6578) where the server has it, else by a list of ETags.
        """
        if not token:
            return self._changes(calendar, "") or self._etags(calendar)
        return self._changes(calendar, token) or self.listing(calendar)

    def _changes(self, calendar: str, token: str) -> Listing | None:
        """By sync-collection; None where the server has none, or not from that token on."""
        etags: dict[str, str] = {}
        gone: set[str] = set()
        start = token
        for _ in range(1000):
            reply = self.request("REPORT", calendar, _sync_query(token), {"Depth": "1"})
            if reply.status in (404, 410) and not start:
                raise failures.Gone(self.host)
            if not _is_multistatus(reply):
                return None
            truncated = False
            for href, status, properties in _responses(reply.tree):
                path = self.path(href)
                if status == 507:
                    truncated = True
                elif status == 404:
                    gone.add(path)
                    etags.pop(path, None)
                elif etag := (properties.get(f"{DAV}getetag") or ""):
                    etags[path] = etag
            token = (reply.tree.findtext(f"{DAV}sync-token") or "").strip()
            if not truncated:
                return Listing(_items(etags, self.path(calendar)), frozenset(gone), token, whole=not start)
        return None

    def _etags(self, calendar: str) -> Listing:
        """Everything that is there, by PROPFIND."""
        reply = self.request("PROPFIND", calendar, _propfind("D:getetag"), {"Depth": "1"})
        self._must_be_there(reply, "to read that calendar")
        etags = {
            self.path(href): etag
            for href, _, properties in _responses(self._tree(reply))
            if (etag := properties.get(f"{DAV}getetag"))
        }
        return Listing(_items(etags, self.path(calendar)), frozenset(), "", whole=True)

    def fetch(self, calendar: str, hrefs: Sequence[str]) -> Iterator[FoundResource]:
        """The items at these addresses; those that are not there have no ETag."""
        for begin in range(0, len(hrefs), BATCH):
            wanted = hrefs[begin : begin + BATCH]
            reply = self.request("REPORT", calendar, _multiget(wanted), {"Depth": "1"})
            if not _is_multistatus(reply):
                yield from map(self.get, wanted)
                continue
            known = {self.path(href): found for href, _, found in _responses(reply.tree)}
            for href in wanted:
                properties = known.get(href, {})
                body, etag = properties.get(f"{CALDAV}calendar-data"), properties.get(f"{DAV}getetag")
                yield FoundResource(href, etag, _crlf(body or "")) if etag else self.get(href)

    def get(self, href: str) -> FoundResource:
        """One item, with its ETag, in one answer."""
        reply = self.request("GET", href)
        if reply.status in (404, 410):
            return FoundResource(href)
        if reply.status != 200:
            self._must_be_there(reply, "to read that calendar")
        return FoundResource(href, reply.etag, _crlf(reply.text))

    def put(self, href: str, body: str, etag: str) -> ServerReply:
        """Put an item: only where there is none yet, or only over the one that ``etag`` names (RFC 9110, 13.1)."""
        condition = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        return self.request("PUT", href, body, {**_CALENDAR, **condition})

    def delete(self, href: str, etag: str) -> ServerReply:
        """Delete an item, only while it is what ``etag`` names."""
        return self.request("DELETE", href, "", {"If-Match": etag})

    # --------------------------------------------------------------------------------------------- answers

    def properties(self, url: str, *names: str, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The properties of a resource, and with ``depth`` 1 of what lies in it, each with its whole address."""
        reply = self.request("PROPFIND", url, _propfind(*names), {"Depth": str(depth)})
        self._must_be_there(reply, "to look there")
        for href, _, elements in _elements(self._tree(reply)):
            yield urljoin(reply.url, href), elements

    def _must_be_there(self, reply: ServerReply, what: str) -> None:
        if reply.status in (404, 410):
            raise failures.Gone(self.host)
        if reply.status == 403:
            raise failures.Forbidden(self.host, what)
        if reply.status >= 300:
            raise failures.Garbled(self.host)

    def _tree(self, reply: ServerReply) -> Element:
        # A page to sign in on, of a hotel's network, is XML too: it is no calendar with nothing in it.
        if not _is_multistatus(reply):
            raise failures.Garbled(self.host)
        return reply.tree

    def path(self, href: str) -> str:
        """An address within the server, in its one spelling."""
        return quote(unquote(urlsplit(urljoin(self.base, href)).path), safe="/@:!$&'()*+,;=-._~")


_EMPTY: Final = ServerReply(0, "", "", None, "")


def _silence() -> None:
    """Have the libraries log nothing: what they would log holds addresses, bodies and the header with the password."""
    for name in sorted(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _nobody(request: Any) -> Any:
    return request


def normal_address(typed: str) -> str:
    """The address of a server as it was typed, made whole. Raises :class:`failures.NotAnAddress` for what is none.

    >>> normal_address(" calendar.example.com ")
    'https://calendar.example.com/'
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text.rpartition('@')[2]}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise failures.NotAnAddress from error
    if parts.scheme not in ("http", "https") or not parts.hostname or set(text) & set(' \\"<>'):
        raise failures.NotAnAddress
    if parts.username is not None or parts.password is not None:
        raise failures.NotAnAddress("Leave name and password out of the address: they have fields of their own.")
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_multistatus(reply: ServerReply) -> bool:
    return reply.status == 207 and reply.tree is not None and reply.tree.tag == f"{DAV}multistatus"


def _crlf(text: str) -> str:
    """With the line ends of a calendar file, which XML turns into others."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").casefold(), parts.port or (443 if parts.scheme == "https" else 80)


def _why(broken: Exception) -> str:
    words = repr(broken).casefold()
    if "refused" in words:
        return "nothing listens there"
    if "resolution" in words or "name" in words:
        return "there is no such name, or this machine is offline"
    return "the line broke off"


# ------------------------------------------------------------------------------------------------------------ XML


def _propfind(*names: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        f"<D:prop>{''.join(f'<{name}/>' for name in names)}</D:prop></D:propfind>"
    )


def _sync_query(token: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><D:sync-collection xmlns:D="DAV:">'
        f"<D:sync-token>{escaped(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
        "<D:prop><D:getetag/></D:prop></D:sync-collection>"
    )


def _multiget(hrefs: Sequence[str]) -> str:
    wanted = "".join(f"<D:href>{escaped(href)}</D:href>" for href in hrefs)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        f"<D:prop><D:getetag/><C:calendar-data/></D:prop>{wanted}</C:calendar-multiget>"
    )


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _elements(tree: Element) -> Iterator[tuple[str, int, dict[str, Element]]]:
    """Each response of a multistatus: its address, its status, and the properties that are there (RFC 4918, 13)."""
    for response in tree.iter(f"{DAV}response"):
        href = (response.findtext(f"{DAV}href") or "").strip()
        found: dict[str, Element] = {}
        for part in response.iterfind(f"{DAV}propstat"):
            if _status(part.findtext(f"{DAV}status")) < 300:
                found.update({str(child.tag): child for prop in part.iterfind(f"{DAV}prop") for child in prop})
        if href:
            yield href, _status(response.findtext(f"{DAV}status")), found


def _responses(tree: Element) -> Iterator[tuple[str, int, dict[str, str]]]:
    for href, status, found in _elements(tree):
        yield href, status, {name: element.text or "" for name, element in found.items()}


def _status(line: str | None) -> int:
    """The code of a status line; 200 where there is none."""
    parts = (line or "").split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else 200


def _items(etags: Mapping[str, str], calendar: str) -> dict[str, str]:
    """Without the calendar itself, and what lies elsewhere."""
    return {
        href: etag
        for href, etag in etags.items()
        if href.startswith(calendar) and href.rstrip("/") != calendar.rstrip("/")
    }
