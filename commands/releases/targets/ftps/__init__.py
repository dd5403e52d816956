"""Send a release by FTPS (explicit TLS), to a host that has no SFTP.

:mod:`.session` is the connection, :mod:`.folder` what the sending (:mod:`..upload`) does over it.
Plain FTP, which anybody on the way can read, goes by the same code where ``blog.toml`` says that it
is meant.
"""

from __future__ import annotations

from pathlib import Path

from commands.cli.console import Console
from commands.releases.manifest import Manifest
from commands.releases.targets.upload.sending import Sending

from .session import PORT, Account, connected

__all__ = ["PORT", "Account", "send"]


def send(account: Account, site: Path, manifest: Manifest, console: Console) -> list[str]:
    """Make of the folder there what the site is; return what was changed there by hand.

    Raises as :class:`Sending` does.
    """
    sending = Sending(account.host, account.folder, site, manifest)
    return sending.run(lambda: connected(account, console), console)
