"""A server of files over SSH on this machine, as a host's, with what can go wrong with one."""

from __future__ import annotations

import asyncio
import getpass
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh

USER, PASSWORD = "jeanne", "très secret"


def new_key() -> asyncssh.SSHKey:
    """Return a key of a server."""
    return asyncssh.generate_private_key("ssh-ed25519")


@dataclass
class Host:
    """A host and what it does: it may be changed while it runs.

    ``folder``: what its root shows; ``cut``: the bytes that the next connections let through
    from the client; ``room``: how many bytes may still be written; ``pause``: the seconds that
    each writing takes; ``renames``: whether it can rename over a file; ``prompts``: whether it
    asks for the password by a prompt of its own, as hosts with PAM do; ``written``: the names
    of what was renamed into place, in order.
    """

    folder: Path
    key: asyncssh.SSHKey = field(default_factory=new_key)
    port: int = 0
    cut: int | None = None
    room: int | None = None
    pause: float = 0
    renames: bool = True
    prompts: bool = False
    written: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Return what its key is known by."""
        return self.key.get_fingerprint()


def _files_of(host: Host) -> type[asyncssh.SFTPServer]:
    class Files(asyncssh.SFTPServer):
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(host.folder).encode())

        async def write(self, file_obj: object, offset: int, data: bytes) -> Any:
            await asyncio.sleep(host.pause)
            if host.room is not None:
                host.room -= len(data)
                if host.room < 0:
                    raise asyncssh.SFTPFailure("No space left on device")
            return super().write(file_obj, offset, data)

        def posix_rename(self, oldpath: bytes, newpath: bytes) -> Any:
            if not host.renames:
                raise asyncssh.SFTPOpUnsupported("posix-rename")
            host.written.append(newpath.decode())
            return super().posix_rename(oldpath, newpath)

    return Files


def _guard_of(host: Host) -> type[asyncssh.SSHServer]:
    class Guard(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return not host.prompts

        def kbdint_auth_supported(self) -> bool:
            return host.prompts

        def get_kbdint_challenge(self, *_: str) -> tuple[str, str, str, list[tuple[str, bool]]]:
            return "", "", "", [("Password: ", False)]

        def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
            return self.validate_password(username, "".join(responses))

        def validate_password(self, username: str, password: str) -> bool:
            host.passwords.append(password)
            return (username, password) == (USER, PASSWORD)

    return Guard


async def _pass_on(host: Host, port: int, reader: Any, writer: Any) -> None:
    """Carry a connection to the server, until so many bytes of the client went through."""
    there, here = await asyncio.open_connection("127.0.0.1", port)

    async def carry(source: Any, target: Any, *, counted: bool) -> None:
        left = host.cut if counted else None
        with suppress(OSError):
            while data := await source.read(65536):
                target.write(data if left is None else data[:left])
                await target.drain()
                if left is not None and (left := left - len(data)) <= 0:
                    break
        for end in (writer, here):
            end.close()

    await asyncio.gather(carry(reader, here, counted=True), carry(there, writer, counted=False))


async def _serve(host: Host, ready: threading.Event, done: asyncio.Event) -> None:
    server = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=_guard_of(host),
        server_host_keys=[host.key],
        sftp_factory=_files_of(host),
    )
    front = await asyncio.start_server(
        lambda reader, writer: _pass_on(host, server.get_port(), reader, writer), "127.0.0.1", 0
    )
    host.port = front.sockets[0].getsockname()[1]
    ready.set()
    await done.wait()
    front.close()
    server.close()
    await server.wait_closed()


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Have a host answer on a free port as long as the block lasts."""
    ready, loops = threading.Event(), list[asyncio.AbstractEventLoop]()
    done = asyncio.Event()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        await _serve(host, ready, done)

    # It ends every task that is left, and closes its loop.
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield host
    finally:
        loops[0].call_soon_threadsafe(done.set)
        thread.join(10)


SSHD = """\
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
StrictModes no
UsePAM no
PidFile none
Subsystem sftp internal-sftp
"""


@contextmanager
def openssh(folder: Path, home: Path) -> Iterator[Host]:
    """Run OpenSSH's server, which lets in whoever has the key that is put into a home folder."""
    own = new_key()
    (home / ".ssh").mkdir(mode=0o700)
    own.write_private_key(home / ".ssh" / "id_ed25519")
    (home / ".ssh" / "id_ed25519").chmod(0o600)
    own.write_public_key(folder / "authorized")
    host = Host(folder)
    host.key.write_private_key(folder / "host_key")
    (folder / "host_key").chmod(0o600)
    with socket.create_server(("127.0.0.1", 0)) as free:
        host.port = free.getsockname()[1]
    (folder / "sshd_config").write_text(SSHD.format(port=host.port, folder=folder), "utf-8")
    if os.geteuid() == 0:
        # Where the server keeps its half without rights; Debian's service makes it.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = ["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "sshd_config")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(host.port)
            yield host
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    """Wait until something answers on a port."""
    last = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < last
            time.sleep(0.05)
        else:
            return


def me() -> str:
    """Return who runs the tests."""
    return getpass.getuser()
