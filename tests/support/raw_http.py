"""A finished site served as the preview serves it, and asked over raw sockets."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.preview.builds import Outcome
from commands.preview.files import TYPES
from commands.preview.server import Server, Shown
from plugins.shared.i18n import translator

SECRET = "mot de passe"
PATIENCE = 1.0


def showing(version: str, outcome: Outcome | None) -> Shown:
    """Return what a French blog shows after a build."""
    return Shown(version, outcome, "fr", translator("fr"))


@dataclass
class Answer:
    """What came back: the status, the headers by name in small letters, the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def finished_site(tmp_path: Path) -> Path:
    """A finished site, a link to the release in force, with a secret beside it."""
    release = tmp_path / "releases" / "1"
    for name, text in {
        "index.html": "<html><head></head><body>Accueil</body></html>",
        "404.html": '<html><head></head><body><a href="./index.html">Perdu</a></body></html>',
        "été/index.html": "<html><head></head><body>L’été</body></html>",
        "50 % de plus.txt": "moitié",
        "vide/image.png": "pixels",
        ".secret": SECRET,
        ".git/config": SECRET,
        "_headers": "/*\n",
        **{f"types/page{end}": "x" for end in TYPES},
        "types/page.inconnu": "x",
    }.items():
        path = release / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    (release / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (release / "dossier").symlink_to(tmp_path)
    (release / "cache").mkdir()
    (release / "cache" / "index.html").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(release / "tube.html")
    (tmp_path / "output").symlink_to(release)
    return tmp_path / "output"


@contextmanager
def serving(folder: Path, shown: list[Shown], patience: float = PATIENCE) -> Iterator[Server]:
    """Serve a site on a free port, and show the first of a list."""
    server = Server(0, folder, lambda: shown[0], patience=patience)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def send(server: Server, raw: bytes) -> bytes:
    """Send bytes as they are; return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
        client.sendall(raw)
        pieces = []
        while piece := client.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def ask(
    server: Server, target: str | bytes, *, method: str = "GET", host: str | None = None
) -> Answer:
    """Ask for a target, written in the request line as it is."""
    target = target.encode() if isinstance(target, str) else target
    host = f"127.0.0.1:{server.port}" if host is None else host
    raw = method.encode() + b" " + target + b" HTTP/1.1\r\nHost: " + host.encode() + b"\r\n\r\n"
    return parse(send(server, raw))


def parse(raw: bytes) -> Answer:
    """Read an answer."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    named = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    assert len(named) == len(lines)
    return Answer(int(first.split()[1]), named, body)
