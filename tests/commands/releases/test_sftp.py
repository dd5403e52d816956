"""Sending by SFTP: what arrives and in which order, what a cut leaves, who is let in."""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from commands.cli.console import Console
from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest
from commands.releases.targets import sftp
from commands.releases.targets.sftp.plan import STATE, Held, make_plan, read_state
from commands.releases.targets.sftp.session import PASSWORD as VARIABLE
from tests.support.doctor import REAL, read
from tests.support.publishing import publish, retell, run, settle, start
from tests.support.safe_server import serving_safely, signed
from tests.support.sftp_server import PASSWORD, USER, Host, me, new_key, openssh, serving
from tests.support.sites import KIT, Site
from tests.support.terminal import end, in_a_terminal, read_until, type_line

# A site before and after: what a page refers to stands in it, between angle brackets.
BEFORE = {
    "index.html": "accueil <reflux/index.html> <theme/main.css>",
    "reflux/index.html": "reflux <theme/main.css> <images/vieux.png>",
    "asthme/index.html": "asthme <theme/main.css>",
    "images/vieux.png": "vieux " * 900,
    "theme/main.css": "body {}",
    "feeds/all.atom.xml": "flux <reflux/index.html>",
    "robots.txt": "ouvert",
}
AFTER = {
    "index.html": "accueil <reflux/index.html> <migraine/index.html> <theme/main.css>",
    "reflux/index.html": "reflux revu <theme/main.css> <images/neuf.png>",
    "migraine/index.html": "migraine <theme/main.css> <images/neuf.png>",
    "images/neuf.png": "neuf " * 900,
    "theme/main.css": "body { color: black }",
    "feeds/all.atom.xml": "flux <migraine/index.html> <reflux/index.html>",
    "robots.txt": "ouvert",
}
ARTICLES = ("reflux/index.html", "asthme/index.html", "migraine/index.html")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host that answers."""
    with serving(Host(tmp_path_factory.mktemp("host"))) as found:
        yield found


@pytest.fixture
def server(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """The host with an empty folder, and a doctor of whom only the password is known."""
    host.folder = tmp_path / "host"
    host.folder.mkdir()
    host.cut, host.room, host.pause = None, None, 0
    host.renames, host.prompts, host.written, host.passwords = True, False, [], []
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return host


def write(folder: Path, files: dict[str, str]) -> Manifest:
    """Write a site and return its manifest."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    articles = {name: name for name in ARTICLES if name in files}
    return Manifest("2026-11-22", "", "", articles, digests)


def account(server: Host, **other: str) -> sftp.Account:
    """Return the doctor's account."""
    known = {"host_key": server.fingerprint, "user": USER, "folder": "/www"} | other
    return sftp.Account("127.0.0.1", port=server.port, **known)


def send(server: Host, tmp_path: Path, files: dict[str, str], **other: str) -> list[str]:
    """Send a site."""
    site = tmp_path / hashlib.sha256(repr(files).encode()).hexdigest()[:8]
    manifest = write(site, files)
    console = Console(read(REAL))
    return sftp.send(account(server, **other), site, manifest, console, pytest.fail)


def there(server: Host) -> dict[str, str]:
    """Return what the folder on the server shows; nothing of what is kept for the next time."""
    www = server.folder / "www"
    return {
        path.relative_to(www).as_posix(): path.read_text("utf-8")
        for path in www.rglob("*")
        if path.is_file() and not path.name.startswith(".serment")
    }


def test_only_what_changed_is_sent(server: Host, tmp_path: Path):
    """First all, then what changed, in order; what is gone is taken away, its folder too."""
    send(server, tmp_path, BEFORE)
    assert there(server) == BEFORE
    server.written.clear()
    send(server, tmp_path, AFTER)

    assert there(server) == AFTER
    assert not (server.folder / "www" / "asthme").exists()
    sent = [name.removeprefix("/www/") for name in server.written]
    assert sent == [
        STATE,
        "images/neuf.png",
        "migraine/index.html",
        "theme/main.css",
        "reflux/index.html",
        "index.html",
        "feeds/all.atom.xml",
        STATE,
    ]
    server.written.clear()
    send(server, tmp_path, AFTER)
    assert server.written == []


@pytest.mark.parametrize("seed", range(20))
def test_a_cut_at_any_byte(server: Host, tmp_path: Path, seed: int):
    """Each page is the old one or the new one, leads to what is there; the next time finishes."""
    send(server, tmp_path, BEFORE)
    # A handshake takes some 4,000 bytes, all of it 30,000.
    server.cut = random.Random(seed).randrange(2000, 24000)
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, AFTER)
    server.cut = None
    found = there(server)

    for name, text in found.items():
        assert text in (BEFORE.get(name), AFTER.get(name)), name
        if name.endswith((".html", ".xml")):
            assert [one for one in re.findall("<(.*?)>", text) if one not in found] == [], name
    mixed = "former ones" in stopped.value.what
    assert mixed or all(found[name] == text for name, text in BEFORE.items())
    send(server, tmp_path, AFTER)
    assert there(server) == AFTER
    assert not list((server.folder / "www").glob(".serment-part*"))


def test_a_cut_of_the_very_first_time(server: Host, tmp_path: Path):
    """A first site that did not arrive whole is finished the next time, or made another."""
    server.cut = 9000
    with pytest.raises(CommandError):
        send(server, tmp_path, BEFORE)
    server.cut = None
    send(server, tmp_path, AFTER)

    assert there(server) == AFTER


def test_a_full_disk(server: Host, tmp_path: Path):
    """The reason of the server is told, and what readers find there."""
    send(server, tmp_path, BEFORE)
    server.room = 2500
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, AFTER)

    assert stopped.value.values["file"] == "images/neuf.png"
    assert "No space left" in str(stopped.value.values["said"])
    assert "former one, whole" in stopped.value.what
    assert there(server) == BEFORE


def test_a_file_changed_there_by_hand(server: Host, tmp_path: Path):
    """It is named, and put back; one taken away too."""
    send(server, tmp_path, BEFORE)
    (server.folder / "www" / "index.html").write_text("piraté", "utf-8")
    (server.folder / "www" / "theme" / "main.css").unlink()
    changed = send(server, tmp_path, BEFORE)

    assert sorted(changed) == ["index.html", "theme/main.css"]
    assert there(server) == BEFORE


def test_a_folder_that_held_something(server: Host, tmp_path: Path):
    """Nothing takes the place of what others put there where nobody can be asked."""
    others = {"index.html": "avant", "photo.jpg": "la mienne"}
    write(server.folder / "www", others)
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert stopped.value.values["files"] == "index.html, photo.jpg"
    assert there(server) == others


def test_a_server_that_cannot_rename_over_a_file(server: Host, tmp_path: Path):
    """There the old file goes just before the new one comes."""
    server.renames = False
    send(server, tmp_path, BEFORE)
    send(server, tmp_path, AFTER)

    assert there(server) == AFTER


def test_a_server_that_prompts(server: Host, tmp_path: Path):
    """A password that is asked by a prompt is given all the same; a folder may begin at home."""
    server.prompts = True
    send(server, tmp_path, BEFORE, folder="www")

    assert there(server) == BEFORE


def test_a_password_that_is_refused(server: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It is said without being shown, and nothing is sent."""
    monkeypatch.setenv(VARIABLE, "tout faux")
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE)

    assert "does not let {user} in" in stopped.value.what
    assert "tout faux" not in stopped.value.rendered(str)
    assert not (server.folder / "www").exists()


@pytest.mark.parametrize(
    ("known", "said"),
    [(new_key().get_fingerprint(), "does not show the key"), ("", "is not known yet")],
)
def test_a_key_that_is_not_the_one(server: Host, tmp_path: Path, known: str, said: str):
    """A server that shows another key, or that nobody can vouch for, gets no password."""
    with pytest.raises(CommandError) as stopped:
        send(server, tmp_path, BEFORE, host_key=known)

    assert said in stopped.value.what
    assert f'host_key = "{server.fingerprint}"' in stopped.value.rendered(str)
    assert server.passwords == []


def test_a_server_that_is_not_there(server: Host, tmp_path: Path):
    """A sentence, not a traceback."""
    site = tmp_path / "site"
    manifest = write(site, BEFORE)
    nobody = sftp.Account("127.0.0.1", USER, "www", 1, server.fingerprint)
    with pytest.raises(CommandError) as stopped:
        sftp.send(nobody, site, manifest, Console(read(REAL)), pytest.fail)

    assert "does not answer" in stopped.value.what


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", '{"files": []}', '{"files": {"a": {"sha": 1}}}', '{"files": {"../a": {}}}'],
)
def test_a_list_that_cannot_be_read(written: str):
    """Whoever may write there cannot have the kit take away a file from elsewhere."""
    assert read_state(written.encode()) == {}


def test_what_leads_out_of_the_folder():
    """A name of a list is that of a file inside of the site."""
    data = (
        b'{"files": {"../a": {"digest": "x"}, "/etc/a": {"digest": "x"}, "b/c": {"digest": "x"}}}'
    )

    assert read_state(data) == {"b/c": Held("x")}


def test_the_order_of_removals(tmp_path: Path):
    """Pages go before what they show."""
    held = {name: Held("x") for name in ("images/a.png", "b/index.html", "feeds/c.atom.xml")}
    plan = make_plan(write(tmp_path, {}), held)

    assert plan.removed == ["feeds/c.atom.xml", "b/index.html", "images/a.png"]


def test_a_cut_is_told_in_a_sentence(site: Site, server: Host):
    """Whatever was on the way when the connection broke, there is no traceback."""
    settle_for(site, server, f'host_key = "{server.fingerprint}"')
    server.cut = 60000
    process = start(site, "publish")
    _, said = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "à côté d’anciennes" in said
    assert "Traceback" not in said


def test_ctrl_c_while_sending(site: Site, server: Host):
    """What readers find is told, and the next time finishes."""
    settle_for(site, server, f'host_key = "{server.fingerprint}"')
    server.pause = 0.3
    process = start(site, "publish")
    while process.poll() is None and len(server.written) <= len([STATE]):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "des pages nouvelles à côté d’anciennes" in said
    assert "Interrompu." in said
    assert "Traceback" not in said
    server.pause = 0
    publish(site)
    assert there(server) == public(site)


def test_with_a_key_to_openssh(site: Site, tmp_path_factory: pytest.TempPathFactory):
    """OpenSSH's own server lets in a key of the doctor's; no password is asked."""
    home = tmp_path_factory.mktemp("home")
    folder = tmp_path_factory.mktemp("openssh")
    with openssh(folder, home) as server:
        lines = [f'host = "{me()}@127.0.0.1"', f"port = {server.port}", f'path = "{folder}/www"']
        lines += [f'host_key = "{server.fingerprint}"', 'to = "sftp"']
        settle(site, "\n".join(lines))
        for words in ("Texte ancien", "Texte nouveau"):
            retell(site, words)
            publish(site, HOME=str(home), SSH_AUTH_SOCK="")
            assert there(server) == public(site)


def test_what_readers_find_is_read(
    site: Site, server: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Online is said once the public address shows the site; not before, nor in silence."""
    certificate = signed(tmp_path / "certificate")
    with serving_safely(server.folder / "www", certificate) as address:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("SERMENT_DOI", address)
        settle_for(site, server, f'host_key = "{server.fingerprint}"')
        text = (site.content / "blog.toml").read_text("utf-8")
        site.write("blog.toml", text.replace("https://carnet.example", address))
        assert f"Il est en ligne à {address}." in publish(site).stderr
        elsewhere = text.replace("https://carnet.example", address).replace('"/www"', '"/autre"')
        retell(site, "Texte nouveau")
        site.write("blog.toml", elsewhere)
        assert f"{address} ne montre pas encore ce site" in publish(site).stderr
    said = publish(site).stderr
    assert "en ligne" not in said
    assert f"on ne sait pas si les lecteurs le trouvent à {address}" in said.lower()


PUBLISH = """\
import sys
from pathlib import Path
from commands.cli.paths import Paths
from commands.publish import publish
sys.exit(publish(Paths(Path.cwd()), demonstration=True))
"""


def settle_for(site: Site, server: Host, *more: str) -> None:
    """Have the blog go to the server."""
    lines = ['to = "sftp"', 'host = "127.0.0.1"', f'user = "{USER}"', f"port = {server.port}"]
    settle(site, "\n".join([*lines, 'path = "/www"', *more]))


def public(site: Site) -> dict[str, str]:
    """Return the site that is ready on this machine."""
    folder = site.root / "public"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_publish_and_rollback(site: Site, server: Host):
    """The site there is the one here, to the letter, and goes back with it."""
    settle_for(site, server, f'host_key = "{server.fingerprint}"')
    done = publish(site)
    assert "envoyé à jeanne@127.0.0.1:/www, et relu là-bas" in done.stderr
    assert PASSWORD not in done.stderr
    assert there(server) == public(site)
    before = there(server)
    retell(site, "Texte nouveau")
    publish(site)
    assert there(server) == public(site) != before

    assert run(site, "rollback").returncode == 0
    assert there(server) == before


def test_a_server_that_fails_a_publication(site: Site, server: Host):
    """The site is ready here; what readers find there is said."""
    settle_for(site, server, f'host_key = "{server.fingerprint}"')
    server.room = 3000
    done = run(site, "publish")

    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "n’a pas été envoyé" in done.stderr
    assert "Traceback" not in done.stderr
    assert (site.root / "public" / "index.html").is_file()


def test_the_weekly_sending_has_its_password():
    """The workflow gives the secret to publish, every week, and is the only one that sends."""
    folder = KIT / ".github" / "workflows"
    sends = yaml.safe_load((folder / "sftp.yml").read_text("utf-8"))
    (job,) = sends["jobs"].values()
    (step,) = [one for one in job["steps"] if "tasks.py publish" in one.get("run", "")]
    builds = yaml.safe_load((folder / "site.yml").read_text("utf-8"))["jobs"]["build"]

    assert step["env"] == {VARIABLE: f"${{{{ secrets.{VARIABLE} }}}}"}
    # “on” is true in YAML 1.1.
    assert sends[True]["schedule"] == [{"cron": "17 4 * * 1"}]
    assert "vars.SERMENT_SFTP == 'true'" in job["if"]
    assert "vars.SERMENT_SFTP != 'true'" in builds["if"]


def test_the_first_time_at_the_keyboard(site: Site, server: Host):
    """The key is kept once agreed to, the password written nowhere, other people's files stay."""
    settle_for(site, server)
    write(server.folder / "www", {"index.html": "avant", "photo.jpg": "la mienne"})
    words = [sys.executable, "-c", PUBLISH]
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    environment |= {"PYTHONPATH": str(site.root), "COLUMNS": "200"}
    process, keyboard = in_a_terminal(words, environment, site.root)
    assert server.fingerprint in read_until(keyboard, "oui/non")
    type_line(keyboard, "oui")
    for password in ("essai", PASSWORD):
        read_until(keyboard, "Mot de passe de")
        os.write(keyboard, f"{password}\n".encode())
    assert "index.html, photo.jpg" in read_until(keyboard, "oui/non")
    type_line(keyboard, "oui")
    said = read_until(keyboard, "relu là-bas")

    assert end(process) == 0
    assert PASSWORD not in said
    assert there(server) == public(site) | {"photo.jpg": "la mienne"}
    kept = (site.content / "blog.toml").read_text("utf-8")
    assert f'path = "/www"\nhost_key = "{server.fingerprint}"\n' in kept
    assert kept.startswith("[blog]\n")
    assert PASSWORD not in kept
