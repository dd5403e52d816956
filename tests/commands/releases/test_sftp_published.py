"""Publishing by SFTP: what the command says and keeps, at the keyboard or with nobody there."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
import yaml

from commands.releases.targets.upload.plan import STATE
from tests.support.publishing import publish, retell, run, settle, start
from tests.support.safe_server import serving_safely, signed
from tests.support.sending import VARIABLE, host, server, there
from tests.support.sftp_server import PASSWORD, USER, Host, me, openssh
from tests.support.sites import KIT, Site
from tests.support.terminal import end, in_a_terminal, read_until, type_line

__all__ = ["host", "server"]

# What keeps passwords was chosen in the tests' process for others: a copy chooses anew.
AS_IT_STARTS = "from keyring.core import init_backend; init_backend()\n"
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
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in folder.rglob("*")
        if path.is_file()
    }


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
    # What was asked of the server already is done before the connection ends.
    server.pause = 0
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "des pages nouvelles à côté d’anciennes" in said
    assert "Interrompu." in said
    assert "Traceback" not in said
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

    names = (VARIABLE, "SERMENT_FTPS_PASSWORD")
    assert step["env"] == {name: f"${{{{ secrets.{name} }}}}" for name in names}
    # “on” is true in YAML 1.1.
    assert sends[True]["schedule"] == [{"cron": "17 4 * * 1"}]
    assert "vars.SERMENT_SFTP == 'true'" in job["if"]
    assert "vars.SERMENT_SFTP != 'true'" in builds["if"]


def test_gitlab_sends_too():
    """Its pipeline publishes in one way at a time, keeps the releases, and holds no password."""
    text = (KIT / ".gitlab-ci.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)
    rules = {name: job["rules"][0]["if"] for name, job in jobs.items() if "rules" in job}

    assert list(rules) == ["pages", "sftp"]
    assert '$SERMENT_SFTP != "true"' in rules["pages"]
    assert '$SERMENT_SFTP == "true"' in rules["sftp"]
    assert jobs[".publish"]["script"][0].startswith("python3 tasks.py publish")
    assert jobs[".publish"]["cache"]["paths"] == ["public", "releases"]
    assert VARIABLE in text


def test_the_first_time_at_the_keyboard(site: Site, server: Host):
    """The key is kept once agreed to, the password written nowhere, other people's files stay."""
    settle_for(site, server)
    (server.folder / "www").mkdir()
    for name, text in {"index.html": "avant", "photo.jpg": "la mienne"}.items():
        (server.folder / "www" / name).write_text(text, "utf-8")
    words = [sys.executable, "-c", AS_IT_STARTS + PUBLISH]
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
