"""The connection to a server of files over FTP, proven and encrypted by TLS (RFC 4217).

The certificate must be one that this machine trusts, for the name that ``blog.toml`` gives: no
other machine gets the password. Some servers take data only over a connection that resumes the TLS
session of the first one, which :mod:`ftplib` does not do by itself.
"""

from __future__ import annotations

import ftplib
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.targets.upload import account as upload
from commands.releases.targets.upload.passwords import Passwords
from plugins.shared.problems import N_, visible

from .folder import FtpFolder

PASSWORD = "SERMENT_FTPS_PASSWORD"
PORT = 21
_SECONDS = 30


@dataclass(frozen=True)
class Account(upload.Account):
    """Where the site goes, and as whom. ``encrypted``: over TLS, but where it is said otherwise."""

    port: int = PORT
    encrypted: bool = True


class ResumingFtp(ftplib.FTP_TLS):
    """FTP over TLS, where the connections of data resume the session of the first one."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        """Return the connection that a transfer goes over, as the one that it replaces does."""
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        first = self.sock
        if isinstance(first, ssl.SSLSocket):
            return (
                self.context.wrap_socket(
                    connection, server_hostname=self.host, session=first.session
                ),
                size,
            )
        return connection, size


@asynccontextmanager
async def connected(account: Account, console: Console) -> AsyncIterator[FtpFolder]:
    """Lend a connection to the folder's server; stop in words if there is none."""
    ftp = _let_in(account, console)
    folder = FtpFolder(ftp, account.folder)
    try:
        yield folder
    except BaseException:
        # The answers that are still to come are not waited for.
        folder.abandon()
        raise
    with suppress(OSError, EOFError, ftplib.Error):
        ftp.quit()


def _let_in(account: Account, console: Console) -> ftplib.FTP:
    """Return a connection that is let in."""
    if not account.encrypted:
        console.say(
            N_(
                "Plain FTP: your password and your pages go to {host} without encryption. Whoever "
                "is on the way can read and change them."
            ),
            host=account.host,
        )
    passwords = Passwords(PASSWORD, account.host, account.user, console)
    password = passwords.given() or passwords.another()
    while password is not None:
        ftp = _reached(account)
        try:
            ftp.login(account.user, password)
            if isinstance(ftp, ResumingFtp):
                ftp.prot_p()
            ftp.voidcmd("TYPE I")
        except ftplib.error_perm:
            ftp.close()
            password = passwords.another()
        except (OSError, EOFError, ftplib.Error) as error:
            ftp.close()
            raise _silent(account, error) from None
        else:
            passwords.accepted()
            return ftp
    raise CommandError(
        N_("{host} does not let {user} in: the name or the password is not the right one."),
        N_(
            "Check “user” under [publish]. The password is the one for FTP, in your account at "
            "your host; where nobody can type it, it is read from the variable {variable}."
        ),
        {"host": account.host, "user": account.user, "variable": PASSWORD},
    )


def _reached(account: Account) -> ftplib.FTP:
    """Return a connection to the server, encrypted before anything is said over it."""
    ftp: ftplib.FTP
    if account.encrypted:
        ftp = ResumingFtp(context=ssl.create_default_context(), timeout=_SECONDS)
    else:
        ftp = ftplib.FTP(timeout=_SECONDS)
    try:
        ftp.connect(account.host, account.port)
        if isinstance(ftp, ResumingFtp):
            ftp.auth()
    except ssl.SSLCertVerificationError as error:
        ftp.close()
        raise CommandError(
            N_("{host} does not prove that it is {host}: {said}. Nothing was sent."),
            N_(
                "Write under [publish] the name of the server that your host gives: its "
                "certificate is for that one, rarely for the address of your blog."
            ),
            {"host": account.host, "said": visible(error.verify_message or str(error))},
        ) from None
    except ftplib.Error as error:
        ftp.close()
        raise CommandError(
            N_("{host} has no FTPS: {said}"),
            N_('Turn it on in your account at your host; if it has SFTP, write: to = "sftp"'),
            {"host": account.host, "said": visible(str(error))},
        ) from None
    except (OSError, EOFError) as error:
        ftp.close()
        raise _silent(account, error) from None
    return ftp


def _silent(account: Account, error: Exception) -> CommandError:
    return CommandError(
        N_("{host} does not answer: {said}"),
        N_("Check the connection, and “host” and “port” under [publish], then try again."),
        {"host": account.host, "said": visible(str(error)) or type(error).__name__},
    )
