"""Send a release into a folder, file by file, each proven before it is shown."""

from __future__ import annotations

import asyncio
import hashlib
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from pathlib import Path

from commands.cli.asking import agrees
from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.cli.runner import signals_to_stop
from commands.releases.manifest import Manifest
from commands.releases.targets.tool import can_answer
from plugins.shared.problems import N_, visible

from .folder import FORBIDDEN, FULL, SESSION, Folder, NotTakenError, NotThereError
from .plan import STATE, Held, folders_of, make_plan, read_state, under_way, write_state

_PART = ".serment-part"
# Files named at most.
_NAMED = 5

Connect = Callable[[], AbstractAsyncContextManager[Folder]]


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


class Sending:
    """One sending. ``shown``: whether a reader may already have met something new."""

    def __init__(self, host: str, path: str, site: Path, manifest: Manifest) -> None:
        self.host, self.path, self.site, self.manifest = host, path, site, manifest
        self.shown, self.at, self.changed = False, "", list[str]()
        self.held: dict[str, Held] = {}

    def run(self, connect: Connect, console: Console) -> list[str]:
        """Make of the folder there what the site is; return what was changed there by hand.

        Raises :class:`CommandError` when that is not so at the end: it says what readers then find;
        so is it said to whoever interrupts it.
        """
        try:
            return asyncio.run(self._run(connect, console))
        except KeyboardInterrupt:
            if self.shown:
                console.say(_BESIDE, host=self.host)
            raise

    async def _run(self, connect: Connect, console: Console) -> list[str]:
        # A connection that breaks is told once; each of its tasks would tell it again.
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        async with connect() as self.folder:
            try:
                await self.folder.make("")
                self._agree(await self._names_of_others(), console)
                with console.while_(N_("Sending the site…")), _stopped_where_it_waits():
                    await self._send_all()
            except (NotTakenError, NotThereError) as error:
                raise self._cut(error) from None
        return self.changed

    async def _send_all(self) -> None:
        held = self.held = await self._held()
        plan = make_plan(self.manifest, held)
        if not plan.sent and not plan.removed:
            return
        await self._write(STATE, write_state(under_way(held, plan)))
        for folder in folders_of(plan.sent):
            await self.folder.make(folder)
        arrived = {name: one for name, one in held.items() if name in self.manifest.files}
        for batch in plan.batches:
            await self._together(batch, lambda name: self._send(name, arrived))
        for name in plan.removed:
            self.at, self.shown = name, True
            with suppress(NotThereError):
                await self.folder.remove(name)
        await self._remove_empty(plan.removed)
        await self._write(STATE, write_state(arrived))

    def _agree(self, names: list[str], console: Console) -> None:
        """Go on only if the doctor agrees that what others put there may be replaced."""
        if not names:
            return
        shown = ", ".join(visible(name) for name in names[:_NAMED])
        values = {"folder": self.path, "host": self.host, "files": shown}
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
        names = await self.folder.names()
        parts = {name for name in names if name.startswith(_PART)}
        for name in parts:
            await self.folder.remove(name)
        return [] if await self._was_sent_to(names) else sorted(names - parts)

    async def _was_sent_to(self, names: set[str]) -> bool:
        """Tell whether the list of what was sent is there; some servers do not name it."""
        if STATE in names:
            return True
        with suppress(NotThereError):
            await self.folder.read(STATE)
            return True
        return False

    async def _held(self) -> dict[str, Held]:
        """Return what the server holds of what was sent; what changed there since is not known."""
        try:
            held = read_state(await self.folder.read(STATE))
        except NotThereError:
            return {}
        found: dict[str, Held] = {}

        async def look(name: str) -> None:
            with suppress(NotThereError):
                found[name] = await self._stat(name, held[name].digest)

        await self._together(held, look)
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
        await self.folder.write(part, data)
        if await self.folder.read(part) != data:
            raise NotTakenError("not read back as it was sent", FULL)
        await self.folder.rename(part, name)

    async def _stat(self, name: str, digest: str) -> Held:
        return Held(digest, *await self.folder.stat(name))

    async def _remove_empty(self, names: list[str]) -> None:
        """Take away the folders that hold nothing any more."""
        for folder in reversed(list(folders_of(names))):
            with suppress(NotTakenError, NotThereError):
                await self.folder.remove_folder(folder)

    async def _together(self, names: Iterable[str], act: Callable[[str], Awaitable[None]]) -> None:
        """Act on several names at once; the first failure ends all."""
        places = asyncio.Semaphore(self.folder.at_once)

        async def one(name: str) -> None:
            async with places:
                await act(name)

        try:
            async with asyncio.TaskGroup() as group:
                for name in names:
                    group.create_task(one(name))
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None

    def _cut(self, error: NotTakenError | NotThereError) -> CommandError:
        """Return what stopped the sending, and what readers find on the server now."""
        said = visible(str(error)) or type(error).__name__
        values = {"host": self.host, "said": said, "file": self.at or self.path}
        why = error.why if isinstance(error, NotTakenError) else ""
        return CommandError(_MIXED if self.shown else _AS_IT_WAS, _FIXES[why], values)


_AS_IT_WAS = N_("{host} did not take {file}: {said}. The site there is the former one, whole.")
_MIXED = N_(
    "{host} did not take {file}: {said}. Readers may find new pages beside former ones there; each "
    "page is whole."
)
_BESIDE = N_("Readers may find new pages beside former ones on {host}; each page is whole.")
_FIXES = {
    "": N_("Publish again: only what is missing is sent."),
    FULL: N_(
        "The disk there may be full: look in your account at your host. Then publish again: only "
        "what is missing is sent."
    ),
    FORBIDDEN: N_(
        "Check “path” under [publish]: it is the folder of your site, where you may write."
    ),
    SESSION: N_(
        "This server takes files only over a resumed TLS session, which did not work here. Ask "
        'your host for SFTP, and write: to = "sftp"'
    ),
}
