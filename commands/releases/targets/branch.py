"""Send a release to a branch of git that the host serves (ghp-import): one commit, whole or not.

The history of the branch is kept, never forced. A branch that holds the blog itself is refused.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest, read
from commands.releases.store import Release
from plugins.shared.blog import Blog
from plugins.shared.problems import N_

from .refusal import reason_of
from .tool import can_answer, run, run_raw

# What the host needs besides the site, and its own address.
_ADDED = frozenset({".nojekyll", "CNAME"})
_SHARED_HOSTS = (".github.io", ".gitlab.io", ".codeberg.page", ".pages.dev")


def send(blog: Blog, root: Path, release: Release) -> None:
    """Commit a release to the branch, push it, and prove what the other side then has."""
    branch, remote = blog.publish.branch, blog.publish.remote
    env = _environment(blog, root)
    _git(root, "rev-parse", "--git-dir")
    there = _git(root, "ls-remote", remote, f"refs/heads/{branch}", env=env)
    if there:
        tracked = f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
        _git(root, "fetch", "--quiet", remote, tracked, env=env)
    _refuse_sources(root, branch, f"refs/remotes/{remote}/{branch}" if there else "")
    command = [sys.executable, "-m", "ghp_import", "--no-jekyll"]
    command += ["-b", branch, "-r", remote, "-m", f"Publish {release.name}"]
    host = urlsplit(blog.blog.address).hostname or ""
    command += [] if host.endswith(_SHARED_HOSTS) else ["-c", host]
    run([*command, str(release.site)], root, env=env, explain=reason_of)
    _push(root, remote, branch, env)
    pushed = _git(root, "rev-parse", f"refs/heads/{branch}").strip()
    now = _git(root, "ls-remote", remote, f"refs/heads/{branch}", env=env).split()
    manifest = read(release)
    if manifest is None or pushed not in now or _differs(root, pushed, manifest):
        raise CommandError(
            N_("The branch {branch} does not hold what was sent."),
            N_(
                "Publish again: somebody may have written there meanwhile. If that changes "
                "nothing, report these lines where you downloaded the kit."
            ),
            {"branch": branch},
        )


def _push(root: Path, remote: str, branch: str, env: dict[str, str]) -> None:
    """Push the branch, never by force; stop with the host's own reason if it refuses."""
    name = f"refs/heads/{branch}"
    try:
        _git(root, "push", "--quiet", remote, f"{name}:{name}", env=env)
    except CommandError as refused:
        raise CommandError(
            N_("{remote} did not take the branch {branch}: {said}"),
            refused.fix,
            {**refused.values, "remote": remote, "branch": branch},
        ) from None


def _refuse_sources(root: Path, branch: str, tracked: str) -> None:
    """Stop if the branch is the one being written in, or holds the blog instead of its site."""
    here = _git(root, "rev-parse", "--abbrev-ref", "HEAD", fails="").strip()
    local = _git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", fails="")
    held = [
        _git(root, "ls-tree", "--name-only", ref).splitlines()
        for ref in (local.strip(), tracked)
        if ref
    ]
    if branch == here or any("pelicanconf.py" in names for names in held):
        raise CommandError(
            N_("The branch {branch} holds your texts: the site would take their place."),
            N_('Write another one under [publish]: branch = "gh-pages"'),
            {"branch": branch},
        )


def _differs(root: Path, commit: str, manifest: Manifest) -> bool:
    """Tell whether a commit holds anything else than the site, byte for byte as git keeps it.

    Not as it would write the files here: line ends and filters of this machine
    (``core.autocrlf``, ``.gitattributes``) are not what the host gets.
    """
    listed = run_raw(["git", "ls-tree", "-r", "-z", commit], root).split(b"\0")
    blobs: dict[str, str] = {}
    for entry in filter(None, listed):
        head, _, path = entry.partition(b"\t")
        _, kind, object_ = head.decode().split()
        if kind != "blob":
            return True
        blobs[path.decode("utf-8", "replace")] = object_
    names = [name for name in blobs if name not in _ADDED]
    asked = "".join(f"{blobs[name]}\n" for name in names)
    kept = io.BytesIO(run_raw(["git", "cat-file", "--batch"], root, given=asked))
    held = {}
    for name in names:
        # “<object> <type> <size>”, the bytes, a line feed: https://git-scm.com/docs/git-cat-file
        size = int(kept.readline().split()[2])
        held[name] = hashlib.sha256(kept.read(size)).hexdigest()
        kept.read(1)
    return held != {n: digest for n, digest in manifest.files.items() if n not in _ADDED}


def _environment(blog: Blog, root: Path) -> dict[str, str]:
    """Return who signs the commit, where git does not know, and that nobody is there to answer."""
    env = {} if can_answer() else {"GIT_TERMINAL_PROMPT": "0"}
    host = urlsplit(blog.blog.address).hostname or "localhost"
    for name, setting, value in (
        ("NAME", "user.name", " ".join(blog.doctor.name.split())),
        ("EMAIL", "user.email", f"blog@{host}"),
    ):
        variable = f"GIT_COMMITTER_{name}"
        if variable not in os.environ and not _git(root, "config", setting, fails="").strip():
            env[variable] = value
    return env


def _git(
    root: Path, *arguments: str, env: dict[str, str] | None = None, fails: str | None = None
) -> str:
    """Run git and return what it printed; ``fails``: what a failure is worth, if not an end."""
    try:
        return run(["git", *arguments], root, env=env, explain=reason_of)
    except CommandError:
        if fails is None:
            raise
        return fails
