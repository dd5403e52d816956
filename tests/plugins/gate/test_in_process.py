"""The half of the gate that is inside the build, seen from inside: Pelican runs in this process."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins.gate.plugin import BuildStopped, listen
from tests.support.in_process import nothing_left
from tests.support.pictures import PNG
from tests.support.sites import ARTICLE, KIT, Site

HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"
Message = list[dict[str, Any]]
Run = Callable[..., tuple[bool, Message]]


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> Iterator[None]:
    """Take away what Pelican leaves in this process."""
    with nothing_left(tmp_path):
        yield


@pytest.fixture
def run(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Build the site; return whether it passed, and what the gate told."""

    def build(**changed: object) -> tuple[bool, Message]:
        problems = tmp_path / "problems.json"
        monkeypatch.setenv("SERMENT_PROBLEMS", str(problems))
        settings = read_settings(str(KIT / "publishconf.py"))
        settings |= {"PATH": str(site.content), "OUTPUT_PATH": str(site.output), **changed}
        code = 0
        try:
            Pelican(settings).run()
        except BuildStopped as stopped:
            code = stopped.code
        return code != 1, json.loads(problems.read_text("utf-8"))

    return build


def whats(messages: Message) -> list[tuple[str, int, str]]:
    """Return the file, the line and the first words of each problem."""
    return [(one["file"], one["line"], one["what"][:30]) for one in messages]


def test_a_good_site_passes_and_says_so(site: Site, run: Run):
    """The statement of the gate names the day; nothing stops."""
    passed, messages = run()

    assert passed
    assert [one for one in messages if one["level"] == "error"] == []
    statement = json.loads((site.output / "build.json").read_text("utf-8"))
    assert (statement["day"], statement["gate"]) == ("2026-11-22", "passed")
    assert statement["declared"]["directory"]["communautes/criteres/index.html"] == "criteria"


def test_everything_is_told_at_once(site: Site, run: Run):
    """What the preflight, the reader and the gate find is told together, nothing is written."""
    site.write("articles/a.md", f"{HEADER}Texte [@chey2024]\u202e [b](absent.md)\n")
    site.write("articles/b.txt", "")
    site.write("oubli.md", "")
    site.write("articles/estomac.fr.md", ARTICLE)
    passed, messages = run()

    assert not passed
    assert not site.output.exists()
    assert whats(messages) == [
        ("articles/a.md", 6, "un caractère que personne ne v"),
        ("articles/a.md", 6, "«\u00a0absent.md\u00a0» ne mène nulle pa"),
        ("articles/b.txt", 0, "le nom de ce texte ne finit pa"),
        ("articles/estomac.md", 0, "cette page aurait la même adre"),
        ("articles/estomac.md", 2, "articles/estomac.fr.md a le mê"),
        ("oubli.md", 0, "ce fichier n’a pas été lu\u00a0: il"),
    ]


def test_a_danger_stops_before_reading(site: Site, run: Run):
    """With a link in the folder nothing is read: only what the preflight found is told."""
    (site.content / "articles" / "lien.md").symlink_to("estomac.md")
    site.write("articles/faux.md", "rien")
    passed, messages = run()

    assert not passed
    assert whats(messages) == [("articles/lien.md", 0, "ce n’est qu’un lien vers un fi")]


@pytest.mark.parametrize(
    ("name", "page"),
    [("theme.md", "theme"), ("feeds.md", "feeds"), ("images.md", "images"), ("page.md", "page"),
     ("rubrique.md", "rubrique"), ("mot-cle.md", "mot-cle"), ("drafts.md", "drafts")],
)  # fmt: skip
def test_the_blog_keeps_its_own_addresses(site: Site, run: Run, name: str, page: str):
    """An article cannot stand where the blog's own files are."""
    site.write(f"articles/{name}", f"{HEADER}Texte [@chey2024].\n")
    passed, messages = run()

    assert not passed
    assert whats(messages) == [
        (f"articles/{name}", 0, f"l’adresse {page}/ est réservée au bl"[:30])
    ]


def test_a_draft_stands_among_the_drafts(site: Site, run: Run):
    """On the doctor's machine a draft has its page, and is in nobody's way."""
    header = HEADER.replace("title", "status: draft\ntitle")
    site.write("articles/essai.md", f"{header}Texte [@chey2024].\n")
    passed, messages = run(DRAFT_SAVE_AS="drafts/{slug}/index.html")

    assert passed, messages
    assert (site.output / "drafts" / "essai" / "index.html").is_file()


def test_a_draft_page_stands_among_the_drafts(site: Site, run: Run):
    """Wherever it will stand once published; online it has no page."""
    page = "---\ntitle: A\nstatus: draft\nsave_as: en/index.html\nurl: en/\n---\nTexte.\n"
    site.write("pages/tarifs.md", page)
    passed, messages = run(DRAFT_PAGE_SAVE_AS="drafts/{slug}/index.html")

    assert passed, messages
    assert (site.output / "drafts" / "tarifs" / "index.html").is_file()
    assert not (site.output / "en").exists()


@pytest.mark.parametrize("name", ["index", "articles"])
def test_the_lists_keep_their_addresses(site: Site, run: Run, name: str):
    """The home page and the list of articles are nobody else's."""
    page = f"---\ntitle: A\nslug: a\nsave_as: {name}/index.html\nurl: {name}/\n---\nTexte.\n"
    site.write("pages/a.md", page)
    passed, _ = run(INDEX_SAVE_AS="index/index.html")

    assert not passed


@pytest.mark.parametrize(
    ("written", "passes"),
    [
        ("[a]({filename}estomac.md)", True),
        ("[a]({filename}/articles/estomac.md)", True),
        ("[a]({filename}../articles/estomac.md)", True),
        ("[a]({static}/images/genou.png)", True),
        ("[a]({static}../images/genou.png)", True),
        ("[a]({attach}/images/genou.png)", True),
        ("[a]({category}Divers)", True),
        ("[a]({tag}dos)", True),
        ("[a]({index})", True),
        ("[a]({filename}/articles/mal%20de%20dos.md)", True),
        ("[a]({category}Absente)", False),
        ("[a]({tag}Absent)", False),
        ("[a]({author}Jeanne)", False),
        ("[a]({static}/blog.toml)", False),
        ("[a]({static}/communities/vetting.toml)", False),
        ("[a]({attach}../../testconf.py)", False),
        ("[a]({attach}/images/../sources/sources.json)", False),
        ("[a]({static}/images)", False),
        ("[a]({filename}/images/genou.png)", False),
        ("[a]({filename}/articles/absent.md)", False),
    ],
)
def test_what_a_link_may_lead_to(site: Site, run: Run, written: str, passes: bool):
    """Articles, files of the images, lists that exist; never another file of the folder."""
    site.write("images/genou.png", PNG)
    header = HEADER.replace("title", "tags: dos\ntitle")
    site.write("articles/mal de dos.md", f"{header}Texte [@chey2024]. {written}\n")
    for word in ("Lever", "Porter"):
        # Of fewer than three articles, a key word has no page.
        other = header.replace("Lien", word)
        site.write(f"articles/{word}.md", f"{other}Texte [@chey2024].\n")
    passed, messages = run()

    assert passed is passes, messages
    assert [one["line"] for one in messages if one["level"] == "error"] == [7] * (not passes), (
        messages
    )


def test_the_links_of_a_summary_are_followed(site: Site, run: Run):
    """A summary is no way around."""
    header = HEADER.replace("title", 'summary: "[a](absent.md)"\ntitle')
    site.write("articles/a.md", f"{header}Texte [@chey2024].\n")
    passed, messages = run()

    assert not passed
    assert ("articles/a.md", 2, "«\u00a0absent.md\u00a0» ne mène nulle part"[:30]) in whats(
        messages
    )


def test_notes_and_places_of_a_page_are_found(site: Site, run: Run):
    """A note and a link to a heading, in the first paragraph, lead somewhere."""
    text = "mot[^1] et [là](#bien-dormir) [@chey2024]\n\n## 🙂 Bien dormir\n\n[^1]: La note\n"
    site.write("articles/a.md", f"{HEADER}{text}")
    passed, messages = run()

    assert passed, messages
    page = (site.output / "a" / "index.html").read_text("utf-8")
    assert 'href="#fn:1"' in page
    home = (site.output / "index.html").read_text("utf-8")
    assert "mot et là" in home


def test_pages_are_looked_at_too(site: Site, run: Run):
    """Pages, hidden ones and drafts have their links followed."""
    site.write("pages/p.md", "---\ntitle: P\n---\n[a](absent.md)\n")
    site.write("pages/q.md", "---\ntitle: Q\nstatus: hidden\n---\n[a](absent.md)\n")
    site.write("pages/r.md", "---\ntitle: R\nstatus: draft\n---\n[a](absent.md)\n")
    _, messages = run()

    assert [(one["file"], one["level"]) for one in messages] == [
        ("pages/p.md", "error"),
        ("pages/q.md", "error"),
        ("pages/r.md", "warning"),
    ]


def test_a_complaint_after_the_gate_closes_it_again(site: Site, run: Run):
    """What a plugin complains of when all is done takes the statement away."""

    def complain(*_: object) -> None:
        logging.getLogger("plugin").error("too late")

    signals.finalized.connect(complain)
    try:
        run()
    finally:
        signals.finalized.disconnect(complain)

    assert not (site.output / "build.json").exists()


def test_a_complaint_while_writing_stops_the_build(site: Site, run: Run):
    """What Pelican says after the gate opened counts as much; the site has not passed."""

    def complain(*_: object, **__: object) -> None:
        logging.getLogger("pelican.writers").warning("a strange thing: %s", "x")

    signals.content_written.connect(complain)
    try:
        passed, messages = run()
    finally:
        signals.content_written.disconnect(complain)

    assert not passed
    assert whats(messages) == [("Pelican", 0, "Pelican, qui construit le site")]
    assert not (site.output / "build.json").exists()


def test_a_file_that_breaks_pelican_is_named(site: Site, run: Run):
    """An article on which a plugin breaks is told by its name."""

    def break_on(content: Any) -> None:
        if "estomac" in str(content.source_path):
            raise KeyError("x")

    signals.content_object_init.connect(break_on)
    try:
        passed, messages = run()
    finally:
        signals.content_object_init.disconnect(break_on)

    assert not passed
    assert ("articles/estomac.md", 0, "Pelican, qui construit le site") in whats(messages)


def test_quiet_does_not_make_the_gate_deaf(site: Site, run: Run):
    """With Pelican told to be quiet, its complaints are heard all the same."""
    logging.getLogger().setLevel(logging.CRITICAL)

    def complain(*_: object, **__: object) -> None:
        logging.getLogger("pelican.writers").warning("another strange thing")

    signals.content_written.connect(complain)
    try:
        passed, _ = run()
    finally:
        signals.content_written.disconnect(complain)

    assert not passed


def test_the_kit_is_looked_at(run: Run):
    """A plugin that is missing is told of the settings' file."""
    settings = read_settings(str(KIT / "publishconf.py"))
    left = [plugin for plugin in settings["PLUGINS"] if "linked_data" not in plugin.__name__]
    passed, messages = run(PLUGINS=left)

    assert not passed
    assert messages[-1]["file"] == "pelicanconf.py"
    assert "plugins.linked_data" in messages[-1]["what"]


def test_listening_twice_is_listening_once():
    """One pair of ears, however many settings files ask for it."""
    before = len(logging.getLogger().handlers)
    listen()
    listen()

    assert len(logging.getLogger().handlers) == before + 1


def test_without_a_file_the_doctor_is_told_on_the_console(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    """A bare pelican stops with the words themselves."""
    site.write("oubli.md", "")
    monkeypatch.delenv("SERMENT_PROBLEMS", raising=False)
    settings = read_settings(str(KIT / "publishconf.py"))
    settings |= {"PATH": str(site.content), "OUTPUT_PATH": str(site.output)}
    with pytest.raises(BuildStopped) as stopped:
        Pelican(settings).run()

    assert str(stopped.value).startswith("oubli.md\n  ✗ ")
    assert str(stopped.value).endswith("Le site n’a pas changé.")
