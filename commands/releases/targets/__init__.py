"""Send a release where ``blog.toml`` says: ``[publish]``, ``to = "…"``.

``folder``: nothing to send, a web server on this machine reads the folder; ``pages``: neither,
the host fetches the folder from the build (docs/publishing.md); ``rsync``: over ssh; ``branch``: a
branch of git that the host serves.

Whatever the target, what does not match its manifest, or did not pass, is not sent.
"""

from __future__ import annotations

from pathlib import Path

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.manifest import is_sound
from commands.releases.store import Release
from plugins.shared.blog import Blog
from plugins.shared.problems import N_

from . import branch, rsync


def send(blog: Blog, root: Path, release: Release, console: Console) -> None:
    """Send a release; stop in words if it is not proven, or did not arrive whole."""
    if not is_sound(release):
        raise CommandError(
            N_("This release did not pass the checks, or was changed since: not sent.")
        )
    publish = blog.publish
    if publish.to == "rsync":
        with console.while_(N_("Sending the site…")):
            rsync.send(rsync.Remote(publish.host, publish.path.rstrip("/")), release)
        console.say(N_("The site was sent to {target}."), target=f"{publish.host}:{publish.path}")
    elif publish.to == "branch":
        with console.while_(N_("Sending the site…")):
            branch.send(blog, root, release)
        console.say(
            N_("The site was sent to {target}."), target=f"{publish.remote} {publish.branch}"
        )
