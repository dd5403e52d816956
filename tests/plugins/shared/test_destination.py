"""``[publish]`` of ``blog.toml``: only plain names go into commands."""

from __future__ import annotations

import pytest

from plugins.shared.blog import Blog, read_blog
from plugins.shared.blog.destination import Publish
from plugins.shared.problems import Problem
from tests.support.sites import BLOG


def read(written: str) -> tuple[Blog | None, list[Problem]]:
    """Return the blog whose ``[publish]`` says this."""
    return read_blog(f"{BLOG}\n[publish]\n{written}\n")


def test_nothing_need_be_written():
    """Without that part, the site goes into the folder public, every week."""
    blog, problems = read_blog(BLOG)

    assert problems == []
    assert blog is not None
    assert blog.publish == Publish("folder", "public", "", "", "gh-pages", "origin", 7)


@pytest.mark.parametrize(
    "written",
    [
        'to = "rsync"\nhost = "jeanne@example.org"\npath = "/srv/www/carnet"',
        'to = "rsync"\nhost = "web-1.example.org"\npath = "www/carnet"',
        'to = "branch"\nbranch = "site/en-ligne"\nremote = "forge"',
        'to = "pages"\nevery = 1',
        'folder = "/srv/www/carnet"',
        'folder = "C:\\\\sites\\\\carnet"',
        'folder = "www/carnet"\nevery = 31',
    ],
)
def test_what_can_be_written(written: str):
    """Each place where a site can go is accepted."""
    assert read(written)[1] == []


@pytest.mark.parametrize("value", ["", ".", "..", "/", "../x", "a/../content", "~/x", "-x"])
def test_a_folder_that_cannot_be(value: str):
    """The blog's own folder, one above, a root or an option of a command is refused."""
    (problem,) = read(f'folder = "{value}"')[1]

    assert problem.what == "the site cannot be published in this folder."


@pytest.mark.parametrize(
    "value",
    """content content/public Content/x output plugins theme/x tests .build releases pub$lic
    pub;lic pub'lic pub|lic pub\\nlic C:\\\\ /srv/.git""".split(),
)
def test_a_folder_that_is_taken(value: str):
    """What the kit is made of or makes, and what a shell takes for its own, is refused."""
    (problem,) = read(f'folder = "{value}"')[1]

    assert problem.what == "the site cannot be published in this folder."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("host", "-oProxyCommand=x"),
        ("host", "a b"),
        ("host", "a;b"),
        ("host", "jeanne@-x"),
        ("host", "a\\nb"),
        ("host", "$(x)"),
        ("host", "a@b@c"),
        ("path", "-rf"),
        ("path", "/srv/../etc"),
        ("path", "/srv/a b"),
        ("path", "/srv/$HOME"),
        ("path", "/srv/a'b"),
        ("path", "/"),
        ("path", "/srv//x"),
        ("path", "/srv/-x"),
        ("branch", "-f"),
        ("branch", "a..b"),
        ("branch", "a b"),
        ("branch", "a:b"),
        ("branch", "a\\nb"),
        ("branch", "+main"),
        ("branch", "a/"),
        ("remote", "--exec=x"),
        ("remote", "ext::sh -c x"),
        ("remote", "https://u:p@h/x"),
    ],
)
def test_a_name_that_is_more_than_a_name(name: str, value: str):
    """Nothing is let through that a shell, ssh, rsync or git would take for an order."""
    (problem,) = read(f'{name} = "{value}"')[1]

    assert problem.values["name"] == name
    assert "not possible there" in problem.what


@pytest.mark.parametrize(
    "branch",
    [
        "refs/heads/x",
        "Refs/Heads/gh-pages",
        "heads/x",
        "remotes/origin/x",
        "origin/gh-pages",
        "HEAD",
        "FETCH_HEAD",
        "gh-pages.lock",
        "0123456789abcdef0123456789abcdef01234567",
    ],
)
def test_a_branch_is_written_by_its_name_alone(branch: str):
    """What git would take for a path, a commit or a lock: the site would be sent elsewhere."""
    (problem,) = read(f'branch = "{branch}"')[1]

    assert problem.what == "this is not the name of a branch."
    assert problem.quote == branch


@pytest.mark.parametrize(("given", "missing"), [("host", "path"), ("path", "host")])
def test_rsync_needs_both(given: str, missing: str):
    """A server without a folder, or a folder without a server, is asked for."""
    (problem,) = read(f'to = "rsync"\n{given} = "x"')[1]

    assert problem.values == {"name": missing, "part": "publish"}


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ('host = "example.org"\npath = "www"', ["user"]),
        ('host = "jeanne@example.org"', ["path"]),
        ('user = "jeanne"', ["host", "path"]),
        ('host = "example.org"\npath = "www"\nuser = "jeanne"', []),
        ('host = "jeanne@example.org"\npath = "www"', []),
    ],
)
def test_sftp_needs_a_server_a_folder_and_a_name(written: str, missing: list[str]):
    """The name may stand before the server's."""
    problems = read(f'to = "sftp"\n{written}')[1]

    assert [problem.values["name"] for problem in problems] == missing


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("port = 0", "{port} is no port."),
        ("port = 65536", "{port} is no port."),
        ('host_key = "ssh-ed25519 AAAA"', "this is not the fingerprint of a key."),
        ('host_key = "SHA256:abc"', "this is not the fingerprint of a key."),
        ('user = "jeanne;ls"', "“{name}” holds a character that is not possible there."),
    ],
)
def test_what_cannot_be_of_a_server(written: str, what: str):
    """A port, the fingerprint of a key, a name."""
    (problem,) = read(written)[1]

    assert problem.what == what


@pytest.mark.parametrize("days", [0, -1, 32, 365])
def test_days_that_cannot_be(days: int):
    """From one day to a month: what lapsed must vanish soon."""
    (problem,) = read(f"every = {days}")[1]

    assert problem.values["days"] == days


@pytest.mark.parametrize("written", ['every = "7"', "every = true", "to = 1", "host = true"])
def test_another_kind(written: str):
    """A number is written without quotes, a name with; true is neither."""
    (problem,) = read(written)[1]

    assert "expected kind" in problem.what


def test_an_unknown_target():
    """A target that does not exist is shown with those that do."""
    (problem,) = read('to = "gopher"')[1]

    assert problem.values["allowed"] == "folder, zip, sftp, ftps, ftp, rsync, pages, branch"


SERVER = 'host = "ftp.example.org"\nuser = "jeanne"\npath = "www"\n'


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('to = "ftps"', ""),
        ('to = "ftp"\nftp = "without encryption"', ""),
        ('to = "ftp"', "plain FTP sends your password"),
        ('to = "ftps"\nftp = "oui"', "“{value}” is not possible for {name}."),
    ],
)
def test_plain_ftp_must_be_meant(written: str, told: str):
    """A password goes without encryption only where the very words are written."""
    problems = read(f"{SERVER}{written}")[1]

    assert [problem.what[: len(told)] for problem in problems] == [told] * bool(told)
    assert not problems or problems[0].quote


def test_ftps_needs_a_server():
    """As for SFTP: where, as whom, and in which folder."""
    problems = read('to = "ftps"')[1]

    assert [problem.values["name"] for problem in problems] == ["host", "path", "user"]


def test_an_unknown_setting():
    """A slip of the finger is shown with the nearest name."""
    (problem,) = read('hots = "x"')[1]

    assert (problem.values["name"], problem.values["near"]) == ("publish.hots", "host")
