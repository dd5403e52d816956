"""The connection to a server: its key, as the doctor knows it, then a key or a password of hers.

The key that a server shows is kept in ``blog.toml`` (``host_key``), once the doctor said that it is
the one her host publishes: from then on no other machine gets the password. A key of hers, or her
agent, comes first; else the password: see :mod:`..upload.passwords`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import asyncssh

from commands.cli.asking import agrees
from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.targets.tool import can_answer
from commands.releases.targets.upload import account as upload
from commands.releases.targets.upload.passwords import Passwords
from plugins.shared.problems import N_, visible

from .folder import SftpFolder

PASSWORD = "SERMENT_SFTP_PASSWORD"
PORT = 22
_SECONDS = 30


@dataclass(frozen=True)
class Account(upload.Account):
    """Where the site goes, and as whom. ``host_key``: the fingerprint that ``blog.toml`` keeps."""

    port: int = PORT
    host_key: str = ""


class _Client(asyncssh.SSHClient):
    """A client that knows one key of one server, and keeps the one that it was shown."""

    def __init__(self, expected: str) -> None:
        self.expected, self.shown = expected, ""

    def validate_host_public_key(self, *place_and_key: Any) -> bool:
        """Tell whether the key, the last of what is given, is the one that is known."""
        key: asyncssh.SSHKey = place_and_key[-1]
        self.shown = key.get_fingerprint()
        return self.shown == self.expected


def recognise(
    account: Account, shown: str, console: Console, keep: Callable[[str], None]
) -> Account:
    """Return the account with the key that its server shows, once the doctor said that it is right.

    ``keep`` writes it in ``blog.toml``. Raises :class:`CommandError` for another key than the one
    that is kept, and where nobody can be asked.
    """
    values = {"host": account.host, "shown": shown, "kept": account.host_key}
    if account.host_key:
        raise CommandError(
            N_(
                "{host} does not show the key that you know: it may be another machine. Nothing "
                "was sent, your password neither. Key shown: {shown}. Key kept: {kept}."
            ),
            N_(
                "Ask your host whether it changed its key. If it did, write the new one under "
                '[publish]: host_key = "{shown}"'
            ),
            values,
        )
    if not can_answer():
        raise CommandError(
            N_("The key of {host} is not known yet: {shown}. Nothing was sent."),
            N_(
                "Compare it with the one that your host publishes; if they are the same, write it "
                'under [publish] in blog.toml: host_key = "{shown}"'
            ),
            values,
        )
    phrase = N_(
        "{host} shows this key: {shown}\nYour host publishes its own (“SSH fingerprint”, in its "
        "help pages). Are they the same? It will be kept in blog.toml."
    )
    if not agrees(console, phrase, **values):
        raise CommandError(N_("Nothing was sent."))
    keep(shown)
    return replace(account, host_key=shown)


@asynccontextmanager
async def connected(
    account: Account, console: Console, keep: Callable[[str], None]
) -> AsyncIterator[SftpFolder]:
    """Lend a connection to the folder's server; stop in words if there is none."""
    connection = await _connect(account, console, keep)
    try:
        async with connection, connection.start_sftp_client() as sftp:
            try:
                yield SftpFolder(sftp, account.folder)
            except (asyncio.CancelledError, KeyboardInterrupt):
                # Interrupted: the answers that are still to come are not waited for.
                connection.abort()
                raise
    except asyncssh.ChannelOpenError as refused:
        raise CommandError(
            N_("{host} has no SFTP: {said}"),
            N_("Turn it on in your account at your host, check the connection, then try again."),
            {"host": account.host, "said": visible(str(refused))},
        ) from None


async def _connect(
    account: Account, console: Console, keep: Callable[[str], None]
) -> asyncssh.SSHClientConnection:
    """Return a connection that is let in."""
    passwords = Passwords(PASSWORD, account.host, account.user, console)
    password = passwords.given()
    while True:
        client = _Client(account.host_key)
        try:
            connection = await _attempt(account, client, password)
        except asyncssh.HostKeyNotVerifiable:
            account = recognise(account, client.shown, console, keep)
        except asyncssh.PermissionDenied:
            password = passwords.another()
            if password is None:
                raise _not_let_in(account) from None
        except (OSError, asyncssh.Error) as error:
            raise CommandError(
                N_("{host} does not answer: {said}"),
                N_("Check the connection, and “host” and “port” under [publish], then try again."),
                {"host": account.host, "said": visible(str(error)) or type(error).__name__},
            ) from None
        else:
            passwords.accepted()
            return connection


async def _attempt(
    account: Account, client: _Client, password: str | None
) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(
        account.host,
        account.port,
        username=account.user,
        password=password,
        client_factory=lambda: client,
        # Nobody is known but by ``host_key``; nothing is set by files of this machine.
        known_hosts=([], [], []),
        config=None,
        connect_timeout=_SECONDS,
        keepalive_interval=_SECONDS,
    )


def _not_let_in(account: Account) -> CommandError:
    return CommandError(
        N_(
            "{host} does not let {user} in: the name, the key or the password is not the right one."
        ),
        N_(
            "Check “user” under [publish]. The password is the one for SFTP or FTP, in your "
            "account at your host; where nobody can type it, it is read from the variable "
            "{variable}."
        ),
        {"host": account.host, "user": account.user, "variable": PASSWORD},
    )
