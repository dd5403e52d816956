"""The preview as a doctor runs it: it follows every save, survives anything, and stops clean."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

import pytest

from tests.support.processes import at_work
from tests.support.sites import ARTICLE, BLOG, KIT, Site
from tests.support.warm_starts import warm_starts

PROGRAM = """\
import sys
from pathlib import Path
from commands.cli.paths import Paths
from commands.preview import preview
sys.exit(preview(Paths(Path(sys.argv[1])), int(sys.argv[2])))
"""
BROKEN = ARTICLE.replace("@chey2024", "@inconnu")


@dataclass
class Preview:
    """A preview under way."""

    site: Site
    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}/"

    def get(self, name: str = "") -> tuple[int, str]:
        """Return the status and the text of a page; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(self.address + name, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def version(self) -> str:
        """Return the name of what is shown: it changes with each build that ends."""
        return self.get("-/state")[1]

    def builds(self) -> int:
        """Count the builds that have ended."""
        return int(self.version().rpartition("-")[2] or 0)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        for _ in range(600):
            if until():
                return
            assert self.process.poll() is None, "the preview has ended"
            time.sleep(0.1)
        raise AssertionError(self.get())

    def shows(self, text: str, name: str = "estomac/") -> None:
        """Wait for a page to hold a text."""
        self.wait(lambda: text in self.get(name)[1])

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to stop; return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)


def start(site: Site, port: int = 0, program: str = PROGRAM, *, warm: bool = True) -> Preview:
    """Start a preview; on a free port if none is given.

    ``warm``: as a copy of this process, unless the kit was changed.
    """
    if not port:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    starts = warm_starts(site) if warm else nullcontext()
    with (site.root / "said.txt").open("wb") as printed, starts:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(site.root), str(port)],
            cwd=site.root,
            env=os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"},
            stderr=printed,
        )
    return Preview(site, process, port)


def said(site: Site) -> str:
    """Return what the preview printed."""
    return (site.root / "said.txt").read_text("utf-8")


@pytest.fixture
def previewed(site: Site) -> Iterator[Preview]:
    """A preview of a small blog, its first build done."""
    preview = start(site)
    try:
        preview.wait(lambda: preview.builds() == 1)
        yield preview
    finally:
        preview.stop()


@pytest.fixture
def anew(site: Site) -> Iterator[Preview]:
    """A preview that a Python of its own runs, from its start on."""
    preview = start(site, warm=False)
    try:
        preview.wait(lambda: preview.builds() == 1)
        yield preview
    finally:
        preview.stop()


def test_it_follows_every_save(previewed: Preview):
    """A save is shown without being asked for, and the page is told of it."""
    status, html = previewed.get("estomac/")
    assert status == 200
    assert "Un texte court" in html
    before = previewed.version()
    previewed.site.write("articles/estomac.md", ARTICLE.replace("court", "nouveau"))
    previewed.shows("Un texte nouveau")
    previewed.wait(lambda: previewed.version() != before)
    # The page is shown before the build that says so.
    previewed.wait(lambda: "Mis à jour." in said(previewed.site))


def test_drafts_are_seen(previewed: Preview):
    """The doctor sees a draft in the preview."""
    draft = ARTICLE.replace("title: L'estomac", "title: Essai\nstatus: draft")
    previewed.site.write("articles/essai.md", draft)
    previewed.shows("Un texte court", "drafts/essai/")


def test_a_failed_build_keeps_the_site_and_says_why(previewed: Preview):
    """The last good page stays, with the problem on top: file, line, words, what to do."""
    previewed.site.write("articles/faux.md", BROKEN.replace("L'estomac", "Faux"))
    previewed.shows('role="alert"')
    html = previewed.get("estomac/")[1]
    text = re.sub(r"<[^>]+>", " ", html)

    assert "articles/faux.md" in text
    assert "ligne 6\u00a0: la source «\u00a0inconnu\u00a0» est inconnue." in text
    assert "Un texte court [@inconnu]." in text
    assert "→ Ajoutez-la\u00a0: python3 tasks.py cite" in text
    assert "À corriger\u00a0: 1." in text
    assert "Les lignes à envoyer" not in text
    assert "Un texte court" in text
    assert 'role="alert"' not in (previewed.site.output / "estomac/index.html").read_text("utf-8")
    assert "articles/faux.md" in said(previewed.site)
    assert "Traceback" not in said(previewed.site)

    previewed.site.write("articles/faux.md", ARTICLE.replace("L'estomac", "Juste"))
    previewed.wait(lambda: 'role="alert"' not in previewed.get("estomac/")[1])
    assert previewed.get("faux/")[0] == 200


def test_a_first_build_that_fails_is_a_page(site: Site):
    """With nothing to show yet, the browser shows the problems; corrected, the blog."""
    site.write("articles/estomac.md", BROKEN)
    preview = start(site)
    try:
        preview.wait(lambda: preview.builds() == 1)
        status, html = preview.get()
        assert status == 503
        assert "«\u00a0inconnu\u00a0» est inconnue" in html
        site.write("articles/estomac.md", ARTICLE)
        preview.shows("Un texte court")
    finally:
        assert preview.stop() == 0


@pytest.mark.parametrize("text", ['[blog]\ntitle = "Le carnet', "", "title: x", b"\xff\xfe"])
def test_settings_half_written_stop_nothing(previewed: Preview, text: str | bytes):
    """blog.toml saved half-way is a problem like another: it is said, and then it is over."""
    previewed.site.write("blog.toml", text)
    previewed.shows("blog.toml")
    assert "Traceback" not in said(previewed.site)
    previewed.site.write("blog.toml", BLOG.replace("Le carnet", "Le nouveau"))
    previewed.shows("Le nouveau")


def test_settings_wrong_from_the_start(site: Site):
    """A preview started with a blog.toml that cannot be read says so in the browser."""
    site.write("blog.toml", "[blog\n")
    preview = start(site)
    try:
        preview.shows("blog.toml", "")
        site.write("blog.toml", BLOG)
        preview.shows("Un texte court")
    finally:
        assert preview.stop() == 0


def test_the_content_may_be_away_for_a_moment(previewed: Preview):
    """A synchronisation that takes the whole folder away and brings it back harms nothing."""
    away = previewed.site.root / "away"
    previewed.site.content.rename(away)
    previewed.shows('role="alert"')
    away.rename(previewed.site.content)
    previewed.wait(lambda: 'role="alert"' not in previewed.get("estomac/")[1])
    previewed.site.write("articles/estomac.md", ARTICLE.replace("court", "retrouvé"))
    previewed.shows("Un texte retrouvé")


def test_an_editor_that_renames(previewed: Preview):
    """An editor that writes aside and renames is followed, time after time."""
    for word in ("premier", "second", "dernier"):
        aside = previewed.site.write("articles/.estomac.md.tmp", ARTICLE.replace("court", word))
        aside.rename(previewed.site.content / "articles" / "estomac.md")
        previewed.shows(f"Un texte {word}")


def test_a_name_that_is_no_text(previewed: Preview):
    """A file whose name is not UTF-8 ends nothing: the next save is followed."""
    path = previewed.site.write(os.fsdecode(b"articles/caf\xe9.md"), ARTICLE)
    previewed.wait(lambda: previewed.builds() >= 2)
    path.unlink()
    previewed.site.write("articles/estomac.md", ARTICLE.replace("court", "suivant"))
    previewed.shows("Un texte suivant")
    assert "Traceback" not in said(previewed.site)


def test_a_broken_theme(anew: Preview):
    """A template that breaks is said in a sentence; mended, the preview goes on."""
    template = anew.site.own("theme") / "templates" / "article.html"
    good = template.read_text("utf-8")
    template.write_text("{% if %}", "utf-8")
    anew.shows("le kit lui-même s’est arrêté ici")
    template.write_text(good.replace("{% block main %}", "{% block main %}<p>Neuf</p>"), "utf-8")
    anew.shows("<p>Neuf</p>")


SLOW = """\
import time
from pathlib import Path
from commands import build
first = build.build
def note(place, word):
    with Path(place.root, "builds.txt").open("a") as log:
        log.write(word + "\\n")
def slow(place, *settings, **named):
    note(place, "begin")
    status = first(place, *settings, **named)
    note(place, "built")
    while Path(place.root, "wait").exists():
        time.sleep(0.05)
    note(place, "end")
    return status
build.build = slow
"""


def begun(site: Site) -> list[str]:
    """Return what the slow builds noted."""
    log = site.root / "builds.txt"
    return log.read_text("utf-8").split() if log.is_file() else []


@pytest.fixture
def slow(site: Site) -> Iterator[Preview]:
    """A preview whose builds note their beginning and end, and last while “wait” is there."""
    # What a build begins as is a copy of the preview, in which building is slow.
    preview = start(site, program=SLOW + PROGRAM)
    try:
        preview.wait(lambda: preview.builds() == 1)
        yield preview
    finally:
        preview.stop()


def test_saves_during_a_build_make_one_more(slow: Preview):
    """Builds never overlap; what is saved during one, however often, makes exactly one more."""
    site = slow.site
    (site.root / "wait").touch()
    site.write("articles/estomac.md", ARTICLE.replace("court", "un"))
    slow.wait(lambda: begun(site).count("built") == 2)
    for number in range(5):
        site.write("articles/estomac.md", ARTICLE.replace("court", f"numéro {number}"))
        time.sleep(0.1)
    (site.root / "wait").unlink()
    slow.wait(lambda: slow.builds() == 3)
    assert "Un texte numéro 4" in slow.get("estomac/")[1]
    # Long enough for a build too many to begin.
    time.sleep(1.5)

    assert begun(site) == ["begin", "built", "end"] * 3


def test_a_save_is_seen_before_its_build(slow: Preview):
    """It is shown as being checked while its build is under way, and then as what was built."""
    site = slow.site
    (site.root / "wait").touch()
    builds, tries = slow.builds(), 0

    def seen() -> bool:
        # The process that shows it may not have read the blog yet.
        nonlocal tries
        tries += 1
        site.write("articles/estomac.md", ARTICLE.replace("court", f"essai {tries}."))
        time.sleep(0.5)
        page = slow.get("estomac/")[1]
        return f"Un texte essai {tries}." in page and "Vérification en cours" in page

    slow.wait(seen)
    assert slow.builds() == builds
    site.write("articles/estomac.md", BROKEN)
    time.sleep(1)
    assert "[@inconnu]" not in slow.get("estomac/")[1]

    site.write("articles/estomac.md", ARTICLE.replace("court", "dernier"))
    (site.root / "wait").unlink()
    slow.wait(lambda: "Vérification en cours" not in slow.get("estomac/")[1])
    slow.shows("Un texte dernier")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_at_rest(anew: Preview, number: int):
    """At rest Ctrl-C and SIGTERM end it with status 0; the port is free at once, nobody is left."""
    assert anew.stop(number) == 0
    socket.create_server(("127.0.0.1", anew.port), reuse_port=False).close()
    assert at_work(anew.site.root) == []
    assert "Traceback" not in said(anew.site)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_while_building(previewed: Preview, number: int):
    """During a build too: the build is ended with it, and leaves neither process nor folder."""
    site = previewed.site
    before = (site.output / "estomac" / "index.html").read_bytes()
    for copy in range(100):
        site.write(f"articles/copie-{copy}.md", ARTICLE)
    previewed.wait(lambda: any((site.root / ".build" / "output").glob(".*/site")))
    status = previewed.stop(number)

    assert status == 0
    assert at_work(site.root) == []
    assert (site.output / "estomac" / "index.html").read_bytes() == before
    assert "Traceback" not in said(site)
    assert list((site.root / ".build" / "output").glob(".*")) == []


def test_a_taken_port_is_said_and_the_next_is_used(site: Site):
    """When the port is taken, it says so and where it is instead."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = start(site, port)
        try:
            preview.wait(lambda: "Votre blog" in said(site))
            found = re.search(r"Votre blog\s: http://127\.0\.0\.1:(\d+)/", said(site))
        finally:
            status = preview.stop()

    assert status == 0
    assert found
    assert port < int(found[1]) < port + 20
    assert f"Le port {port} est pris" in said(site)


def test_no_free_port(site: Site):
    """Without any port to be had it says so, and ends with status 1."""
    preview = start(site, 65536)

    assert preview.process.wait(60) == 1
    assert "n’est libre" in said(site)
    assert "Traceback" not in said(site)


def test_the_task_ends_as_the_preview_does(site: Site):
    """“python3 tasks.py preview” waits for the preview to put things away, and ends with its 0."""
    for name in ("tasks.py", "requirements.txt", "requirements-test.txt", ".venv"):
        (site.root / name).symlink_to(KIT / name)
    program = f"""\
import signal, sys
sys.path.insert(0, {str(site.root)!r})
import tasks
sys.exit(tasks.run([sys.executable, "-c", {PROGRAM!r}, *sys.argv[1:]]))
"""
    preview = start(site, program=program)
    try:
        preview.wait(lambda: preview.builds() == 1)
        status = preview.stop(signal.SIGTERM)
    finally:
        preview.process.terminate()

    assert status == 0
    assert at_work(site.root) == []
