"""Send a release by rsync over ssh, to a web server that shows ``path/public``.

There too a release goes into a folder of its own, is proven file by file, and is put in force by
renaming a link: an upload cut short leaves the old site whole. The server needs a POSIX shell,
rsync, ``sha256sum`` or ``shasum``, and a ``mv`` that knows ``-T`` (GNU, BusyBox).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import join, quote

from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest, read
from commands.releases.store import SITE, Release
from plugins.shared.problems import N_

from .tool import can_answer, run

LINK = "public"
KEPT = 3
_SECONDS = 20


@dataclass(frozen=True)
class Remote:
    """A folder on another machine. Both names hold only what ``blog.toml`` lets through."""

    host: str
    path: str

    def sh(self, script: str, given: str = "") -> str:
        """Run a script there and return what it printed."""
        return run([*_ssh(), self.host, script], Path(), given=given)

    def holds(self, folder: str, manifest: Manifest) -> bool:
        """Tell whether a folder there is a site, to the byte and to the last file."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in manifest.files.items())
        script = (
            f"cd {quote(f'{self.path}/{folder}')} 2>/dev/null || {{ echo no; exit; }}; "
            "sum=sha256sum; command -v sha256sum >/dev/null || sum='shasum -a 256'; "
            "$sum -c - >/dev/null 2>&1 && "
            f"[ $(find . ! -type d | wc -l) -eq {len(manifest.files)} ] && echo yes || echo no"
        )
        return self.sh(script, lines).strip() == "yes"

    def shown(self) -> str:
        """Return what the link there leads to; nothing without one."""
        return self.sh(f"readlink {quote(f'{self.path}/{LINK}')} || true").strip()

    def show(self, leads: str) -> None:
        """Have the link there lead elsewhere, in one rename."""
        self.sh(
            f"cd {quote(self.path)} && rm -f .{LINK}.new && ln -s {quote(leads)} .{LINK}.new && "
            f"mv -T .{LINK}.new {LINK}"
        )


def send(remote: Remote, release: Release) -> None:
    """Send a release, prove it there, put it in force there; the old one back if that fails."""
    manifest = read(release)
    if manifest is None:
        raise CommandError(
            N_("This release did not pass the checks, or was changed since: not sent.")
        )
    before = remote.shown()
    there = f"releases/{release.name}"
    if not remote.holds(f"{there}/{SITE}", manifest):
        _upload(remote, release, manifest, Path(before).parent.name)
    leads = f"{there}/{SITE}"
    remote.show(leads)
    if not remote.holds(LINK, manifest):
        if before:
            remote.show(before)
        raise _broken(remote)
    _prune(remote, {release.name, Path(before).parent.name})


def _upload(remote: Remote, release: Release, manifest: Manifest, alike: str) -> None:
    """Send a release beside the others. ``alike``: one there that much is the same as in."""
    store = quote(f"{remote.path}/releases")
    incoming = f".{release.name}"
    # What an upload cut short left behind has a dot, and is nobody's.
    remote.sh(
        f"mkdir -p {store} && cd {store} && rm -rf .[0-9]* && mkdir {quote(incoming)} && "
        f"chmod 755 {quote(incoming)}"
    )
    command = ["rsync", "-e", join(_ssh()), "-rtz", "--checksum", "--chmod=D755,F644"]
    command += [f"--timeout={_SECONDS * 6}"]
    command += [f"--copy-dest=../{alike}"] if alike else []
    target = f"{remote.host}:{remote.path}/releases/{incoming}/"
    run([*command, f"{release.folder}/", target], Path())
    if not remote.holds(f"releases/{incoming}/{SITE}", manifest):
        raise _broken(remote)
    remote.sh(f"cd {store} && rm -rf {quote(release.name)} && mv {incoming} {quote(release.name)}")


def _broken(remote: Remote) -> CommandError:
    return CommandError(
        N_("The site did not arrive whole on {host}: the former one is still shown there."),
        N_("Try again; its disk may be full."),
        {"host": remote.host},
    )


def _prune(remote: Remote, spared: set[str]) -> None:
    """Clear away the oldest releases there."""
    names = remote.sh(f"ls -1 {quote(f'{remote.path}/releases')}").split()
    ranked = sorted((n for n in names if n.partition("-")[0].isdecimal()), reverse=True)
    old = [quote(name) for name in ranked[KEPT:] if name not in spared]
    if old:
        remote.sh(f"cd {quote(f'{remote.path}/releases')} && rm -rf {' '.join(old)}")


def _ssh() -> list[str]:
    """Return ssh, which asks for a password only when someone can answer."""
    options = [f"ConnectTimeout={_SECONDS}", f"ServerAliveInterval={_SECONDS}"]
    options += [] if can_answer() else ["BatchMode=yes"]
    return ["ssh", *(word for option in options for word in ("-o", option))]
