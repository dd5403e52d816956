"""Send a release by SFTP, to any host that gives a folder and a password.

:mod:`.session` is the connection, :mod:`.folder` what the sending (:mod:`..upload`) does over it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from commands.cli.console import Console
from commands.releases.manifest import Manifest
from commands.releases.targets.upload.sending import Sending

from .session import PORT, Account, connected

__all__ = ["PORT", "Account", "send"]


def send(
    account: Account, site: Path, manifest: Manifest, console: Console, keep: Callable[[str], None]
) -> list[str]:
    """Make of the folder there what the site is; return what was changed there by hand.

    ``keep`` writes the key of the server. Raises as :class:`Sending` does.
    """
    sending = Sending(account.host, account.folder, site, manifest)
    return sending.run(lambda: connected(account, console, keep), console)
