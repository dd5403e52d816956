"""Send a release over a connection, file by file, each proven before it is shown."""

from __future__ import annotations

import asyncio
import hashlib
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

import asyncssh

from commands.cli.asking import agrees
from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.cli.runner import signals_to_stop
from commands.releases.manifest import Manifest
from commands.releases.targets.tool import can_answer
from plugins.shared.problems import N_, Phrase, visible

from .plan import STATE, Held, folders_of, make_plan, read_state, under_way, write_state
from .session import Account, connected

# Files on the way at once: a server far away answers each of them late.
_AT_ONCE = 8
_PART = ".serment-part"
# Files named at most.
_NAMED = 5


def send(
    account: Account, site: Path, manifest: Manifest, console: Console, keep: Callable[[str], None]
) -> list[str]:
    """Make of the folder there what the site is; return what was changed there by hand.

    ``keep`` writes the key of the server. Raises :class:`CommandError` when that is not so at the
    end: it says what readers then find; so is it said to whoever interrupts it.
    """
    sending = _Sending(account, site, manifest)
    try:
        return asyncio.run(sending.run(console, keep))
    except KeyboardInterrupt:
        if sending.shown:
            console.say(_BESIDE, host=account.host)
        raise


@contextmanager
def _stopped_where_it_waits() -> Iterator[None]:
    """Have a signal that asks to stop cancel the task under way, and raise once that has ended.

    Raised anywhere inside of a loop, it may take away the very step that would have gone on: what
    the connection waits for at its end would never come. So does asyncio itself at Ctrl-C.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    if task is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []

    def stop(number: int, _frame: object) -> None:
        asked.append(number)
        loop.call_soon_threadsafe(task.cancel)

    before = {number: signal.signal(number, stop) for number in signals_to_stop()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in asked:
            signal.raise_signal(number)


class _Sending:
    """One sending. ``shown``: whether a reader may already have met something new."""

    def __init__(self, account: Account, site: Path, manifest: Manifest) -> None:
        self.account, self.site, self.manifest = account, site, manifest
        self.shown, self.at, self.changed = False, "", list[str]()
        self.held: dict[str, Held] = {}

    async def run(self, console: Console, keep: Callable[[str], None]) -> list[str]:
        # A connection that breaks is told once; each of its tasks would tell it again.
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        async with connected(self.account, console, keep) as self.sftp:
            try:
                await self._make_folder("")
                self._agree(await self._names_of_others(), console)
                with console.while_(N_("Sending the site…")), _stopped_where_it_waits():
                    await self._run()
            except (OSError, asyncssh.Error) as error:
                raise self._cut(error) from None
        return self.changed

    async def _run(self) -> None:
        held = self.held = await self._held()
        plan = make_plan(self.manifest, held)
        if not plan.sent and not plan.removed:
            return
        await self._write(STATE, write_state(under_way(held, plan)))
        for folder in folders_of(plan.sent):
            await self._make_folder(folder)
        arrived = {name: one for name, one in held.items() if name in self.manifest.files}
        for batch in plan.batches:
            await _together(batch, lambda name: self._send(name, arrived))
        for name in plan.removed:
            self.at, self.shown = name, True
            with suppress(asyncssh.SFTPNoSuchFile):
                await self.sftp.remove(self._there(name))
        await self._remove_empty(plan.removed)
        await self._write(STATE, write_state(arrived))

    def _agree(self, names: list[str], console: Console) -> None:
        """Go on only if the doctor agrees that what others put there may be replaced."""
        if not names:
            return
        shown = ", ".join(visible(name) for name in names[:_NAMED])
        values = {"folder": self.account.folder, "host": self.account.host, "files": shown}
        if not can_answer():
            raise CommandError(
                N_(
                    "The folder {folder} of {host} holds files that were not sent from here: "
                    "{files}. Nothing was sent."
                ),
                N_("Empty it, or publish once from a machine where somebody can answer."),
                values,
            )
        phrase = N_(
            "The folder {folder} of {host} holds files that were not sent from here: {files}. "
            "Those of the same name as a file of your site will be replaced, the others stay. "
            "Go on?"
        )
        if not agrees(console, phrase, **values):
            raise CommandError(N_("Nothing was sent."))

    async def _names_of_others(self) -> list[str]:
        """Clear away what a cut left unfinished; return what is there if nothing was ever sent."""
        names = set(await self.sftp.listdir(self._there(""))) - {".", ".."}
        parts = {name for name in names if name.startswith(_PART)}
        for name in parts:
            await self.sftp.remove(self._there(name))
        return [] if STATE in names else sorted(names - parts)

    async def _held(self) -> dict[str, Held]:
        """Return what the server holds of what was sent; what changed there since is not known."""
        try:
            held = read_state(await self._read(STATE))
        except asyncssh.SFTPNoSuchFile:
            return {}
        found: dict[str, Held] = {}

        async def look(name: str) -> None:
            with suppress(asyncssh.SFTPNoSuchFile):
                found[name] = await self._stat(name, held[name].digest)

        await _together(held, look)
        for name, one in held.items():
            if one.digest and found.get(name) != one:
                self.changed.append(name)
        # A file that changed, or that a cut may have spoilt, is sent again.
        return {n: one if held[n] == one else Held("") for n, one in found.items()}

    async def _send(self, name: str, arrived: dict[str, Held]) -> None:
        """Send a file aside, read it again there, and give it its name."""
        self.at = name
        # What is new is met by nobody, but where there was nothing that leads elsewhere.
        self.shown = self.shown or name in self.held or not self.held
        await self._write(name, (self.site / name).read_bytes())
        arrived[name] = await self._stat(name, self.manifest.files[name])

    async def _write(self, name: str, data: bytes) -> None:
        """Write a file there, in one rename, once what arrived is what was sent."""
        mark = hashlib.sha256(name.encode()).hexdigest()[:16]
        part = f"{_PART}-{mark}"
        attributes = asyncssh.SFTPAttrs(permissions=0o644)
        async with self.sftp.open(self._there(part), "wb", attributes) as file:
            await file.write(data)
        if await self._read(part) != data:
            raise asyncssh.SFTPFailure("not read back as it was sent")
        await self._rename(self._there(part), self._there(name))

    async def _read(self, name: str) -> bytes:
        async with self.sftp.open(self._there(name), "rb") as file:
            read = await file.read()
        return read.encode() if isinstance(read, str) else read

    async def _rename(self, part: str, name: str) -> None:
        """Rename over what is there; where the server cannot, what is there goes first."""
        try:
            await self.sftp.posix_rename(part, name)
        except asyncssh.SFTPOpUnsupported:
            with suppress(asyncssh.SFTPNoSuchFile):
                await self.sftp.remove(name)
            await self.sftp.rename(part, name)

    async def _stat(self, name: str, digest: str) -> Held:
        seen = await self.sftp.stat(self._there(name))
        return Held(digest, seen.size or 0, int(seen.mtime or 0))

    async def _remove_empty(self, names: list[str]) -> None:
        """Take away the folders that hold nothing any more."""
        for folder in reversed(list(folders_of(names))):
            with suppress(asyncssh.SFTPError):
                await self.sftp.rmdir(self._there(folder))

    async def _make_folder(self, name: str) -> None:
        attributes = asyncssh.SFTPAttrs(permissions=0o755)
        await self.sftp.makedirs(self._there(name), attributes, exist_ok=True)

    def _there(self, name: str) -> str:
        return str(PurePosixPath(self.account.folder, name))

    def _cut(self, error: Exception) -> CommandError:
        """Return what stopped the sending, and what readers find on the server now."""
        said = visible(str(error)) or type(error).__name__
        values = {"host": self.account.host, "said": said, "file": self.at or self.account.folder}
        return CommandError(_MIXED if self.shown else _AS_IT_WAS, _fix_of(error), values)


_AS_IT_WAS = N_("{host} did not take {file}: {said}. The site there is the former one, whole.")
_MIXED = N_(
    "{host} did not take {file}: {said}. Readers may find new pages beside former ones there; each "
    "page is whole."
)
_BESIDE = N_("Readers may find new pages beside former ones on {host}; each page is whole.")
# In the version of the protocol that OpenSSH speaks, a full disk has no name: it is a failure.
_FULL = N_(
    "The disk there may be full: look in your account at your host. Then publish again: only what "
    "is missing is sent."
)
_FORBIDDEN = N_("Check “path” under [publish]: it is the folder of your site, where you may write.")
_AGAIN = N_("Publish again: only what is missing is sent.")


def _fix_of(error: Exception) -> Phrase:
    """Return what to do about what stopped a sending."""
    full = asyncssh.SFTPNoSpaceOnFilesystem | asyncssh.SFTPQuotaExceeded | asyncssh.SFTPFailure
    if isinstance(error, full):
        return _FULL
    if isinstance(error, asyncssh.SFTPPermissionDenied | asyncssh.SFTPNoSuchPath):
        return _FORBIDDEN
    return _AGAIN


async def _together(names: Iterable[str], act: Callable[[str], Awaitable[None]]) -> None:
    """Act on several names at once; the first failure ends all."""
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> None:
        async with places:
            await act(name)

    try:
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(one(name))
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
