"""The demonstration becomes a doctor's blog: nothing lost, nothing of the fictional one left."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.cli.paths import Paths
from commands.start import start
from commands.start.questions import NAMES, QUESTIONS, hosts
from commands.start.settings import values_of, with_answers
from plugins.legal.demonstration import traces
from plugins.shared.blog import load_blog, read_blog
from tests.support.in_process import run_here
from tests.support.sites import DEMO, Site, small

FILES = [path.relative_to(DEMO) for path in sorted(DEMO.rglob("*")) if path.is_file()]
HERS = {
    "blog.title": "Le carnet de Rezé",
    "doctor.name": "Dr Camille Perrin",
    "doctor.specialty": "médecin généraliste",
    "doctor.city": "Rezé",
    "doctor.rpps": "10001234567",
    "doctor.interests": "Aucun lien d’intérêt.",
    "doctor.funding": "Moi-même : ni publicité, ni subvention.",
    "contact.mail": "cabinet@perrin-reze.fr",
    "contact.kept": "un an",
    "blog.address": "https://perrin-reze.fr",
    "host.name": "OVH SAS",
}
HOST = "1"


def lines(**changed: str) -> str:
    """Return what is typed to give these answers, in the order of the questions, and a yes."""
    answers = HERS | {name.replace("__", "."): value for name, value in changed.items()}
    typed = []
    for question in QUESTIONS:
        if question.only_if and not answers.get(question.only_if):
            continue
        given_ = answers.get(question.name, "")
        typed.append(HOST if question.name == "host.name" else given_)
    return "\n".join([*typed, "oui", ""])


@pytest.fixture
def demo(site: Site) -> Site:
    """A fresh clone: the kit with the demonstration in it."""
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    return site


def run(site: Site, typed: str) -> tuple[int, str]:
    """Run the command with some answers; return the status, and what it said."""
    act = lambda: sys.exit(start(Paths(site.root)))  # noqa: E731
    status, _, said = run_here(act, site.root, os.environ, typed=typed)
    return status, said


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, str]:
    """A blog begun with a slip and a step back, and what was said."""
    site = small(tmp_path_factory.mktemp("started"))
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    typed = lines().replace("10001234567", "123\n10001234567")
    typed = typed.replace(
        "médecin généraliste\n", "retour\nDr Camille Perrin\nmédecin généraliste\n"
    )
    status, said = run(site, typed.replace("Dr Camille Perrin\n", "Dr C. Perrin\n", 1))
    assert status == 0, said
    return site, said


def test_the_blog_is_hers(started: tuple[Site, str]):
    """Her facts are in blog.toml, its remarks are kept, and publish finds no trace to name."""
    site, _ = started
    text = (site.content / "blog.toml").read_text("utf-8")
    assert values_of(text, NAMES).items() >= HERS.items()
    assert "# RCS, ville et numéro" in text
    blog = load_blog(site.content / "blog.toml")
    assert not blog.blog.fictional
    assert blog.blog.as_of is None
    assert blog.host.address == "2 rue Kellermann, 59100 Roubaix, France"
    assert list(traces(blog, site.content)) == []
    assert "Dr Camille Perrin" in (site.content / "pages/a-propos.md").read_text("utf-8")


def test_an_answer_that_cannot_be_used_is_asked_again(started: tuple[Site, str]):
    """It says why at once, in the words of blog.toml's own check."""
    assert "n’est pas un numéro RPPS" in started[1]


def test_a_belgian_doctor(demo: Site):
    """The numbers to call are those of her country."""
    status, said = run(demo, lines(blog__country="BE"))

    assert status == 0, said
    assert load_blog(demo.content / "blog.toml").blog.country == "BE"


def test_it_ends_on_what_is_left(started: tuple[Site, str]):
    """The check that follows finds nothing wrong, and says what the law still asks."""
    _, said = started
    assert "✗" not in said
    assert "host.logs" in said
    assert "Vos textes peuvent être publiés" in said


def test_nothing_of_the_demonstration_is_lost(started: tuple[Site, str]):
    """Every file is beside the blog, as it was delivered."""
    for file in FILES:
        aside = started[0].root / "content-demonstration" / file
        assert aside.read_bytes() == (DEMO / file).read_bytes()


def test_what_she_wrote_already_stays(demo: Site):
    """An article of hers among the demonstration's, and the sources that it may cite."""
    mine = "---\ntitle: Le dos\ndate: 2026-10-01\nstatus: draft\n---\nUn mot [@chey2024].\n"
    path = demo.write("articles/dos.md", mine)
    run(demo, lines())

    assert path.read_text("utf-8") == mine
    assert (demo.content / "sources/sources.json").is_file()
    assert [one.name for one in (demo.content / "articles").iterdir()] == ["dos.md"]


def test_interrupted_and_taken_up_again(demo: Site):
    """Nothing is written before the yes; the answers are kept, and Enter goes through them."""
    before = (demo.content / "blog.toml").read_bytes()
    status, said = run(demo, "Le carnet de Rezé\nDr Camille Perrin\n")

    assert status == 1
    assert (demo.content / "blog.toml").read_bytes() == before
    assert not (demo.root / "content-demonstration").exists()
    rest = lines().partition("Dr Camille Perrin\n")[2]
    status, said = run(demo, f"\n\n{rest}")
    assert status == 0, said
    assert load_blog(demo.content / "blog.toml").blog.title == "Le carnet de Rezé"


def test_killed_while_it_wrote(demo: Site, monkeypatch: pytest.MonkeyPatch):
    """Until the last file the blog is the demonstration: a second run does the whole again."""

    def killed(content: Path, values: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("commands.start.write_pages", killed)
        with pytest.raises(KeyboardInterrupt):
            run(demo, lines())
    assert load_blog(demo.content / "blog.toml").blog.fictional

    enter = "\n" * len(QUESTIONS)
    kept = json.loads((demo.root / ".build/start.json").read_text("utf-8"))
    asked = sum(not q.only_if or bool(kept.get(q.only_if)) for q in QUESTIONS)
    status, said = run(demo, f"{enter[:asked]}oui\n")
    assert status == 0, said
    test_file = demo.root / "content-demonstration/articles/sla.md"
    assert test_file.read_bytes() == (DEMO / "articles/sla.md").read_bytes()
    assert (demo.content / "pages/a-propos.md").is_file()


def test_a_second_run_changes_answers(demo: Site):
    """What blog.toml says is shown, and only what is typed changes; no text is touched."""
    run(demo, lines())
    demo.write("articles/dos.md", "---\ntitle: Dos\ndate: 2026-10-01\nstatus: draft\n---\nMot.\n")
    before = load_blog(demo.content / "blog.toml")
    asked = lines().count("\n") - 1
    status, said = run(demo, "Un autre titre\n" + "\n" * (asked - 1) + "oui\n")

    assert status == 0, said
    after = load_blog(demo.content / "blog.toml")
    assert after.blog.title == "Un autre titre"
    assert (after.doctor, after.host, after.contact) == (before.doctor, before.host, before.contact)
    assert (demo.content / "articles/dos.md").is_file()


def test_hosts_have_a_source_for_each_fact():
    """What was read nowhere is not in the list; the day it was read is."""
    for host in hosts():
        facts = {key for key in ("name", "address", "phone") if key in host}
        assert facts == set(host["sources"])  # type: ignore[call-overload]
        assert host["seen_on"]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(st.characters(codec="utf-8"), max_size=30)))
def test_any_answer_is_written_as_it_is(answers: dict[str, str]):
    """Whatever is typed, blog.toml can be read, and says it; nothing else changes."""
    text = (DEMO / "blog.toml").read_text("utf-8")
    new = with_answers(text, answers)

    assert values_of(new, list(answers)) == {name: said for name, said in answers.items() if said}
    rest = [name for name in NAMES if name not in answers]
    assert values_of(new, rest) == values_of(text, rest)
    assert tomllib.loads(new)["review"] == tomllib.loads(text)["review"]
    assert read_blog(text)[1] == []
