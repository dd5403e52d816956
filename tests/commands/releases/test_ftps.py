"""Sending by FTPS: what arrives and in which order, what a cut leaves, who is let in."""

from __future__ import annotations

import hashlib
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.targets import ftps
from commands.releases.targets.ftps.session import PASSWORD as VARIABLE
from tests.support.doctor import REAL, read
from tests.support.ftp_server import PASSWORD, USER, FtpHost, serving
from tests.support.publishing import retell, run, settle, start
from tests.support.safe_server import signed
from tests.support.sending import (
    AFTER,
    BEFORE,
    assert_a_cut_harms_nothing,
    assert_only_what_changed_is_sent,
    there,
    write,
)
from tests.support.sites import Site


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1."""
    return signed(tmp_path_factory.mktemp("tls") / "own")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, certificate: Path) -> Iterator[FtpHost]:
    """A host that answers; as some do, it takes data over a resumed session only."""
    with serving(FtpHost(tmp_path_factory.mktemp("host"), certificate, resumes=True)) as found:
        yield found


def emptied(host: FtpHost, tmp_path: Path) -> FtpHost:
    """Give a host an empty folder."""
    host.folder = tmp_path / "host"
    host.folder.mkdir()
    host.cut, host.room, host.renames, host.hides = None, None, True, False
    host.written, host.passwords, host.silent = [], [], False
    return host


@pytest.fixture
def server(
    host: FtpHost, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FtpHost:
    """The host with an empty folder; this machine trusts it, and knows the password."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return emptied(host, tmp_path)


def send(host: FtpHost, tmp_path: Path, files: dict[str, str], **other: object) -> list[str]:
    """Send a site."""
    site = tmp_path / hashlib.sha256(repr(files).encode()).hexdigest()[:8]
    known = {"user": USER, "folder": "/www", "port": host.port, **other}
    account = ftps.Account("127.0.0.1", **known)  # type: ignore[arg-type]
    return ftps.send(account, site, write(site, files), Console(read(REAL)))


def test_only_what_changed_is_sent(server: FtpHost, tmp_path: Path):
    """First all, then what changed, in order; what is gone is taken away, its folder too."""
    assert_only_what_changed_is_sent(server, partial(send, server, tmp_path))


@pytest.mark.parametrize("seed", range(20))
def test_a_cut_at_any_byte(server: FtpHost, tmp_path: Path, seed: int):
    """Each page is the old one or the new one, leads to what is there; the next time finishes."""
    # All that the client says of itself, commands and files.
    cut = random.Random(seed).randrange(200, 8000)
    assert_a_cut_harms_nothing(server, partial(send, server, tmp_path), cut)


def test_a_full_disk(server: FtpHost, tmp_path: Path):
    """The reason of the server is told, and what readers find there."""
    send(server, tmp_path, BEFORE)
    server.room = 2500
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, AFTER)

    assert stopped.value.values["file"] == "images/neuf.png"
    assert "former one, whole" in stopped.value.what
    assert "disk there may be full" in stopped.value.fix
    assert there(server) == BEFORE


def test_a_file_changed_there_by_hand(server: FtpHost, tmp_path: Path):
    """It is named, and put back; one taken away too."""
    send(server, tmp_path, BEFORE)
    (server.folder / "www" / "index.html").write_text("piraté", "utf-8")
    (server.folder / "www" / "theme" / "main.css").unlink()
    changed = send(server, tmp_path, BEFORE)

    assert sorted(changed) == ["index.html", "theme/main.css"]
    assert there(server) == BEFORE


@pytest.mark.parametrize("hides", [False, True])
def test_a_folder_that_held_something(server: FtpHost, tmp_path: Path, *, hides: bool):
    """Nothing takes the place of what others put there; what was sent from here is known again.

    Also where the server names no file that begins with a dot, as the list of what was sent.
    """
    server.hides = hides
    others = {"index.html": "avant", "photo.jpg": "la mienne"}
    write(server.folder / "www", others)
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert stopped.value.values["files"] == "index.html, photo.jpg"
    assert there(server) == others
    for name in others:
        (server.folder / "www" / name).unlink()
    send(server, tmp_path, BEFORE)
    assert send(server, tmp_path, BEFORE) == []


def test_a_server_that_renames_over_nothing(server: FtpHost, tmp_path: Path):
    """There the old file goes just before the new one comes; a folder may begin at home."""
    server.renames = False
    send(server, tmp_path, BEFORE, folder="www")
    send(server, tmp_path, AFTER, folder="www")

    assert there(server) == AFTER


def test_a_password_that_is_refused(
    server: FtpHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is said without being shown, and nothing is sent."""
    monkeypatch.setenv(VARIABLE, "tout faux")
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert "does not let {user} in" in stopped.value.what
    assert "tout faux" not in stopped.value.rendered(str)
    assert not (server.folder / "www").exists()


def test_a_certificate_that_nobody_vouches_for(
    server: FtpHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Such a server gets no password."""
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert "does not prove that it is" in stopped.value.what
    assert server.passwords == []


def test_a_session_that_cannot_be_resumed(server: FtpHost, certificate: Path, tmp_path: Path):
    """Where the server asks for it and it does not work, that is said, with what to do."""
    own = FtpHost(server.folder, certificate, resumes=True, forgets=True)
    with serving(own), pytest.raises(CommandError) as stopped:
        send(own, tmp_path, BEFORE)

    assert "session reuse required" in str(stopped.value.values["said"])
    assert "resumed TLS session" in stopped.value.fix


def test_a_server_without_encryption(server: FtpHost, certificate: Path, tmp_path: Path, capsys):
    """It gets no password, but where the doctor wrote that it is meant; it is said each time."""
    plain = FtpHost(server.folder, certificate, encrypted=False)
    with serving(plain):
        with pytest.raises(CommandError) as stopped:
            send(plain, tmp_path, BEFORE)
        assert "has no FTPS" in stopped.value.what
        assert plain.passwords == []
        send(plain, tmp_path, BEFORE, encrypted=False)
    assert there(plain) == BEFORE
    assert "sans chiffrement" in capsys.readouterr().err


def test_a_server_that_is_not_there(server: FtpHost, tmp_path: Path):
    """A sentence, not a traceback."""
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE, port=1)

    assert "does not answer" in stopped.value.what


def test_an_interruption(server: FtpHost, site: Site):
    """Ctrl-C ends it at once, though the server has not answered; the next time finishes."""
    where = f'host = "127.0.0.1"\nuser = "{USER}"\npath = "www"\nport = '
    settle(site, f'to = "ftps"\n{where}{server.port}')
    assert run(site, "publish").returncode == 0
    server.written.clear()
    server.silent = True
    retell(site, "Un texte nouveau")
    process = start(site, "publish")
    until = time.monotonic() + 60
    while not server.shows_a_page() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.2)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=25)
    server.silent = False

    assert process.returncode == 130, said
    assert time.monotonic() - begun < 10
    assert "des pages nouvelles à côté d’anciennes" in said
    assert "Traceback" not in said
    assert run(site, "publish").returncode == 0
    assert not list((server.folder / "www").glob(".serment-part*"))


def test_a_publication(server: FtpHost, site: Site):
    """The site that is ready here is the one there; plain FTP is said for what it is."""
    where = f'host = "127.0.0.1"\nuser = "{USER}"\npath = "www"\nport = '
    settle(site, f'to = "ftps"\n{where}{server.port}')
    done = run(site, "publish")
    assert done.returncode == 0, done.stderr
    assert "relu là-bas" in done.stderr
    assert PASSWORD not in done.stderr
    public = site.root / "public"
    found = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    assert there(server).keys() == found
    server.room = 0
    retell(site, "Un texte nouveau")
    done = run(site, "publish")
    assert done.returncode == 1
    assert "n’a pas été envoyé" in done.stderr
    assert "Traceback" not in done.stderr
