"""The demonstration becomes a doctor's blog: nothing lost, nothing of the fictional one left."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.cli.paths import Paths
from commands.start import start
from commands.start.questions import NAMES, QUESTIONS, Question, host_named, hosts
from commands.start.settings import values_of, with_answers
from plugins.legal.demonstration import traces
from plugins.shared.blog import load_blog, read_blog
from tests.support.in_process import pelican_here, run_here
from tests.support.sites import DEMO, KIT, Site, small

KEY = f"SHA256:{'a' * 43}"
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
    "contact.appointment": "https://rendez-vous.exemple.fr/perrin",
    "contact.kept": "un an",
    "blog.address": "https://perrin-reze.fr",
    "host.name": "OVH SAS",
    "publish.to": "sftp",
    "publish.host": "sftp.exemple.fr",
    "publish.user": "perrin",
    "publish.path": "www",
    "publish.port": "2222",
}
# What is typed where a number stands for it, or where it is proposed.
TYPED = {
    "host.name": "1",
    "publish.to": "",
    "blog.address": "perrin-reze.fr",
    "contact.appointment": "rendez-vous.exemple.fr/perrin?utm_source=bouton",
}


def lines(**changed: str) -> str:
    """Return what is typed to give these answers, in the order of the questions, and a yes."""
    answers = HERS | {name.replace("__", "."): value for name, value in changed.items()}
    typed = [
        TYPED.get(question.name, answers.get(question.name, ""))
        for question in QUESTIONS
        if worth_asking(question, answers)
    ]
    return "\n".join([*typed, "oui", ""])


def worth_asking(question: Question, answers: dict[str, str]) -> bool:
    """Tell whether a question is asked after these answers."""
    other = answers.get(question.only_if, "")
    return not question.only_if or (other in question.among if question.among else bool(other))


@pytest.fixture
def demo(site: Site) -> Site:
    """A fresh clone: the kit with the demonstration in it."""
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    return site


def run(site: Site, typed: str) -> tuple[int, str]:
    """Run the command with some answers; return the status, and what it said."""
    act = lambda: sys.exit(start(Paths(site.root)))  # noqa: E731
    with pelican_here():
        status, _, said = run_here(act, site.root, os.environ, typed=typed)
    return status, said


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, str]:
    """A blog begun with a slip and a step back, and what was said."""
    site = small(tmp_path_factory.mktemp("started"))
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    typed = lines().replace("10001234567", "123\n10001234567")
    typed = typed.replace("sftp.exemple.fr", "sftp exemple\nsftp.exemple.fr")
    typed = typed.replace("2222", "beaucoup\n99999\n2222")
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
    assert "un caractère qui n’y est pas possible" in started[1]
    assert "99999 n’est pas un port." in started[1]


def test_where_one_is_among_the_questions(started: tuple[Site, str]):
    """What the next ones are about stands above them, and the day that a host was read in words."""
    said = started[1]

    assert said.index("— Le cabinet —") < said.index("Le nom du cabinet")
    assert "Lu le 28 novembre 2026" in said


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
    assert "Vos textes sont prêts, mais publish" in said


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
    status, said = run(demo, "\nLe carnet de Rezé\nDr Camille Perrin\n")

    assert status == 1
    assert (demo.content / "blog.toml").read_bytes() == before
    assert not (demo.root / "content-demonstration").exists()
    rest = lines().partition("Dr Camille Perrin\n")[2]
    status, said = run(demo, f"\n\n\n{rest}")
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
    asked = sum(worth_asking(question, kept) for question in QUESTIONS)
    status, said = run(demo, f"{enter[:asked]}oui\n")
    assert status == 0, said
    test_file = demo.root / "content-demonstration/articles/sla.md"
    assert test_file.read_bytes() == (DEMO / "articles/sla.md").read_bytes()
    assert (demo.content / "pages/a-propos.md").is_file()


def test_a_second_run_changes_answers(demo: Site):
    """What blog.toml says is shown, and only what is typed changes; no text is touched."""
    run(demo, lines())
    demo.write("articles/dos.md", "---\ntitle: Dos\ndate: 2026-10-01\nstatus: draft\n---\nMot.\n")
    text = (demo.content / "blog.toml").read_text("utf-8")
    demo.write("blog.toml", text.replace("port = 2222", f'port = 2222\nhost_key = "{KEY}"'))
    before = load_blog(demo.content / "blog.toml")
    asked = lines().count("\n") - 1
    changed = "\nUn autre titre\n" + "\n" * (asked - 6) + "autre.exemple.fr" + "\n" * 4
    status, said = run(demo, f"{changed}oui\n")

    assert status == 0, said
    # The key was that of the other server.
    sent = load_blog(demo.content / "blog.toml").publish
    assert (sent.host, sent.host_key, before.publish.host_key) == ("autre.exemple.fr", "", KEY)
    after = load_blog(demo.content / "blog.toml")
    assert after.blog.title == "Un autre titre"
    assert (after.doctor, after.host, after.contact) == (before.doctor, before.host, before.contact)
    assert (demo.content / "articles/dos.md").is_file()


@pytest.mark.parametrize(
    ("typed", "known_as"),
    [
        ("OVH", "OVHcloud"), ("ovhclod", "OVHcloud"), ("OVH SAS", "OVHcloud"),
        ("free", "Free, pages perso"), ("o2switch SARL", "o2switch"), ("gitlab", "GitLab Pages"),
        ("Mon hébergeur", ""), ("git", ""), ("In", ""),
    ],
)  # fmt: skip
def test_a_host_is_known_by_what_it_is_called(typed: str, known_as: str):
    """A part of its name, or nearly its name, when it can be no other of the list."""
    place = host_named(typed)

    assert (hosts()[place]["known_as"] if place is not None else "") == known_as


def test_a_host_that_is_named_is_asked_no_more(demo: Site, monkeypatch: pytest.MonkeyPatch):
    """What was read of it is shown, and the questions on its address are answered."""
    monkeypatch.setitem(TYPED, "host.name", "OVH")
    status, said = run(demo, lines())

    assert status == 0, said
    assert "Lu le 28 novembre 2026" in said
    assert load_blog(demo.content / "blog.toml").host.address.startswith("2 rue Kellermann")


def test_no_article_is_wanted_before_a_name():
    """A French page writes « le Dr Perrin », or « Camille Perrin »: no page needs to choose."""
    for page in (KIT / "commands/start/pages/fr").glob("*.md"):
        assert not re.search(r"\b(?:de|que|à|par|pour|avec) \{name\}", page.read_text("utf-8"))


def test_hosts_have_a_source_for_each_fact():
    """What was read nowhere is not in the list; the day it was read is."""
    for host in hosts():
        facts = {key for key in ("name", "address", "phone", "to") if key in host}
        assert facts == set(host["sources"])  # type: ignore[call-overload]
        assert host["seen_on"]


def test_how_the_site_is_sent(started: tuple[Site, str]):
    """It is proposed by the host, and whole in blog.toml; the port is a number there."""
    site, said = started

    assert "[dans un dossier de l’hébergeur, par SFTP]" in said
    sent = 'to = "sftp"\nhost = "sftp.exemple.fr"\nuser = "perrin"\npath = "www"\nport = 2222\n'
    assert f"[publish]\n{sent}" in (site.content / "blog.toml").read_text("utf-8")


def test_a_server_of_which_she_does_not_know_all(demo: Site):
    """Nothing of it is written, for the blog would not build; it is said, and asked next time."""
    status, said = run(demo, lines(publish__user="", publish__port=""))

    assert status == 0, said
    assert "il manque\u00a0: votre nom d’utilisateur" in said
    assert load_blog(demo.content / "blog.toml").publish.to == "folder"

    typed = "\n" * (lines(publish__port="").count("\n") - 4)
    status, said = run(demo, f"{typed}perrin\n\n\noui\n")
    assert status == 0, said
    assert load_blog(demo.content / "blog.toml").publish.user == "perrin"
    assert not (demo.root / ".build/start.json").exists()


def test_in_english(demo: Site):
    """Who chooses English goes on in English, and the pages that every blog begins with are too."""
    status, said = run(demo, lines(blog__language="2", blog__country="GB"))

    assert status == 0, said
    assert "The town where you practise?" in said
    assert "La ville" not in said
    assert "Your texts are ready" in said
    pages = {page.name for page in (demo.content / "pages").glob("*.md")}
    assert (demo.root / "content-demonstration/pages/sources.md").is_file()
    assert pages == {"about.md", "communautes.en.md", "sources.en.md"}
    assert "[blog]\n" in (demo.content / "blog.toml").read_text("utf-8")
    built = demo.build()
    assert built.status == 0, built.said
    home = built.page("communities") + built.page("about") + built.page("legal-notice")
    assert "This is the blog of Dr Camille Perrin" in home
    assert 'lang="en"' in home
    assert 'lang="fr"' not in home


def test_pages_that_suit_any_blog_are_those_of_the_demonstration():
    """They stay where a blog is in their language; by that they are known where it is not."""
    for page in (KIT / "commands/start/pages").glob("*/sources*.md"):
        assert page.read_bytes() == (DEMO / "pages" / page.name).read_bytes()


def test_what_is_answered_takes_the_place_of_the_remark_that_shows_it():
    """No key and no table stands there twice; each is in its own table, whatever is uncommented."""
    given = {name: "mot" for name in NAMES if not name.startswith(("blog.", "publish."))}
    text = with_answers((DEMO / "blog.toml").read_text("utf-8"), given)

    assert not re.search(r"^# \[(publisher|host|practice)\]", text, re.MULTILINE)
    assert not re.search(r"^# (rpps|order|director|logs|fees|kept) =", text, re.MULTILINE)
    assert text.index("order =") < text.index("[publisher]") < text.index("director =")
    assert text.index("director =") < text.index("[host]") < text.index("[practice]")
    assert re.search(r"^kept = \"mot\" +# combien de temps", text, re.MULTILINE)


@pytest.mark.parametrize("table", ["publisher", "host", "practice"])
def test_what_start_left_as_remarks_may_be_taken_up(table: str):
    """Uncommented later, a table that was not answered holds what its lines say, no other."""
    text = with_answers((DEMO / "blog.toml").read_text("utf-8"), {"doctor.order": "Loire, 12"})
    block = re.search(rf"^# \[{table}\](?s:.*?)(?=\n#?\n)", text, re.MULTILINE)
    assert block
    bare = re.sub(r"^# (?=\[|\w+ =)", "", block[0], flags=re.MULTILINE)
    data = tomllib.loads(text.replace(block[0], bare))

    assert "address" in data[table]
    assert "order" not in data[table]
    assert data["doctor"]["order"] == "Loire, 12"


def test_a_table_that_is_emptied_is_a_remark_again():
    """What is taken out and answered once more stands where it stood."""
    given = {"publisher.phone": "02 40 00 00 00"}
    once = with_answers((DEMO / "blog.toml").read_text("utf-8"), given)
    emptied = with_answers(once, {"publisher.phone": ""})

    assert "\n# [publisher]\n" in emptied
    again = with_answers(emptied, given)
    assert again.index("[publisher]") < again.index('phone = "02') < again.index("# [practice]")


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
