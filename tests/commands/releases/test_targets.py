"""Where a site is sent: what is refused, what arrives, what is left when it does not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.publishing import publish, retell, run, settle, tree
from tests.support.sites import ARTICLE, Site, small

# Stands for ssh: forgets the host and its options, and runs what is asked on this machine. ``CUT``:
# the connection breaks once so many bytes of the site have gone through it.
SSH = f"""\
#!{sys.executable}
import os, signal, subprocess, sys, threading
words = sys.argv[1:]
while words[0].startswith("-"):
    del words[: 2 if words[0] in ("-o", "-l") else 1]
asked, cut = " ".join(words[1:]), os.environ.get("CUT")
if os.environ.get("SSH_FAILS"):
    sys.exit("Connection refused")
if not cut or not asked.startswith("rsync --server"):
    os.execvp("sh", ["sh", "-c", asked])
server = subprocess.Popen(
    ["sh", "-c", asked], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
)
def answer():
    while data := os.read(server.stdout.fileno(), 65536):
        os.write(1, data)
threading.Thread(target=answer, daemon=True).start()
left = int(cut)
while left and (data := os.read(0, left)):
    os.write(server.stdin.fileno(), data)
    left -= len(data)
os.killpg(server.pid, signal.SIGKILL)
os._exit(255)
"""


@pytest.fixture
def server(site: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch) -> Path:
    """A web server's folder, reached by rsync through what stands for ssh."""
    where = tmp_path_factory.mktemp("server")
    program = where / "bin" / "ssh"
    program.parent.mkdir()
    program.write_text(SSH, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    settle(site, f'to = "rsync"\nhost = "jeanne@example.org"\npath = "{where}/carnet"')
    return where / "carnet"


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(entry.name for entry in folder.iterdir())


def test_rsync_sends_the_whole_site(site: Site, server: Path):
    """The server has the same site to the byte, through a link of its own; three are kept."""
    for number in range(4):
        retell(site, f"Texte {number}")
        done = publish(site)
        assert "envoyé à jeanne@example.org" in done.stderr
        assert tree(server / "public") == tree(site.root / "public")

    assert (server / "public").is_symlink()
    assert names(server) == ["public", "releases"]
    assert [name[:6] for name in names(server / "releases")] == ["000002", "000003", "000004"]
    assert (server / "public" / "index.html").stat().st_mode & 0o777 == 0o644


def test_rollback_reaches_the_server(site: Site, server: Path):
    """Going back here is going back there."""
    publish(site)
    before = tree(server / "public")
    retell(site, "Texte nouveau")
    publish(site)
    assert tree(server / "public") != before

    assert run(site, "rollback").returncode == 0
    assert tree(server / "public") == before


@pytest.mark.parametrize("cut", [1, 200, 2000, 6000])
def test_an_upload_cut_short(site: Site, server: Path, cut: int):
    """When the line is cut, the server shows its old site, whole; the next time all arrives."""
    publish(site)
    before = tree(server / "public")
    site.write("articles/long.md", ARTICLE + "".join(f"Phrase {n}.\n\n" for n in range(2000)))
    done = run(site, "publish", CUT=str(cut))

    assert done.returncode == 1
    assert "rsync a échoué" in done.stderr
    assert "n’a pas été envoyé" in done.stderr
    assert tree(server / "public") == before

    publish(site)
    assert tree(server / "public") == tree(site.root / "public") != before
    assert not [name for name in names(server / "releases") if name.startswith(".")]


def test_a_server_that_does_not_answer(site: Site, server: Path):
    """What ssh says is shown; the site here is ready."""
    done = run(site, "publish", SSH_FAILS="1")

    assert done.returncode == 1
    assert "Connection refused" in done.stderr
    assert (site.root / "public" / "index.html").is_file()


def test_a_server_that_spoils_what_it_gets(site: Site, server: Path):
    """A release that differs there is never shown there, and is sent again."""
    publish(site)
    retell(site, "Texte nouveau")
    publish(site)
    first = server / "releases" / names(server / "releases")[0]
    (first / "site" / "index.html").write_text("<p>Piraté</p>", "utf-8")

    assert run(site, "rollback").returncode == 0
    assert tree(server / "public") == tree(site.root / "public")


def test_a_folder_in_the_place_of_the_link(site: Site, server: Path):
    """Whatever stands there already is left as it is."""
    (server / "public").mkdir(parents=True)
    (server / "public" / "index.html").write_text("avant", "utf-8")
    done = run(site, "publish")

    assert done.returncode == 1
    assert (server / "public" / "index.html").read_text("utf-8") == "avant"


def test_one_file_to_drop_on_a_page(site: Site, tmp_path: Path):
    """The archive holds the site to the byte, the same one twice; the three steps are told."""
    settle(site, 'to = "zip"')
    done = publish(site)
    archive = site.root / "public.zip"
    with zipfile.ZipFile(archive) as held:
        held.extractall(tmp_path / "host")

    assert tree(tmp_path / "host") == tree(site.root / "public")
    for words in (
        "public.zip",
        "\n1. Ouvrez",
        "\n2. Déposez",
        "\n3. Ouvrez https://carnet.example",
    ):
        assert words in done.stderr
    before = archive.read_bytes()
    publish(site)
    assert archive.read_bytes() == before


def test_an_archive_that_cannot_be_written(site: Site):
    """What stands in the way leaves the former archive, whole, and is told in words."""
    settle(site, 'to = "zip"')
    publish(site)
    before = (site.root / "public.zip").read_bytes()
    folder = site.root / ".public.zip.new"
    folder.mkdir()
    (folder / "x").touch()
    retell(site, "Texte nouveau")
    done = run(site, "publish")

    assert done.returncode == 1
    assert "n’a pas été envoyé" in done.stderr
    assert "Traceback" not in done.stderr
    assert (site.root / "public.zip").read_bytes() == before


@pytest.fixture
def forge(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository elsewhere, that the blog's own pushes to."""
    bare = tmp_path_factory.mktemp("forge") / "blog.git"
    git(site.root, "init", "-q", "--bare", str(bare))
    git(site.root, "init", "-q", "-b", "main")
    git(site.root, "remote", "add", "origin", str(bare))
    git(site.root, "add", "content", "pelicanconf.py")
    who = ["-c", "user.name=Jeanne", "-c", "user.email=jeanne@example.org"]
    git(site.root, *who, "commit", "-q", "-m", "Begin")
    git(site.root, "push", "-q", "origin", "main")
    settle(site, 'to = "branch"')
    return bare


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def shown(forge: Path, folder: Path) -> str:
    """Return the hash of the site on the branch, without what is added for the host."""
    folder.mkdir()
    subprocess.run(f"git archive gh-pages | tar -x -C {folder}", cwd=forge, shell=True, check=True)
    for name in (".nojekyll", "CNAME"):
        (folder / name).unlink()
    return tree(folder)


def test_a_branch_gets_one_commit_for_each_site(site: Site, forge: Path, tmp_path: Path):
    """The branch holds the site to the byte, its address, its history; the blog's is untouched."""
    before = git(forge, "rev-parse", "main")
    for number in range(2):
        retell(site, f"Texte {number}")
        publish(site)
        assert shown(forge, tmp_path / str(number)) == tree(site.root / "public")

    assert git(forge, "log", "--format=%s", "gh-pages").count("Publish 00000") == 2
    assert git(forge, "show", "gh-pages:CNAME") == "carnet.example"
    assert git(forge, "rev-parse", "main") == before
    assert git(site.root, "rev-parse", "--abbrev-ref", "HEAD") == "main"

    assert run(site, "rollback").returncode == 0
    assert shown(forge, tmp_path / "back") == tree(site.root / "public")


def test_a_branch_that_someone_else_pushed(site: Site, forge: Path, tmp_path: Path):
    """A commit from another machine is built upon, not lost."""
    publish(site)
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(forge), str(other))
    who = ["-c", "user.name=Autre", "-c", "user.email=autre@example.org"]
    git(other, *who, "commit", "-q", "--allow-empty", "-m", "From elsewhere")
    git(other, "push", "-q")
    retell(site, "Texte nouveau")
    publish(site)

    assert "From elsewhere" in git(forge, "log", "--format=%s", "gh-pages")
    assert shown(forge, tmp_path / "site") == tree(site.root / "public")


@pytest.mark.parametrize(
    ("settings", "attributes"),
    [
        ({"core.autocrlf": "true"}, ""),
        ({"core.autocrlf": "input", "core.safecrlf": "true"}, ""),
        ({"core.eol": "crlf"}, "* text=auto\n*.html text eol=crlf\n"),
        ({"filter.x.clean": "rev", "filter.x.smudge": "rev"}, "* filter=x ident export-ignore\n"),
    ],
)
def test_line_ends_of_this_machine_change_nothing(
    site: Site, forge: Path, tmp_path: Path, settings: dict[str, str], attributes: str
):
    """What git would write here is not what it keeps: Git for Windows has autocrlf by default."""
    for name, value in settings.items():
        git(site.root, "config", name, value)
    (site.root / ".git" / "info" / "attributes").write_text(attributes, "utf-8")
    done = publish(site)

    assert "envoyé à origin gh-pages" in done.stderr
    assert shown(forge, tmp_path / "site") == tree(site.root / "public")


@pytest.mark.parametrize(
    ("hook", "where", "said", "fix"),
    [
        ("echo 'GH006: Protected branch update failed.' >&2", "forge", "Protected", "réglages"),
        (
            "echo '::stop-commands::x' >&2; printf '\\033[31mQuota\\n' >&2",
            "forge",
            "Quota",
            "place",
        ),
        ("echo 'Pas le vendredi.' >&2", "here", "Pas le vendredi.", "blog.toml"),
        (":", "forge", "pre-receive hook declined", "réglages"),
    ],
)
def test_a_host_that_refuses_says_why(  # noqa: PLR0913, PLR0917
    site: Site, forge: Path, hook: str, where: str, said: str, fix: str
):
    """Its own words, in a sentence, and what to do: no traceback, nothing a log would obey."""
    folder, name = (forge, "pre-receive") if where == "forge" else (site.root / ".git", "pre-push")
    program = folder / "hooks" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{hook}\nexit 1\n", "utf-8")
    program.chmod(0o755)
    done = run(site, "publish")

    assert done.returncode == 1
    assert "origin n’a pas pris la branche gh-pages" in done.stderr
    assert said in done.stderr
    assert fix in done.stderr
    assert "Traceback" not in done.stderr
    assert "\033" not in done.stderr
    assert not [line for line in done.stderr.splitlines() if line.strip().startswith("::")]
    assert "n’a pas été envoyé" in done.stderr

    program.unlink()
    publish(site)
    assert "gh-pages" in git(forge, "branch")


@pytest.mark.parametrize("branch", ["main", "sources"])
def test_the_branch_of_the_texts_is_refused(site: Site, forge: Path, branch: str):
    """The site never takes the place of what the doctor wrote."""
    git(site.root, "push", "-q", "origin", "main:sources")
    settle(site, f'to = "branch"\nbranch = "{branch}"')
    before = git(forge, "rev-parse", branch)
    done = run(site, "publish")

    assert done.returncode == 1
    assert "contient vos textes" in done.stderr
    assert git(forge, "rev-parse", branch) == before


def test_no_repository(site: Site):
    """Without git's folder the reason is said, and the site here is ready."""
    settle(site, 'to = "branch"')
    done = run(site, "publish", GIT_CEILING_DIRECTORIES=str(site.root.parent))

    assert done.returncode == 1
    assert "not a git repository" in done.stderr
    assert (site.root / "public" / "index.html").is_file()


UNPROVEN = """\
import sys
from pathlib import Path
from commands.cli.paths import Paths
from commands.cli.errors import CommandError
from commands.releases.targets import send
from commands.cli.console import Console
paths = Paths(Path(sys.argv[1]))
release = paths.published(paths.blog()).releases()[0]
try:
    send(paths.blog(), paths.root, release, Console(paths.blog()))
except CommandError as refused:
    sys.exit(refused.rendered(Console(paths.blog()).translate))
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A blog that was published into a folder."""
    site = small(tmp_path_factory.mktemp("published"))
    publish(site)
    return site


@pytest.mark.parametrize("to", ["folder", "pages", "branch", "rsync", "zip", "sftp"])
@pytest.mark.parametrize("how", ["statement", "manifest", "page"])
def test_no_target_takes_what_did_not_pass(published: Site, to: str, how: str):
    """A folder that does not match its manifest, or says not that it passed, goes nowhere."""
    settle(published, f'to = "{to}"\nhost = "x@example.org"\npath = "/srv/x"')
    (release,) = (published.root / "releases").iterdir()
    spoilt = {
        "statement": release / "site" / "build.json",
        "manifest": release / "manifest.json",
        "page": release / "site" / "index.html",
    }[how]
    kept = spoilt.read_bytes()
    spoilt.write_text("{}", "utf-8")
    try:
        done = run_program(published, UNPROVEN)
    finally:
        spoilt.write_bytes(kept)

    assert done.returncode == 1
    assert "n’est pas envoyée" in done.stderr


def run_program(site: Site, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program that uses the commands of a checkout."""
    return subprocess.run(
        [sys.executable, "-c", program, str(site.root)],
        cwd=site.root,
        env=os.environ | {"PYTHONPATH": str(site.root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_ctrl_c_while_sending(site: Site, server: Path):
    """Interrupted while the site is being sent, the command says that it is ready here only."""
    program = next(Path(p) / "ssh" for p in os.environ["PATH"].split(os.pathsep) if p)
    program.write_text("#!/bin/sh\nkill -INT $PPID\nsleep 20\n", "utf-8")
    done = run(site, "publish")

    assert done.returncode == 130
    assert "Interrompu." in done.stderr
    assert "mais il n’a pas été envoyé jusqu’au bout" in done.stderr
    assert (site.root / "public" / "index.html").is_file()
    assert not server.exists()
