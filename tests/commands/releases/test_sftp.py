"""Sending by SFTP: what arrives and in which order, what a cut leaves, who is let in."""

from __future__ import annotations

import hashlib
import random
from functools import partial
from pathlib import Path

import pytest

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.targets import sftp
from commands.releases.targets.upload.plan import Held, make_plan, read_state
from tests.support.doctor import REAL, read
from tests.support.sending import (
    AFTER,
    BEFORE,
    VARIABLE,
    assert_a_cut_harms_nothing,
    assert_only_what_changed_is_sent,
    host,
    server,
    there,
    write,
)
from tests.support.sftp_server import USER, Host

__all__ = ["host", "server"]

# The fingerprint of a key that no server of these tests has: SHA-256, in base64.
OTHER_KEY = f"SHA256:{'A' * 43}"


def account(server: Host, **other: str) -> sftp.Account:
    """Return the doctor's account."""
    known = {"host_key": server.fingerprint, "user": USER, "folder": "/www"} | other
    return sftp.Account("127.0.0.1", port=server.port, **known)


def send(server: Host, tmp_path: Path, files: dict[str, str], **other: str) -> list[str]:
    """Send a site."""
    site = tmp_path / hashlib.sha256(repr(files).encode()).hexdigest()[:8]
    manifest = write(site, files)
    console = Console(read(REAL))
    return sftp.send(account(server, **other), site, manifest, console, pytest.fail)


def test_only_what_changed_is_sent(server: Host, tmp_path: Path):
    """First all, then what changed, in order; what is gone is taken away, its folder too."""
    assert_only_what_changed_is_sent(server, partial(send, server, tmp_path))


@pytest.mark.parametrize("seed", range(20))
def test_a_cut_at_any_byte(server: Host, tmp_path: Path, seed: int):
    """Each page is the old one or the new one, leads to what is there; the next time finishes."""
    # A handshake takes some 4,000 bytes, all of it 30,000.
    cut = random.Random(seed).randrange(2000, 24000)
    assert_a_cut_harms_nothing(server, partial(send, server, tmp_path), cut)


def test_a_cut_of_the_very_first_time(server: Host, tmp_path: Path):
    """A first site that did not arrive whole is finished the next time, or made another."""
    server.cut = 9000
    with pytest.raises(CommandError):
        send(server, tmp_path, BEFORE)
    server.cut = None
    send(server, tmp_path, AFTER)

    assert there(server) == AFTER


def test_a_full_disk(server: Host, tmp_path: Path):
    """The reason of the server is told, and what readers find there."""
    send(server, tmp_path, BEFORE)
    server.room = 2500
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, AFTER)

    assert stopped.value.values["file"] == "images/neuf.png"
    assert "No space left" in str(stopped.value.values["said"])
    assert "former one, whole" in stopped.value.what
    assert "disk there may be full" in stopped.value.fix
    assert there(server) == BEFORE


def test_a_file_changed_there_by_hand(server: Host, tmp_path: Path):
    """It is named, and put back; one taken away too."""
    send(server, tmp_path, BEFORE)
    (server.folder / "www" / "index.html").write_text("piraté", "utf-8")
    (server.folder / "www" / "theme" / "main.css").unlink()
    changed = send(server, tmp_path, BEFORE)

    assert sorted(changed) == ["index.html", "theme/main.css"]
    assert there(server) == BEFORE


def test_a_folder_that_held_something(server: Host, tmp_path: Path):
    """Nothing takes the place of what others put there where nobody can be asked."""
    others = {"index.html": "avant", "photo.jpg": "la mienne"}
    write(server.folder / "www", others)
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert stopped.value.values["files"] == "index.html, photo.jpg"
    assert there(server) == others


def test_a_server_that_cannot_rename_over_a_file(server: Host, tmp_path: Path):
    """There the old file goes just before the new one comes."""
    server.renames = False
    send(server, tmp_path, BEFORE)
    send(server, tmp_path, AFTER)

    assert there(server) == AFTER


def test_a_server_that_prompts(server: Host, tmp_path: Path):
    """A password that is asked by a prompt is given all the same; a folder may begin at home."""
    server.prompts = True
    send(server, tmp_path, BEFORE, folder="www")

    assert there(server) == BEFORE


def test_a_password_that_is_refused(server: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It is said without being shown, and nothing is sent."""
    monkeypatch.setenv(VARIABLE, "tout faux")
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert "does not let {user} in" in stopped.value.what
    assert "tout faux" not in stopped.value.rendered(str)
    assert not (server.folder / "www").exists()


@pytest.mark.parametrize(
    ("known", "said"),
    [(OTHER_KEY, "does not show the key"), ("", "is not known yet")],
)
def test_a_key_that_is_not_the_one(server: Host, tmp_path: Path, known: str, said: str):
    """A server that shows another key, or that nobody can vouch for, gets no password."""
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE, host_key=known)

    assert said in stopped.value.what
    assert f'host_key = "{server.fingerprint}"' in stopped.value.rendered(str)
    assert server.passwords == []


def test_a_server_that_is_not_there(server: Host, tmp_path: Path):
    """A sentence, not a traceback."""
    site = tmp_path / "site"
    manifest = write(site, BEFORE)
    nobody = sftp.Account("127.0.0.1", USER, "www", 1, server.fingerprint)
    with pytest.raises(CommandError) as stopped:
        sftp.send(nobody, site, manifest, Console(read(REAL)), pytest.fail)

    assert "does not answer" in stopped.value.what


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", '{"files": []}', '{"files": {"a": {"sha": 1}}}', '{"files": {"../a": {}}}'],
)
def test_a_list_that_cannot_be_read(written: str):
    """Whoever may write there cannot have the kit take away a file from elsewhere."""
    assert read_state(written.encode()) == {}


def test_what_leads_out_of_the_folder():
    """A name of a list is that of a file inside of the site."""
    data = (
        b'{"files": {"../a": {"digest": "x"}, "/etc/a": {"digest": "x"}, "b/c": {"digest": "x"}}}'
    )

    assert read_state(data) == {"b/c": Held("x")}


def test_the_order_of_removals(tmp_path: Path):
    """Pages go before what they show."""
    held = {name: Held("x") for name in ("images/a.png", "b/index.html", "feeds/c.atom.xml")}
    plan = make_plan(write(tmp_path, {}), held)

    assert plan.removed == ["feeds/c.atom.xml", "b/index.html", "images/a.png"]
