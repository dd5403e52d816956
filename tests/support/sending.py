"""A host that takes a site, by SFTP or by FTPS, and what is true of it whichever it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest
from commands.releases.targets.sftp.session import PASSWORD as VARIABLE
from commands.releases.targets.upload.plan import STATE
from tests.support.ftp_server import FtpHost
from tests.support.sftp_server import PASSWORD, Host, serving

# A site before and after: what a page refers to stands in it, between angle brackets.
BEFORE = {
    "index.html": "accueil <reflux/index.html> <theme/main.css>",
    "reflux/index.html": "reflux <theme/main.css> <images/vieux.png>",
    "asthme/index.html": "asthme <theme/main.css>",
    "images/vieux.png": "vieux " * 900,
    "theme/main.css": "body {}",
    "feeds/all.atom.xml": "flux <reflux/index.html>",
    "robots.txt": "ouvert",
}
AFTER = {
    "index.html": "accueil <reflux/index.html> <migraine/index.html> <theme/main.css>",
    "reflux/index.html": "reflux revu <theme/main.css> <images/neuf.png>",
    "migraine/index.html": "migraine <theme/main.css> <images/neuf.png>",
    "images/neuf.png": "neuf " * 900,
    "theme/main.css": "body { color: black }",
    "feeds/all.atom.xml": "flux <migraine/index.html> <reflux/index.html>",
    "robots.txt": "ouvert",
}
ARTICLES = ("reflux/index.html", "asthme/index.html", "migraine/index.html")


def write(folder: Path, files: dict[str, str]) -> Manifest:
    """Write a site and return its manifest."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    articles = {name: name for name in ARTICLES if name in files}
    return Manifest("2026-11-22", "", "", articles, digests)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host that answers."""
    with serving(Host(tmp_path_factory.mktemp("host"))) as found:
        yield found


@pytest.fixture
def server(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """The host with an empty folder, and a doctor of whom only the password is known."""
    host.folder = tmp_path / "host"
    host.folder.mkdir()
    host.cut, host.room, host.pause = None, None, 0
    host.renames, host.prompts, host.written, host.passwords = True, False, [], []
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return host


def there(server: Host | FtpHost) -> dict[str, str]:
    """Return what the folder on the server shows; nothing of what is kept for the next time."""
    www = server.folder / "www"
    return {
        path.relative_to(www).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in www.rglob("*")
        if path.is_file() and not path.name.startswith(".serment")
    }


def assert_only_what_changed_is_sent(
    server: Host | FtpHost, send: Callable[[dict[str, str]], object]
) -> None:
    """Assert that all is sent, then what changed, in order; what is gone is taken away."""
    send(BEFORE)
    assert there(server) == BEFORE
    server.written.clear()
    send(AFTER)

    assert there(server) == AFTER
    assert not (server.folder / "www" / "asthme").exists()
    # SFTP names a file from the root of the server, FTP from the folder of the site.
    assert [name.removeprefix("/www/") for name in server.written] == [
        STATE,
        "images/neuf.png",
        "migraine/index.html",
        "theme/main.css",
        "reflux/index.html",
        "index.html",
        "feeds/all.atom.xml",
        STATE,
    ]
    server.written.clear()
    send(AFTER)
    assert server.written == []


def assert_a_cut_harms_nothing(
    server: Host | FtpHost, send: Callable[[dict[str, str]], object], cut: int
) -> None:
    """Assert that a page is the old one or the new one after a cut; the next time finishes.

    ``cut``: after how many bytes of the second sending.
    """
    send(BEFORE)
    server.cut = cut
    with pytest.raises(CommandError) as stopped:
        send(AFTER)
    server.cut = None
    found = there(server)

    for name, text in found.items():
        assert text in (BEFORE.get(name), AFTER.get(name)), name
        if name.endswith((".html", ".xml")):
            assert [one for one in re.findall("<(.*?)>", text) if one not in found] == [], name
    mixed = "former ones" in stopped.value.what
    assert mixed or all(found[name] == text for name, text in BEFORE.items())
    send(AFTER)
    assert there(server) == AFTER
    assert not list((server.folder / "www").glob(".serment-part*"))
