"""Following the guide word for word works: its commands in their order, its article as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from commands.start.questions import QUESTIONS, WAY
from plugins.legal.core import OF_A_PRACTICE, REQUIRED, Field
from tests.support.in_process import run_task
from tests.support.replaying import Services, replaying, xml
from tests.support.sites import DEMO, KIT, Site, small

GUIDE = (KIT / "docs" / "guide-du-medecin.md").read_text("utf-8")
COMMANDS = [shlex.split(line)[2:] for line in re.findall(r"```console\n(.*)\n```", GUIDE)]
(ARTICLE,) = re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)
# The day after that of the article: 30 November 2026.
DAY = "1796000400"
ANSWERS = {
    "blog.language": "1",
    "blog.title": "Le carnet de Rezé",
    "blog.address": "https://perrin-reze.fr",
    "blog.country": "FR",
    "doctor.name": "Dr Camille Perrin",
    "doctor.rpps": "10001234567",
    "contact.mail": "cabinet@perrin-reze.fr",
    "contact.appointment": "https://rendez-vous.fr/perrin",
    "host.name": "1",
    "host.phone": "",
    "host.address": "",
    "practice.hours": "lundi au vendredi 8h30-12h",
    "publisher.phone": "01 00 00 00 00",
    # Where it goes, another test says.
    "publish.to": "-",
}


def answers(question: str) -> str:
    """Return what she types at a question of ``start``: a fact of hers, else any words."""
    return ANSWERS.get(question, "Comme il est dit")


class Hour:
    """What a doctor did with the guide before her, and what each command said."""

    def __init__(self, site: Site, services: Services) -> None:
        self.site = site
        self.services = services
        self.done: list[tuple[str, int, str]] = []

    def follow(self) -> None:
        """Do what the guide says, in its order; look at the preview in another test."""
        for words in COMMANDS:
            if words == ["preview"]:
                continue
            if words == ["rollback"]:
                # There is a former site once she has published twice.
                self._write(ARTICLE.replace("Un premier point", "Un autre point"))
                self.run("publish")
            # Her editor would outlive the test: it stays closed.
            shut = ["--no-editor"] if words == ["new"] else []
            self.run(*words, *shut, typed=self.typed(words[0]))
            if words == ["new"]:
                self._write(ARTICLE)

    def typed(self, command: str) -> str:
        """Return what she types at the questions of a command."""
        if command == "start":
            asked = [one.name for one in QUESTIONS if one.only_if != WAY]
            return "\n".join([*map(answers, asked), "oui", ""])
        return {"new": "Mal de dos\n\nmal de dos\n\n\n", "cite": "39626064\n\n"}.get(command, "")

    def run(self, *words: str, typed: str = "") -> None:
        """Run a command and keep its status and all that it said."""
        environment = os.environ | {"COLUMNS": "200", "SOURCE_DATE_EPOCH": DAY}
        environment |= self.services.environment
        status, out, said = run_task(words, self.site.root, environment, typed)
        self.done.append((" ".join(words), status, out + said))

    def _write(self, text: str) -> None:
        (draft,) = (self.site.content / "articles").glob("*.md")
        draft.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Hour:
    """A fresh clone, and a doctor who has the guide before her."""
    site = small(tmp_path_factory.mktemp("guide"))
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    shutil.copy(KIT / "tasks.py", site.root / "tasks.py")
    with replaying() as services:
        services.on("id=39626064&", xml("pubmed/39626064.xml"))
        found = Hour(site, services)
        found.follow()
    return found


def test_every_command_of_the_guide_works(hour: Hour):
    """None ends badly, and none is left out but the preview, which holds its window."""
    assert [words for words, _, _ in hour.done] == (
        ["start", "new --no-editor", "cite", "vet", "check", "publish", "publish", "rollback"]
    )
    assert [done for done in hour.done if done[1]] == []


def test_nothing_is_left_to_correct(hour: Hour):
    """What the guide says of each command is what it says itself."""
    said = {words: said for words, _, said in hour.done}

    assert "✗" not in said["check"]
    assert "[@chey2024]" in said["cite"]
    assert "mal de dos" in said["vet"].replace("\u00a0", " ")
    assert "faite le 30 novembre 2026" in said["rollback"]


def test_the_article_of_the_guide_is_on_the_site(hour: Hour):
    """Its points, its source and its card; and the site before that one, once it is back."""
    text = Path(hour.site.root, "public", "mal-de-dos", "index.html").read_text("utf-8")

    assert "Un premier point" in text.replace("\u00a0", " ")
    assert "ACG Clinical Guideline" in text
    assert 'href="tel:15"' in text


@pytest.mark.parametrize("field", [*REQUIRED, *OF_A_PRACTICE], ids=lambda one: one.name)
def test_start_asks_all_that_the_law_asks(field: Field):
    """Whoever answers every question of ``start`` can publish."""
    assert f"{field.part}.{field.name}" in {question.name for question in QUESTIONS}
