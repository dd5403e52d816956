"""A folder served over HTTPS on this machine, with a certificate that nobody else knows."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_MAKE = "openssl req -x509 -nodes -subj /CN=127.0.0.1 -days 1".split()
# A key that is made at once.
_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1".split()
_FOR = ["-addext", "subjectAltName=IP:127.0.0.1"]


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing of it."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def signed(folder: Path) -> Path:
    """Make a certificate with its key, in one file of a folder."""
    folder.mkdir()
    command = [*_MAKE, *_KEY, *_FOR, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run(command, capture_output=True, check=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


@contextmanager
def serving_safely(
    folder: Path, certificate: Path, handler: Callable[..., SimpleHTTPRequestHandler] = Silent
) -> Iterator[str]:
    """Serve a folder, which may not be there yet, on a free port, and say where."""
    made = partial(handler, directory=str(folder))
    with answering_safely(ThreadingHTTPServer(("127.0.0.1", 0), made), certificate) as address:
        yield address


@contextmanager
def answering_safely(server: ThreadingHTTPServer, certificate: Path) -> Iterator[str]:
    """Have a server answer under a certificate as long as the block lasts, and say where."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
