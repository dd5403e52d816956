"""A server of files over FTP and TLS on this machine, as a host's, that may go wrong."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from OpenSSL._util import lib
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

USER, PASSWORD = "jeanne", "très secret"


@dataclass
class FtpHost:
    """A host and what it does: it may be changed while it runs.

    ``certificate``: that and its key, in one file; ``cut``: the bytes that are still taken from the
    client, over all its connections; ``room``: how many bytes may still be written; ``renames``:
    whether it renames over a file; ``resumes``: whether data must come over a resumed session, and
    ``forgets``, whether no session can be; ``hides``: whether it names no file that begins with a
    dot; ``silent``: whether it says no more that a file came, once a page is in its place;
    ``written``: what was renamed into place, in order.
    """

    folder: Path
    certificate: Path
    port: int = 0
    encrypted: bool = True
    cut: int | None = None
    room: int | None = None
    renames: bool = True
    resumes: bool = False
    forgets: bool = False
    hides: bool = False
    silent: bool = False
    written: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)

    def takes(self, data: bytes) -> bytes:
        """Return what of some bytes of the client goes through."""
        if self.cut is None:
            return data
        left, self.cut = self.cut, max(0, self.cut - len(data))
        return data[:left]

    def shows_a_page(self) -> bool:
        """Tell whether a page of a site was renamed into its place."""
        return any(name.endswith(".html") for name in self.written)


def _files_of(host: FtpHost) -> type[AbstractedFS]:
    class Files(AbstractedFS):  # type: ignore[misc]
        def rename(self, src: str, dst: str) -> None:
            if not host.renames and Path(dst).exists():
                raise FileExistsError(errno.EEXIST, "File exists")
            super().rename(src, dst)
            host.written.append(Path(dst).relative_to(host.folder / "www").as_posix())

        def listdir(self, path: str) -> list[str]:
            return [n for n in super().listdir(path) if not (host.hides and n.startswith("."))]

    return Files


def _handler_of(host: FtpHost) -> type[FTPHandler]:
    class Authorizer(DummyAuthorizer):  # type: ignore[misc]
        def validate_authentication(self, username: str, password: str, handler: Any) -> None:
            host.passwords.append(password)
            super().validate_authentication(username, password, handler)

        def get_home_dir(self, _username: str) -> str:
            return str(host.folder)

    def broken(channel: Any, control: Any, data: bytes) -> bytes:
        taken = host.takes(data)
        if len(taken) < len(data):
            # As where the line breaks: nothing is said any more.
            channel.ioloop.call_later(0, control.close)
        return taken

    class Data(TLS_DTPHandler):  # type: ignore[misc]
        def recv(self, buffer_size: int) -> bytes:
            data = broken(self, self.cmd_channel, super().recv(buffer_size))
            if host.room is not None and self.receive:
                host.room -= len(data)
                if host.room < 0:
                    self.cmd_channel.respond("452 No space left on device.")
                    self.close()
                    return b""
            return data

        def handle_ssl_established(self) -> None:
            if host.resumes and not lib.SSL_session_reused(self.socket._ssl):
                self.cmd_channel.respond("522 SSL connection failed: session reuse required.")
                self.close()

    class Control(TLS_FTPHandler if host.encrypted else FTPHandler):  # type: ignore[misc]
        dtp_handler = Data if host.encrypted else FTPHandler.dtp_handler
        certfile = str(host.certificate)
        tls_control_required = tls_data_required = True
        abstracted_fs = _files_of(host)
        use_sendfile = False
        authorizer = Authorizer()
        auth_failed_timeout = 0

        def recv(self, buffer_size: int) -> bytes:
            return broken(self, self, super().recv(buffer_size))

        def respond(self, resp: str, *more: Any, **options: Any) -> None:
            if not (host.silent and host.shows_a_page() and resp.startswith("226")):
                super().respond(resp, *more, **options)

    if host.encrypted:
        context = Control.get_ssl_context()
        if host.forgets:
            # SSL_SESS_CACHE_OFF, and SSL_OP_NO_TICKET: RFC 5077.
            context.set_session_cache_mode(0)
            context.set_options(0x00004000)
    Control.authorizer.add_user(USER, PASSWORD, str(host.folder), perm="elradfmwMT")
    return Control


@contextmanager
def serving(host: FtpHost) -> Iterator[FtpHost]:
    """Have a host answer on a free port as long as the block lasts."""
    loop = IOLoop()
    server = FTPServer(("127.0.0.1", 0), _handler_of(host), ioloop=loop)
    host.port = server.socket.getsockname()[1]
    ending = threading.Event()

    def serve() -> None:
        while not ending.is_set():
            server.serve_forever(timeout=0.05, blocking=False, handle_exit=False)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield host
    finally:
        ending.set()
        thread.join(10)
        server.close_all()
