"""Send a release where ``blog.toml`` says: ``[publish]``, ``to = "…"``.

``folder``: nothing to send, a web server on this machine reads the folder; ``pages``: neither,
the host fetches the folder from the build (docs/publishing.md); ``zip``: one file, to be dropped on
the host's page; ``sftp``, ``ftps``, ``ftp``: into the folder of a host; ``rsync``: over ssh;
``branch``: a branch of git that the host serves.

Whatever the target, what does not match its manifest, or did not pass, is not sent.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest, is_sound, read
from commands.releases.store import Release
from plugins.shared.blog import Blog
from plugins.shared.problems import N_

from . import archive, branch, rsync

# Files named at most.
_NAMED = 5
_SENT = N_("The site was sent to {target}, and read again there.")
_THREE_STEPS = N_(
    "The whole site is in one file: {file}\n"
    "1. Open the page of your host where files are put: https://app.netlify.com/drop at Netlify, "
    "the file manager of your account elsewhere.\n"
    "2. Drop {name} there. In a file manager, do so in the folder of the site (www, htdocs or "
    "public_html), take away what the folder held, and ask to extract the file.\n"
    "3. Open {address}: your site must be there. If not, look whether index.html stands at the top "
    "of that folder."
)


def send(blog: Blog, root: Path, release: Release, console: Console) -> None:
    """Send a release; stop in words if it is not proven, or did not arrive whole."""
    manifest = read(release)
    if manifest is None or not is_sound(release):
        raise CommandError(
            N_("This release did not pass the checks, or was changed since: not sent.")
        )
    publish = blog.publish
    if publish.to == "rsync":
        with console.while_(N_("Sending the site…")):
            rsync.send(rsync.Remote(publish.host, publish.path.rstrip("/")), release)
        console.say(_SENT, target=f"{publish.host}:{publish.path}")
    elif publish.to == "branch":
        with console.while_(N_("Sending the site…")):
            branch.send(blog, root, release)
        console.say(_SENT, target=f"{publish.remote} {publish.branch}")
    elif publish.to == "sftp":
        _send_by_sftp(blog, root, release, manifest, console)
    elif publish.to in ("ftps", "ftp"):
        _send_by_ftps(blog, release, manifest, console)
    elif publish.to == "zip":
        link = root / publish.folder
        target = link.with_name(f"{link.name}.zip")
        archive.send(release.site, manifest, target)
        console.say(_THREE_STEPS, file=str(target), name=target.name, address=blog.blog.address)


def _send_by_sftp(
    blog: Blog, root: Path, release: Release, manifest: Manifest, console: Console
) -> None:
    # asyncssh takes as long to import as all the rest, and looks for libraries with a compiler.
    from . import sftp  # noqa: PLC0415
    from .sftp.keep import keep_host_key  # noqa: PLC0415

    publish = blog.publish
    user, _, host = publish.host.rpartition("@")
    port = publish.port or sftp.PORT
    account = sftp.Account(host, publish.user or user, publish.path, port, publish.host_key)
    settings = root / "content" / "blog.toml"
    changed = sftp.send(account, release.site, manifest, console, partial(keep_host_key, settings))
    _say_sent(account.name, changed, console)


def _send_by_ftps(blog: Blog, release: Release, manifest: Manifest, console: Console) -> None:
    # Few send so: not loaded for all others.
    from . import ftps  # noqa: PLC0415

    publish = blog.publish
    user, _, host = publish.host.rpartition("@")
    port, encrypted = publish.port or ftps.PORT, publish.to == "ftps"
    account = ftps.Account(host, publish.user or user, publish.path, port, encrypted)
    changed = ftps.send(account, release.site, manifest, console)
    _say_sent(account.name, changed, console)


def _say_sent(target: str, changed: list[str], console: Console) -> None:
    console.say(_SENT, target=target)
    if changed:
        console.say(
            N_("Changed on the server since the last time, and put back: {files}"),
            files=", ".join(changed[:_NAMED]),
        )
