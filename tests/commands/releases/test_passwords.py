"""Where a password comes from: the environment, the keyring of the system, the keyboard."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import keyring
import pytest

from commands.cli.console import Console
from commands.releases.targets.upload import keyring_of_system
from commands.releases.targets.upload.passwords import Passwords
from tests.commands.releases.test_sftp_published import AS_IT_STARTS, PUBLISH, settle_for
from tests.support.doctor import REAL, read
from tests.support.keyrings import Locked, Plain, Waiting, Working
from tests.support.sending import VARIABLE, host, server, there
from tests.support.sftp_server import PASSWORD, USER, Host
from tests.support.sites import KIT, Site
from tests.support.terminal import end, in_a_terminal, read_until, type_line

__all__ = ["host", "server"]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this machine a keyring that works; return the file it keeps passwords in."""
    file = tmp_path / "keyring.json"
    monkeypatch.setenv("SERMENT_TEST_KEYRING", str(file))
    before = keyring.get_keyring()
    keyring.set_keyring(Working())
    yield file
    keyring.set_keyring(before)


def passwords() -> Passwords:
    """Return those of an account, nobody being there to type one."""
    return Passwords(VARIABLE, "sftp.example.org", USER, Console(read(REAL)))


def test_the_environment_decides(kept: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the secret of a CI is given, no other is tried, even if it is refused."""
    assert keyring_of_system.keep("sftp.example.org", USER, "gardé")
    monkeypatch.setenv(VARIABLE, "donné")
    found = passwords()

    assert (found.given(), found.another()) == ("donné", None)
    monkeypatch.delenv(VARIABLE)
    found = passwords()
    assert (found.given(), found.another(), found.another()) == (None, "gardé", None)


def test_each_account_has_its_own(kept: Path):
    """A password is of one name at one host."""
    assert keyring_of_system.works()
    assert keyring_of_system.keep("sftp.example.org", USER, "gardé")
    assert keyring_of_system.stored("sftp.example.org", USER) == "gardé"
    assert keyring_of_system.stored("autre.example.org", USER) == ""
    assert keyring_of_system.stored("sftp.example.org", "paul") == ""


@pytest.mark.parametrize("kind", [Waiting, Locked, Plain])
def test_a_keyring_that_is_none(kept: Path, kind: type[Working], monkeypatch: pytest.MonkeyPatch):
    """One that waits longer than two seconds, refuses, or hides nothing, is as good as none."""
    monkeypatch.setattr(keyring_of_system, "SECONDS", 0.3)
    keyring.set_keyring(kind())
    begun = time.monotonic()

    assert keyring_of_system.stored("sftp.example.org", USER) == ""
    assert time.monotonic() - begun < 3
    assert keyring_of_system.works() is (kind is not Plain)
    if kind is Plain:
        assert not keyring_of_system.keep("sftp.example.org", USER, "gardé")
        assert not kept.exists()


def test_a_machine_without_keyring():
    """A headless machine: the password is asked each time, and nothing fails."""
    assert keyring_of_system.stored("sftp.example.org", USER) == ""


def test_a_password_typed_once(site: Site, server: Host, tmp_path: Path):
    """The keyring keeps it if the doctor says so; the next time nothing is asked."""
    settle_for(site, server, f'host_key = "{server.fingerprint}"')
    file = tmp_path / "keyring.json"
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE} | {
        "PYTHONPATH": f"{site.root}{os.pathsep}{KIT}",
        "COLUMNS": "200",
        "PYTHON_KEYRING_BACKEND": "tests.support.keyrings.Working",
        "SERMENT_TEST_KEYRING": str(file),
    }
    words = [sys.executable, "-c", AS_IT_STARTS + PUBLISH]
    process, keyboard = in_a_terminal(words, environment, site.root)
    read_until(keyboard, "Mot de passe de")
    os.write(keyboard, f"{PASSWORD}\n".encode())
    read_until(keyboard, "oui/non")
    type_line(keyboard, "oui")
    said = read_until(keyboard, "relu là-bas")
    assert end(process) == 0
    assert PASSWORD not in said
    assert PASSWORD in file.read_text("utf-8").encode().decode("unicode_escape")
    process, keyboard = in_a_terminal(words, environment, site.root)
    said = read_until(keyboard, "relu là-bas")

    assert end(process) == 0
    assert "Mot de passe" not in said
    assert "index.html" in there(server)
    assert PASSWORD not in (site.content / "blog.toml").read_text("utf-8")
