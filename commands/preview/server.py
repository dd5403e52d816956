"""Serve the site on this machine only, as a host would.

Loopback, never another address; only to who calls it by its own name (a page on
the web may make a name of its own lead to 127.0.0.1: “DNS rebinding”); ``GET`` and
``HEAD``; a thread for each connection, one answer to each, all bounded in size and
in time; the production headers; no listing, no link followed, no hidden file.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import IO, Any, cast

from plugins.output.security_headers import HEADERS
from plugins.shared.problems import N_

from .builds import Outcome
from .files import content_type, find
from .notice import ASSETS, OWN, STATE, Say, from_root, page, with_notice

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
HEAD_LIMIT = 16 * 1024
CONNECTIONS = 128
# What is read and forgotten before a connection is closed: bytes, and seconds.
_DRAINED = 2 * 1024 * 1024
_DRAINING = 1.0
# Tabs that wait for the next build, and the seconds that each waits at most.
_HELD = 4
_HOLDING = 5.0
_CHUNK = 64 * 1024
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
# Nothing is kept, and no page elsewhere shows what is still a draft.
_ONLY_HERE = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}


@dataclass(frozen=True)
class Shown:
    """What the preview shows at a moment: a name for that moment, what the last build came to.

    ``early``: pages that were saved after it and are not built yet, by their paths below the site.
    """

    version: str
    outcome: Outcome | None
    language: str
    say: Say
    early: Mapping[str, str] = field(default_factory=dict)


class Server(ThreadingMixIn, TCPServer):
    """The preview's own server: ``start`` it in a thread, ``stop`` it from any other."""

    # On Windows it would let a second preview take the port of the first.
    allow_reuse_address = os.name != "nt"
    daemon_threads = False
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        site: Path,
        shown: Callable[[], Shown],
        patience: float = 10.0,
        changed: threading.Condition | None = None,
    ) -> None:
        """Listen on a port; 0 for any free one.

        ``patience``: seconds given to a request; ``changed``: tells that something else is shown.
        """
        self.site = site
        self.shown = shown
        self.patience = patience
        self.changed = changed or threading.Condition()
        self.holding = threading.BoundedSemaphore(_HELD)
        self.stopping = False
        self._open: set[socket.socket] = set()
        super().__init__((HOST, port), _Answer)

    @property
    def port(self) -> int:
        """The port listened to."""
        return int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Refuse more connections than a person opens."""
        return len(self._open) < CONNECTIONS

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, to be able to end it."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ends."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a visitor who left; anything else is a fault of this file."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop listening, end every connection, wait for every thread."""
        self.shutdown()
        self.stopping = True
        with self.changed:
            self.changed.notify_all()
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                # It ended by itself meanwhile.
                continue
        self.server_close()


class _RefusedError(Exception):
    """A request that is not served, and how it is told so."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        self.status = status
        self.why = why
        super().__init__(why)


class _Answer(BaseHTTPRequestHandler):
    """Answers one request on one connection."""

    server: Server

    def handle(self) -> None:
        """Read one request whole, answer it, and let the connection end."""
        self.close_connection = True
        self._shown = self.server.shown()
        self.command = self.requestline = ""
        self._origin = f"http://{HOST}:{self.server.port}"
        try:
            self.rfile = cast("Any", io.BytesIO(self._head()))
            self.raw_requestline = self.rfile.readline()
            if self.raw_requestline and self.parse_request():
                self._answer()
        except _RefusedError as refused:
            self._send_text(refused.status, refused.why)
        self._drain()

    def _head(self) -> bytes:
        """Return the request up to its first empty line, within bounds of size and of time."""
        until = time.monotonic() + self.server.patience
        head = b""
        while b"\r\n\r\n" not in head and b"\n\n" not in head:
            self.connection.settimeout(max(until - time.monotonic(), 0.001))
            try:
                piece = self.connection.recv(_CHUNK)
            except TimeoutError:
                raise _RefusedError(
                    HTTPStatus.REQUEST_TIMEOUT, N_("The request took too long.")
                ) from None
            head += piece
            if not piece:
                return b""
            if len(head) > HEAD_LIMIT:
                raise _RefusedError(
                    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, N_("The request is too long.")
                )
        # From now on: the time that a piece of the answer may take.
        self.connection.settimeout(self.server.patience)
        return head

    def _drain(self) -> None:
        """Read what else was sent, or closing would take the answer away from who waits for it."""
        self.connection.shutdown(socket.SHUT_WR)
        until, left = time.monotonic() + _DRAINING, _DRAINED
        while left > 0 and (patience := until - time.monotonic()) > 0:
            self.connection.settimeout(patience)
            piece = self.connection.recv(_CHUNK)
            left = left - len(piece) if piece else 0

    def _answer(self) -> None:
        if self.request_version == "HTTP/0.9":
            raise _RefusedError(HTTPStatus.BAD_REQUEST, N_("This request is not understood."))
        if self.command not in ("GET", "HEAD"):
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, N_("The preview only shows pages."))
        self._check_host()
        path, _, query = self.path.partition("?")
        if path == STATE:
            self._send(HTTPStatus.OK, _TEXT, self._version_after(query).encode())
        elif path in ASSETS:
            self._send(HTTPStatus.OK, content_type(ASSETS[path]), ASSETS[path].read_bytes())
        elif path.startswith(OWN):
            self._send_missing()
        else:
            self._send_found()

    def _version_after(self, known: str) -> str:
        """Return the version that is shown, as soon as it is another than the one known.

        A browser opens six connections to a host: of more tabs than ``_HELD``, the others are
        answered at once, and ask again.
        """
        server = self.server
        if known == self._shown.version and server.holding.acquire(blocking=False):
            try:
                with server.changed:
                    server.changed.wait_for(
                        lambda: server.stopping or server.shown().version != known, _HOLDING
                    )
            finally:
                server.holding.release()
        return server.shown().version

    def _check_host(self) -> None:
        """Refuse who calls the preview by a name that is not its own, or by two."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, N_("This request is not understood."))
        host = hosts[0].strip().lower()
        port = self.server.port
        if host not in {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set()):  # noqa: PLR2004 - HTTP's own
            raise _RefusedError(
                HTTPStatus.MISDIRECTED_REQUEST,
                N_("The preview answers under its own address only: {address}"),
            )
        self._origin = f"http://{host}"

    def _send_found(self) -> None:
        found = find(self.server.site, self.path)
        if found is None:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, N_("This address is not understood."))
        if found.moved:
            self._send(HTTPStatus.MOVED_PERMANENTLY, _TEXT, b"", {"Location": found.moved})
        elif found.file is None:
            self._send_missing()
        elif content_type(found.file) == _HTML:
            self._send_page(HTTPStatus.OK, found.file)
        else:
            with found.file.open("rb") as file:
                self._send(HTTPStatus.OK, content_type(found.file), file)

    def _send_missing(self) -> None:
        """Answer with the site's own page for what does not exist, or with why there is no site."""
        own = find(self.server.site, "/404.html")
        if own is not None and own.file is not None:
            self._send_page(HTTPStatus.NOT_FOUND, own.file, from_root)
        elif self.server.site.is_dir():
            self._send_text(HTTPStatus.NOT_FOUND, N_("This page does not exist."))
        else:
            shown = self._shown
            html = page(shown.outcome, shown.version, shown.language, shown.say)
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, html.encode())

    def _send_page(
        self, status: HTTPStatus, file: Path, changed: Callable[[str], str] = str
    ) -> None:
        shown = self._shown
        html = self._early(file)
        early = html is not None
        if html is None:
            html = changed(file.read_bytes().decode("utf-8", "surrogateescape"))
        html = with_notice(html, shown.outcome, shown.version, self._origin, shown.say, early=early)
        self._send(status, _HTML, html.encode("utf-8", "surrogateescape"))

    def _early(self, file: Path) -> str | None:
        """Return a page as it was just saved, if it is not built yet."""
        if not self._shown.early:
            return None
        name = file.relative_to(self.server.site.resolve()).as_posix()
        return self._shown.early.get(name)

    def _send_text(self, status: HTTPStatus, why: str) -> None:
        messages = self._shown.say(why).format(address=f"http://{HOST}:{self.server.port}/")
        allow = {"Allow": "GET, HEAD"} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
        self._send(status, _TEXT, f"{messages}\n".encode(), allow)

    def _send(
        self,
        status: HTTPStatus,
        kind: str,
        body: bytes | IO[bytes],
        more: dict[str, str] | None = None,
    ) -> None:
        file = io.BytesIO(body) if isinstance(body, bytes) else body
        length = file.seek(0, io.SEEK_END)
        file.seek(0)
        # Whatever was asked, and however badly: an answer has its status and its headers.
        self.request_version = self.protocol_version
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        for name, value in (HEADERS | _ONLY_HERE | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            shutil.copyfileobj(file, self.wfile, _CHUNK)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - the parent's arguments
        """Answer what the parser of requests refuses, in plain words."""
        self._send_text(HTTPStatus(code), N_("This request is not understood."))

    def version_string(self) -> str:
        """Name nobody's version."""
        return "Serment"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Say nothing: the doctor reads this window."""
