"""The folder of a site, over SFTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath

import asyncssh

from commands.releases.targets.upload.folder import (
    FORBIDDEN,
    FULL,
    NotTakenError,
    NotThereError,
    Stat,
)

# In the version of the protocol that OpenSSH speaks, a full disk has no name: it is a failure.
_FULL = asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded | asyncssh.SFTPFailure
_CLOSED = asyncssh.SFTPPermissionDenied | asyncssh.SFTPNoSuchPath


class SftpFolder:
    """What :class:`~commands.releases.targets.upload.folder.Folder` says."""

    # A server far away answers each of them late.
    at_once = 8

    def __init__(self, sftp: asyncssh.SFTPClient, folder: str) -> None:
        self._sftp, self._folder = sftp, folder

    async def make(self, name: str) -> None:
        """Make a folder in it, and the folders above; itself for an empty name."""
        attributes = asyncssh.SFTPAttrs(permissions=0o755)
        with _told():
            await self._sftp.makedirs(self._there(name), attributes, exist_ok=True)

    async def names(self) -> set[str]:
        """Return what it holds."""
        with _told():
            return set(await self._sftp.listdir(self._there(""))) - {".", ".."}

    async def read(self, name: str) -> bytes:
        """Return a file; raise NotThereError."""
        with _told():
            async with self._sftp.open(self._there(name), "rb") as file:
                read = await file.read()
        return read.encode() if isinstance(read, str) else read

    async def write(self, name: str, data: bytes) -> None:
        """Write a file, over another if there is one."""
        attributes = asyncssh.SFTPAttrs(permissions=0o644)
        with _told():
            async with self._sftp.open(self._there(name), "wb", attributes) as file:
                await file.write(data)

    async def rename(self, name: str, new: str) -> None:
        """Rename over what is there; where the server cannot, what is there goes first."""
        old, there = self._there(name), self._there(new)
        with _told():
            try:
                await self._sftp.posix_rename(old, there)
            except asyncssh.SFTPOpUnsupported:
                with suppress(asyncssh.SFTPNoSuchFile):
                    await self._sftp.remove(there)
                await self._sftp.rename(old, there)

    async def remove(self, name: str) -> None:
        """Take a file away; raise NotThereError."""
        with _told():
            await self._sftp.remove(self._there(name))

    async def remove_folder(self, name: str) -> None:
        """Take a folder away that holds nothing."""
        with _told():
            await self._sftp.rmdir(self._there(name))

    async def stat(self, name: str) -> Stat:
        """Return what is known of a file; raise NotThereError."""
        with _told():
            seen = await self._sftp.stat(self._there(name))
        return Stat(seen.size or 0, int(seen.mtime or 0))

    def _there(self, name: str) -> str:
        return str(PurePosixPath(self._folder, name))


@contextmanager
def _told() -> Iterator[None]:
    """Say what the server refused as every connection says it."""
    try:
        yield
    except asyncssh.SFTPNoSuchFile as error:
        raise NotThereError(str(error)) from None
    except (OSError, asyncssh.Error) as error:
        why = FULL if isinstance(error, _FULL) else FORBIDDEN if isinstance(error, _CLOSED) else ""
        raise NotTakenError(str(error) or type(error).__name__, why) from None
