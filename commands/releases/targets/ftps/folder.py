"""The folder of a site, over FTP: one thing at a time, in a thread of its own."""

from __future__ import annotations

import asyncio
import ftplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TypeVar

from commands.releases.targets.upload.folder import (
    FORBIDDEN,
    FULL,
    SESSION,
    NotTakenError,
    NotThereError,
    Stat,
)

T = TypeVar("T")

_BLOCK = 64 * 1024
# RFC 959, section 4.2.2; 552 and 452 are of storage.
_NOT_THERE, _NO_ROOM, _REFUSED = "550", ("452", "552"), ("530", "532", "550", "553")
_NO_RESUMPTION = ("522", "reuse", "resum")
_NO_SPACE = ("space", "quota")
# Seconds that the end of an encrypted transfer is waited for: some servers do not say it.
_END = 5


class FtpFolder:
    """What :class:`~commands.releases.targets.upload.folder.Folder` says.

    A connection does one thing at a time, so do its files.
    """

    at_once = 1

    def __init__(self, ftp: ftplib.FTP, folder: str) -> None:
        self._ftp, self._written = ftp, folder
        self._turn = asyncio.Lock()
        self._base: PurePosixPath | None = None
        self._data: socket.socket | None = None

    def abandon(self) -> None:
        """Break the connection, whatever waits for it."""
        for end in (self._data, self._ftp.sock):
            if end is not None:
                with suppress(OSError):
                    socket.socket.shutdown(end, socket.SHUT_RDWR)
        self._ftp.close()

    async def make(self, name: str) -> None:
        """Make a folder in it, and the folders above; itself for an empty name."""

        def act() -> None:
            path = PurePosixPath(self._there(name))
            if self._is_folder(path):
                return
            for folder in [*reversed(path.parents), path]:
                if not self._is_folder(folder):
                    self._ftp.mkd(str(folder))

        await self._do(act)

    async def names(self) -> set[str]:
        """Return what it holds; many servers do not name what begins with a dot."""

        def act() -> set[str]:
            lines: list[str] = []
            try:
                self._receive(f"NLST {self._there('')}", lines)
            except ftplib.error_perm as error:
                # So do some say that a folder is empty.
                if not str(error).startswith(_NOT_THERE):
                    raise
            return {PurePosixPath(line).name for line in lines} - {"", ".", ".."}

        return await self._do(act)

    async def read(self, name: str) -> bytes:
        """Return a file; raise NotThereError."""
        return await self._do(lambda: self._receive(f"RETR {self._there(name)}"), missing=True)

    async def write(self, name: str, data: bytes) -> None:
        """Write a file, over another if there is one."""

        def act() -> None:
            with self._transfer(f"STOR {self._there(name)}") as connection:
                connection.sendall(data)

        await self._do(act)

    async def rename(self, name: str, new: str) -> None:
        """Rename over what is there; where the server does not, what is there goes first."""
        old, there = self._there(name), self._there(new)

        def act() -> None:
            try:
                self._ftp.rename(old, there)
            except ftplib.error_perm:
                with suppress(ftplib.error_perm):
                    self._ftp.delete(there)
                self._ftp.rename(old, there)

        await self._do(act)

    async def remove(self, name: str) -> None:
        """Take a file away; raise NotThereError."""
        await self._do(lambda: self._ftp.delete(self._there(name)), missing=True)

    async def remove_folder(self, name: str) -> None:
        """Take a folder away that holds nothing."""
        await self._do(lambda: self._ftp.rmd(self._there(name)))

    async def stat(self, name: str) -> Stat:
        """Return what is known of a file; raise NotThereError."""

        def act() -> Stat:
            path = self._there(name)
            size = int(self._ftp.sendcmd(f"SIZE {path}").split()[1])
            return Stat(size, self._modified(path))

        return await self._do(act, missing=True)

    def _modified(self, path: str) -> int:
        """Return when the server says that a file came (RFC 3659, section 3); 0 if it does not."""
        try:
            said = self._ftp.sendcmd(f"MDTM {path}").split()[1].partition(".")[0]
            return int(datetime.strptime(said, "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp())
        except (ftplib.error_perm, ValueError, IndexError):
            return 0

    def _is_folder(self, path: PurePosixPath) -> bool:
        try:
            self._ftp.cwd(str(path))
        except ftplib.error_perm:
            return False
        return True

    def _there(self, name: str) -> str:
        """Return the whole path of a name: a folder written without a slash begins at home."""
        if self._base is None:
            self._base = PurePosixPath(self._ftp.pwd(), self._written)
        return str(self._base / name)

    def _receive(self, command: str, lines: list[str] | None = None) -> bytes:
        """Return what a transfer brings; its lines are put in a list that is given."""
        data = bytearray()
        with self._transfer(command) as connection:
            while block := connection.recv(_BLOCK):
                data += block
        if lines is not None:
            lines += bytes(data).decode(self._ftp.encoding, "replace").splitlines()
        return bytes(data)

    @contextmanager
    def _transfer(self, command: str) -> Iterator[socket.socket]:
        """Lend the connection of a transfer, and hear what the server says at its end."""
        self._data = connection = self._ftp.transfercmd(command)
        with connection:
            yield connection
            if isinstance(connection, ssl.SSLSocket):
                connection.settimeout(_END)
                # Whether all arrived is seen when it is read again.
                with suppress(OSError, ValueError):
                    connection.unwrap()
        self._data = None
        self._ftp.voidresp()

    async def _do(self, act: Callable[[], T], *, missing: bool = False) -> T:
        """Do one thing; say what the server refused as every connection says it.

        ``missing``: what is refused may not be there.
        """
        async with self._turn:
            try:
                return await asyncio.to_thread(act)
            except ftplib.error_perm as error:
                if missing and str(error).startswith(_NOT_THERE):
                    raise NotThereError(str(error)) from None
                raise NotTakenError(str(error), _why(str(error))) from None
            except (OSError, EOFError, ValueError, ftplib.Error) as error:
                said = str(error) or type(error).__name__
                raise NotTakenError(said, _why(said)) from None


def _why(said: str) -> str:
    """Return what kind of refusal a server says."""
    if any(mark in said.lower() for mark in _NO_RESUMPTION):
        return SESSION
    if said.startswith(_NO_ROOM) or any(mark in said.lower() for mark in _NO_SPACE):
        return FULL
    return FORBIDDEN if said.startswith(_REFUSED) else ""
