"""``[publish]`` of ``blog.toml``: where the site goes once it has passed.

What is written here ends in commands on this machine and on another: only plain
names are let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from plugins.shared.problems import N_, Problem

TARGETS = ("folder", "zip", "sftp", "ftps", "ftp", "rsync", "pages", "branch")
# What must be written for plain FTP, which anybody on the way can read.
UNENCRYPTED = "without encryption"
LONGEST_WAIT = 31
# What the kit is made of, and what it makes.
TAKEN = frozenset(
    "audit benchmarks changelog.md commands content contributing.md docs license output "
    "pelicanconf.py plugins publishconf.py pyproject.toml readme.md releases requirements-test.txt "
    "requirements.txt tasks.py tests theme".split()
)

# Letters, digits and what addresses need; nothing that a shell or a program takes for its own.
_HOST = re.compile(r"(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*", re.ASCII)
_REMOTE_FOLDER = re.compile(r"/?(?:[\w.@+][\w.@+-]*/)*[\w.@+][\w.@+-]*", re.ASCII)
# https://git-scm.com/docs/git-check-ref-format
_USER = re.compile(r"[A-Za-z0-9_][\w.@+-]*", re.ASCII)
# As OpenSSH shows it: the SHA-256 of the key, in base 64 without padding.
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_HIGHEST_PORT = 65535
_REF = re.compile(r"[A-Za-z0-9_](?:[\w-]|[./](?=[\w-]))*", re.ASCII)
# What git would take for another name than that of a branch: a path to one, a commit, a lock.
_NO_BRANCH = re.compile(
    r"(?:refs|heads|remotes|tags)/.*|(?:\w+_)?head|[0-9a-f]{40}|.*\.lock(?:/.*)?", re.I
)


@dataclass(frozen=True)
class Publish:
    """Where the site goes: ``[publish]``.

    ``folder``: where the site in force is on this machine, from the blog's folder;
    ``host`` and ``path``: where sftp and rsync put it; ``branch`` and ``remote``: where git
    puts it; ``every``: the days between two planned publications; ``user`` and ``port``: for sftp
    and ftps, as whom, and where, if not at the usual one; ``host_key``: for sftp, the fingerprint
    of the server; ``ftp``: that a password may go without encryption.
    """

    to: str = "folder"
    folder: str = "public"
    host: str = ""
    path: str = ""
    branch: str = "gh-pages"
    remote: str = "origin"
    every: int = 7
    user: str = ""
    port: int | None = None
    host_key: str = ""
    ftp: str = ""


def check_publish(publish: Publish) -> Iterator[Problem]:
    """Yield what is well-formed in ``[publish]`` but cannot be used."""
    if publish.to not in TARGETS:
        yield Problem(
            N_("“{value}” is not possible for {name}."),
            N_("Choose one of: {allowed}."),
            {"name": "publish.to", "value": publish.to, "allowed": ", ".join(TARGETS)},
            quote=publish.to,
            within="to",
        )
    if not 1 <= publish.every <= LONGEST_WAIT:
        yield Problem(
            N_("{days} days between two publications is not possible."),
            N_("Choose from 1 to {most} days: what lapsed must vanish soon."),
            {"days": publish.every, "most": LONGEST_WAIT},
            quote="every",
        )
    if not _is_safe_folder(publish.folder):
        yield Problem(
            N_("the site cannot be published in this folder."),
            N_(
                'Write the name of a folder that holds nothing else, for example "public", or its '
                'whole path: "/srv/www/carnet".'
            ),
            quote=publish.folder or '""',
            within="folder",
        )
    yield from _check_names(publish)
    if _NO_BRANCH.fullmatch(publish.branch) or publish.branch.startswith(f"{publish.remote}/"):
        yield Problem(
            N_("this is not the name of a branch."),
            N_('Write its name alone, without what stands before it: branch = "{name}"'),
            {"name": "gh-pages"},
            quote=publish.branch,
        )
    for name in _lacking(publish):
        yield Problem(
            N_("“{name}” is missing."),
            N_('Write {name} = "…" under the line [{part}].'),
            {"name": name, "part": "publish"},
            quote=publish.to,
        )
    yield from _check_server(publish)
    yield from _check_encryption(publish)


def _lacking(publish: Publish) -> list[str]:
    """Return the names of what a server cannot be reached without, and that is not written."""
    needed = {"host": publish.host, "path": publish.path}
    if publish.to in ("sftp", "ftps", "ftp"):
        needed["user"] = publish.user or publish.host.rpartition("@")[0]
    elif publish.to != "rsync":
        return []
    return [name for name, value in needed.items() if not value]


def _check_server(publish: Publish) -> Iterator[Problem]:
    """Yield a problem for a port or a key of a server that cannot be one."""
    if publish.port is not None and not 1 <= publish.port <= _HIGHEST_PORT:
        yield Problem(
            N_("{port} is no port."),
            N_("Write the one that your host gives, or take the line out: port = 2222"),
            {"port": publish.port},
            quote="port",
        )
    if publish.host_key and not _FINGERPRINT.fullmatch(publish.host_key):
        yield Problem(
            N_("this is not the fingerprint of a key."),
            N_(
                "It begins with SHA256: and has 43 signs after it. Take the line out: “publish” "
                "shows it and asks."
            ),
            quote=publish.host_key,
            within="host_key",
        )


def _check_encryption(publish: Publish) -> Iterator[Problem]:
    """Yield a problem for plain FTP, unless it is said to be meant."""
    if publish.ftp not in ("", UNENCRYPTED):
        yield Problem(
            N_("“{value}” is not possible for {name}."),
            N_("Choose one of: {allowed}."),
            {"name": "publish.ftp", "value": publish.ftp, "allowed": UNENCRYPTED},
            quote=publish.ftp,
            within="ftp",
        )
    elif publish.to == "ftp" and publish.ftp != UNENCRYPTED:
        yield Problem(
            N_("plain FTP sends your password and your pages for anybody on the way to read."),
            N_(
                'Write to = "ftps", which most hosts have; or "sftp". If yours has neither, add '
                'under [publish]: ftp = "{words}"'
            ),
            {"words": UNENCRYPTED},
            quote=publish.to,
            within="to",
        )


def _check_names(publish: Publish) -> Iterator[Problem]:
    """Yield a problem for each name that another program might take for something else."""
    for name, value, pattern, example in (
        ("host", publish.host, _HOST, "jeanne@example.org"),
        ("path", publish.path, _REMOTE_FOLDER, "/srv/www/carnet"),
        ("user", publish.user, _USER, "jeanne"),
        ("branch", publish.branch, _REF, "gh-pages"),
        ("remote", publish.remote, _REF, "origin"),
    ):
        if value and not (pattern.fullmatch(value) and ".." not in value):
            yield Problem(
                N_("“{name}” holds a character that is not possible there."),
                N_('Letters, digits and “. _ -” only, for example: {name} = "{example}"'),
                {"name": name, "example": example},
                quote=value,
                within=name,
            )


def _is_free(names: Sequence[str]) -> bool:
    """Tell whether a path from the blog's folder is not in what the kit is made of or makes.

    Below ``public`` neither: it leads into the release that is in force.
    """
    first = names[0].lower()
    return first not in TAKEN and (first != "public" or len(names) == 1)


def _is_safe_folder(folder: str) -> bool:
    """Tell whether a folder may be given over to the published site.

    Neither the blog's own folder nor one that holds it, nothing in what the kit is made of or
    makes, no hidden folder, no root of a disk.
    """
    written = PureWindowsPath(folder) if re.match(r"[A-Za-z]:", folder) else PurePosixPath(folder)
    names = [part for part in written.parts if part != written.anchor]
    return (
        bool(names)
        and not folder.startswith(("-", "~"))
        and not re.search(r"[\x00-\x1f\x7f*?\"'`$;|&<>!]", folder)
        and not any(name.startswith((".", "-")) for name in names)
        and (bool(written.anchor) or _is_free(names))
    )
