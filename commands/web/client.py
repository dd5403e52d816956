"""Ask public services, one request at a time, and believe nothing that comes back.

No request waits for ever, none is answered with more than a few megabytes, none is sent twice in a
hurry, and none leads to a machine of the doctor's own network, whatever a redirect says. A 404 is
an answer: it is a fact. Everything else that is no answer is a :class:`NoAnswerError`, in words.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import re
import socket
import ssl
import threading
import time
import tomllib
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from commands.cli.errors import CommandError
from plugins.shared.problems import N_, Phrase, visible

# Bytes, before and after decompression: a record is a hundred times smaller.
LARGEST = 5_000_000
# Seconds of silence, then seconds in all.
PATIENCE = 20.0
LONGEST = 60.0
# PubMed and Crossref allow three requests a second and more.
BETWEEN = 0.34
WAITS = (1, 2, 4, 8)
TRIES = 3
REDIRECTS = 5
# After as many silences, a service is not asked again: twenty sources would wait twenty times.
SILENCES = 2

OK, NOT_FOUND, GONE, BUSY, BROKEN = 200, 404, 410, 429, 500
_MOVED = (301, 302, 303, 307, 308)
_FORBIDDEN = (401, 403)
_PORTS = {"http": 80, "https": 443}
# RFC 6052: an IPv4 address written inside an IPv6 one, for networks without IPv4.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

# Where each service is; a variable of the environment puts another in its place, for the tests.
SERVICES = {
    "SERMENT_PUBMED": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "SERMENT_CROSSREF": "https://api.crossref.org",
    "SERMENT_DOI": "https://doi.org",
    "SERMENT_DATACITE": "https://api.datacite.org",
    "SERMENT_BNF": "https://catalogue.bnf.fr/api/SRU",
    "SERMENT_OPENLIBRARY": "https://openlibrary.org",
}

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_TRY_AGAIN = N_("Check the connection, or try again later.")
_LATER = N_("Try again later, or write the reference by hand in the list “## Sources”.")
_COPY = N_("Open it in your browser, and paste the DOI or the PubMed number that stands there.")


def kit_version() -> str:
    """Return the version of the kit, which services ask programs to name; 0 without its file."""
    if not _PROJECT.is_file():
        return "0"
    return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])


class NoAnswerError(CommandError):
    """Nothing was learnt: nobody answered, or what came cannot be read. Never the same as 404."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status (200, or 404 for a fact), the address it came from, the body.

    ``charset``: the one that the header names, if any.
    """

    status: int
    url: str
    kind: str
    body: bytes
    charset: str = ""

    @property
    def found(self) -> bool:
        """Tell whether there is something at this address."""
        return self.status == OK


class Network:
    """The way out. ``contact``: an e-mail address that services may write to, or nothing."""

    def __init__(
        self,
        version: str,
        site: str,
        contact: str = "",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.contact = contact
        agent = f"Serment/{version} (+{site}{f'; mailto:{contact}' if contact else ''})"
        # A header is in ASCII; the address of a blog may have accents.
        self._agent = agent.encode("ascii", "ignore").decode()
        self._pause = pause
        self._bases = {name: os.environ.get(name, base) for name, base in SERVICES.items()}
        self._tests = {_place(url) for name, url in self._bases.items() if url != SERVICES[name]}
        self._silences: Counter[str] = Counter()
        self._last = 0.0

    def base(self, name: str) -> str:
        """Return the address of a service, by its variable."""
        return self._bases[name]

    def get(self, url: str, service: str, accept: str = "*/*") -> Answer:
        """Return the answer to one request, redirects followed; raise :class:`NoAnswerError`.

        ``service`` is how it is called when it does not answer.
        """
        if self._silences[service] >= SILENCES:
            raise NoAnswerError(N_("{service} does not answer."), _TRY_AGAIN, {"service": service})
        try:
            answer = self._patiently(url, service, accept)
        except NoAnswerError:
            self._silences[service] += 1
            raise
        except (OSError, http.client.HTTPException, zlib.error) as error:
            self._silences[service] += 1
            what = N_("{service} does not answer ({reason}).")
            values = {"service": service, "reason": _reason(error)}
            raise NoAnswerError(what, _TRY_AGAIN, values) from error
        self._silences[service] = 0
        if answer.status in (OK, NOT_FOUND, GONE):
            return answer
        if answer.status in _FORBIDDEN:
            raise NoAnswerError(
                N_("{service} refuses to be read by a program."), _COPY, {"service": service}
            )
        what = N_("{service} could not answer (code {code}).")
        raise NoAnswerError(what, _TRY_AGAIN, {"service": service, "code": answer.status})

    def _patiently(self, url: str, service: str, accept: str) -> Answer:
        """Follow redirects, and come back later when a service is busy."""
        tries, moves = 0, 0
        while True:
            answer, headers = self._once(url, service, accept)
            if answer.status in _MOVED and headers.get("location"):
                moves += 1
                if moves > REDIRECTS:
                    raise NoAnswerError(N_("{service} leads in circles."), "", {"service": service})
                url = _joined(url, headers["location"], service)
                continue
            busy = answer.status == BUSY or answer.status >= BROKEN
            tries += 1
            if not busy or tries == TRIES:
                return answer
            asked = headers.get("retry-after") or ""
            wait = int(asked) if re.fullmatch(r"\d{1,4}", asked.strip()) else 0
            self._pause(min(max(wait, WAITS[tries - 1]), WAITS[-1]))

    def _once(
        self, url: str, service: str, accept: str, method: str = "GET", *, whole: bool = True
    ) -> tuple[Answer, dict[str, str]]:
        """Return the answer to one request and its headers; not ``whole``: without its body."""
        parts = _parts(url, service)
        addresses = self._addresses(parts, service)
        since = time.monotonic() - self._last
        if since < BETWEEN:
            self._pause(BETWEEN - since)
        self._last = time.monotonic()
        late = threading.Event()
        with _connected(parts, addresses) as connected:
            watch = threading.Timer(LONGEST, _cut, (connected, late))
            watch.start()
            try:
                answer, said = self._send(connected, parts, accept, method)
                with answer:
                    body = _body(answer, said, service) if whole else b""
            finally:
                watch.cancel()
        # Cut there, an answer of no stated length looks like a whole one.
        if late.is_set():
            raise TimeoutError
        kind, _, more = said.get("content-type", "").partition(";")
        named = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", more, re.IGNORECASE)
        charset = named[1] if named else ""
        return Answer(answer.status, parts.geturl(), kind.strip().lower(), body, charset), said

    def _send(
        self, connected: socket.socket, parts: SplitResult, accept: str, method: str
    ) -> tuple[http.client.HTTPResponse, dict[str, str]]:
        """Send one request down a connection; return its answer, the body unread, and headers."""
        host = _host(parts)
        connection = http.client.HTTPConnection(host, _port(parts))
        connection.sock = connected
        target = quote(parts.path or "/", safe="/%:;=@,!$&'()*+~")
        query = quote(parts.query, safe="/%:;=@,!$&'()*+~?")
        headers = {
            "Host": host if parts.port is None else f"{host}:{parts.port}",
            "User-Agent": self._agent,
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        connection.request(method, f"{target}?{query}" if query else target, headers=headers)
        response = connection.getresponse()
        return response, {name.lower(): value for name, value in response.getheaders()}

    def _addresses(self, parts: SplitResult, service: str) -> list[tuple[str, int]]:
        """Return where to connect to, refused when any of it is not on the public network."""
        name, port = _host(parts), _port(parts)
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        addresses = [str(one[4][0]) for one in found]
        for address in addresses:
            local = ipaddress.ip_address(address.partition("%")[0]).is_loopback
            if not is_public(address) and not (local and (name, port) in self._tests):
                what = N_("“{address}” is no public address: it is not read.")
                raise NoAnswerError(what, "", {"address": f"{name}:{port}", "service": service})
        return [(address, port) for address in addresses]


def is_public(address: str) -> bool:
    """Tell whether an IP address is reached through the public network by anyone."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", _port(parts)


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").encode("idna").decode()


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _parts(url: str, service: str) -> SplitResult:
    """Return the parts of an address that may be asked for."""
    try:
        parts = urlsplit(url)
        if parts.scheme in _PORTS and parts.hostname and (parts.port is None or parts.port > 0):
            parts.hostname.encode("idna")
            return parts
    except ValueError:
        pass
    raise _no_address(service, url)


def _joined(url: str, location: str, service: str) -> str:
    """Return where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise _no_address(service, location) from None


def _no_address(service: str, url: str) -> NoAnswerError:
    what = N_("{service} leads to an address that is not one: {address}")
    return NoAnswerError(what, "", {"service": service, "address": visible(url[:200])})


def _body(response: http.client.HTTPResponse, said: dict[str, str], service: str) -> bytes:
    """Return the whole body of an answer, decompressed, never more than ``LARGEST``."""
    pieces, size = [], 0
    while piece := response.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise _too_large(service)
    expected = said.get("content-length", "")
    if expected.isdecimal() and len(expected) < len(str(LARGEST)) + 3 and size < int(expected):
        raise http.client.IncompleteRead(b"", int(expected) - size)
    body = b"".join(pieces)
    if said.get("content-encoding", "").strip().lower() != "gzip" or not body:
        return body
    # 16 + 15: a gzip envelope. No more is decompressed than may be kept.
    opened = zlib.decompressobj(31)
    body = opened.decompress(body, LARGEST + 1)
    if len(body) > LARGEST:
        raise _too_large(service)
    if not opened.eof:
        raise http.client.IncompleteRead(b"")
    return body


def _too_large(service: str) -> NoAnswerError:
    what = N_("{service} sends more than {size} MB: it is not read.")
    return NoAnswerError(what, "", {"service": service, "size": LARGEST // 1_000_000})


def _connected(parts: SplitResult, addresses: list[tuple[str, int]]) -> socket.socket:
    """Return a connection to the first of some checked addresses that takes one.

    The name is not looked up again: it could lead elsewhere the second time.
    """
    *others, last = addresses
    for address in others:
        with suppress(OSError):
            plain = socket.create_connection(address, PATIENCE)
            break
    else:
        plain = socket.create_connection(last, PATIENCE)
    if parts.scheme != "https":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=_host(parts))
    except BaseException:
        plain.close()
        raise


def _cut(connected: socket.socket, late: threading.Event) -> None:
    """End a connection that has lasted too long, wherever it is waited for."""
    late.set()
    # Not the method of a safe connection, which waits for a farewell.
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _reason(error: Exception) -> Phrase:
    """Return why nobody answered, in the doctor's words."""
    if isinstance(error, TimeoutError):
        return N_("too slow")
    if isinstance(error, ssl.SSLError):
        return N_("the connection is not safe")
    if isinstance(error, http.client.HTTPException | zlib.error):
        return N_("what it sent is cut short")
    return N_("no connection")


def read_object(answer: Answer, service: str) -> dict[str, Any]:
    """Return the JSON object of an answer; raise :class:`NoAnswerError` for anything else."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise unreadable(service)
    return data


def unreadable(service: str) -> NoAnswerError:
    """Return the refusal of an answer that is not of the kind asked for."""
    return NoAnswerError(
        N_("{service} sent something that cannot be read."), _LATER, {"service": service}
    )


def incomplete(service: str) -> NoAnswerError:
    """Return the refusal of a record that was read, and lacks what a reference cannot lack."""
    what = N_("{service} knows this publication, but its record lacks its title or its number.")
    return NoAnswerError(what, _LATER, {"service": service})
