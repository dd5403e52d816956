"""A host that takes a site by SFTP, with an empty folder, and what it shows afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.releases.targets.sftp.session import PASSWORD as VARIABLE
from tests.support.sftp_server import PASSWORD, Host, serving


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


def there(server: Host) -> dict[str, str]:
    """Return what the folder on the server shows; nothing of what is kept for the next time."""
    www = server.folder / "www"
    return {
        path.relative_to(www).as_posix(): path.read_text("utf-8")
        for path in www.rglob("*")
        if path.is_file() and not path.name.startswith(".serment")
    }
