"""What a connection to a host's folder can do, and how it says that it could not."""

from __future__ import annotations

from typing import NamedTuple, Protocol

# Its disk may be full; nobody may write there; it takes data over a resumed session only.
FULL, FORBIDDEN, SESSION = "full", "forbidden", "session"


class NotThereError(Exception):
    """There is no file of that name."""


class NotTakenError(Exception):
    """The server, or the way to it, refused, in its own words; ``why``, of the kinds below."""

    def __init__(self, said: str, why: str = "") -> None:
        super().__init__(said)
        self.why = why


class Stat(NamedTuple):
    """The size of a file, and when the server says that it came; 0 where it does not say."""

    size: int
    modified: int


class Folder(Protocol):
    """The folder of a site on a host. Names are of files in it; all may raise NotTakenError.

    ``at_once``: how many files may be on the way together.
    """

    at_once: int

    async def make(self, name: str) -> None:
        """Make a folder in it, and the folders above; itself for an empty name."""

    async def names(self) -> set[str]:
        """Return what it holds."""

    async def read(self, name: str) -> bytes:
        """Return a file; raise NotThereError."""

    async def write(self, name: str, data: bytes) -> None:
        """Write a file, over another if there is one."""

    async def rename(self, name: str, new: str) -> None:
        """Give a file the name of another, in whose place it comes."""

    async def remove(self, name: str) -> None:
        """Take a file away; raise NotThereError."""

    async def remove_folder(self, name: str) -> None:
        """Take a folder away that holds nothing."""

    async def stat(self, name: str) -> Stat:
        """Return what is known of a file; raise NotThereError."""
