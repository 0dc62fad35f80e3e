"""What the subscription server answers, without a socket: who may ask, what for, and how it is said.

Any program and any web page on this machine can reach a port on loopback. What keeps the docket private is the token in
the path, which only the calendar app knows; that the name asked for is this machine's own, so that no page can rebind
its own name to it; and that nothing is answered to what a browser sends from a page. Whether a token is wrong or
a feed is unknown cannot be told from the answer.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final, Protocol

READS: Final = ("GET", "HEAD")
"""The only methods: a feed is read, never written to."""

HOSTS: Final = ("127.0.0.1", "localhost")
"""The names by which this machine calls itself. A page that rebinds its own name asks under that name."""

_UNASKED: Final = "none"
"""Sec-Fetch-Site of what no page asked for. A calendar app sends no such header at all."""

_ANY_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
_NONCE: Final = re.compile(r"/whose/([0-9a-f]{64})")


class Headers(Protocol):
    """The headers of a request, each of which may be there more than once."""

    def get_all(self, name: str) -> list[str] | None:
        """All values under ``name`` in any case, None where there are none."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed as it is served: its bytes, its strong ETag (quoted), and when it last changed."""

    content: bytes
    etag: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class House:
    """What is served now. A change makes another, so that a reply is made from one state and never from two."""

    port: int
    token: str
    pages: Mapping[str, FeedPage]


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A status, its headers and its body."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def reply(house: House, method: str, target: str, headers: Headers) -> HttpReply:
    """The answer to a request; the first rule that it breaks decides.

    A wrong Host is 421 (RFC 9110, 15.5.20), what comes from a page 403, another method 405, and everything that is
    not a feed at its whole path 404.
    """
    if not _asks_for_us(house, headers):
        return refusal(HTTPStatus.MISDIRECTED_REQUEST)
    if _comes_from_a_page(headers):
        return refusal(HTTPStatus.FORBIDDEN)
    if method not in READS:
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(READS)))
    path = target.partition("?")[0]
    asked = _NONCE.fullmatch(path)
    if asked:
        return _said(HTTPStatus.OK, proof(house.token, asked[1]), ())
    page = _page_at(house, path)
    if page is None:
        return refusal(HTTPStatus.NOT_FOUND)
    return _served(page, headers)


def refusal(status: HTTPStatus, *headers: tuple[str, str]) -> HttpReply:
    """The answer that gives nothing: the same for everything of one status."""
    return _said(status, status.phrase, headers)


def proof(token: str, nonce: str) -> str:
    """What only a server with that token can answer to ``nonce``: another Duly asks so without telling the token."""
    return hmac.new(token.encode(), nonce.encode(), hashlib.sha256).hexdigest()


def _asks_for_us(house: House, headers: Headers) -> bool:
    hosts = headers.get_all("Host") or []
    return len(hosts) == 1 and hosts[0].strip().lower() in {f"{name}:{house.port}" for name in HOSTS}


def _comes_from_a_page(headers: Headers) -> bool:
    if headers.get_all("Origin"):
        return True
    return any(value.strip().lower() != _UNASKED for value in headers.get_all("Sec-Fetch-Site") or [])


def _page_at(house: House, path: str) -> FeedPage | None:
    """The page at ``/TOKEN/NAME.ics``; the time that comparing the token takes does not tell where it differs."""
    token, _, name = path.removeprefix("/").partition("/")
    known = hmac.compare_digest(token.encode("utf-8", "surrogateescape"), house.token.encode())
    page = house.pages.get(name)
    return page if known else None


def _served(page: FeedPage, headers: Headers) -> HttpReply:
    about = (
        ("ETag", page.etag),
        ("Last-Modified", format_datetime(page.modified, usegmt=True)),
        ("Cache-Control", "private, no-cache"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    )
    if _has_it(page, headers.get_all("If-None-Match") or []):
        return HttpReply(HTTPStatus.NOT_MODIFIED, about)
    kind = ("Content-Type", "text/calendar; charset=utf-8")
    return HttpReply(HTTPStatus.OK, (kind, *about), page.content)


def _has_it(page: FeedPage, said: list[str]) -> bool:
    """Whether the client holds these bytes, by If-None-Match alone (RFC 9110, 13.1.2).

    If-Modified-Since is passed over: its seconds are too coarse for two changes in one of them.
    """
    together = ", ".join(said).strip()
    return together == "*" or page.etag in _ANY_TAG.findall(together)


def _said(status: HTTPStatus, words: str, headers: tuple[tuple[str, str], ...]) -> HttpReply:
    plain = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    )
    return HttpReply(status, (*plain, *headers), f"{words}\n".encode())
