"""The first hour of a doctor, in a terminal: from a fresh download to the pages on her host.

Every command is the one she types, in a process of its own, and every answer goes through a
keyboard. By hand she writes her article, and puts a photograph into a folder; nothing else.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from commands.start.questions import HOST, QUESTIONS
from plugins.communities.criteria import NAMES
from plugins.legal.demonstration import traces
from plugins.shared.blog import load_blog
from tests.support.photographs import photograph, written
from tests.support.safe_server import serving_safely, signed
from tests.support.sftp_server import Host, me, openssh
from tests.support.sites import KIT
from tests.support.terminal import end, in_a_terminal, read_all, read_until, type_keys
from tests.support.visiting import under, visiting

# What a download holds that a doctor's commands use.
KIT_FILES = ("tasks.py", "pelicanconf.py", "publishconf.py", "pyproject.toml", "requirements.txt")
KIT_FOLDERS = ("plugins", "audit", "commands", "theme", "content", "docs")
PYTHON = Path(sys.executable).resolve()
# 30 November 2026: every build of the hour has its day.
DAY = "1796000400"
ARTICLE = """\
## L’essentiel

- La SLA touche les nerfs qui commandent les muscles.
- Une équipe entière vous suit [1].

## Qui vous aide ?

Des médecins et d’autres soignants se réunissent autour de vous [1].

![Une table ronde et six chaises]({static}/images/equipe.jpg)

### Urgence

- vous avez du mal à respirer ;
- vous avez une douleur dans la poitrine.

## Sources

1. Medicom Conference Report. *EAN guidelines on the management of ALS*. 2023. \
https://conferences.medicom-publishers.com/specialisation/neurology/ean-2023/ean-guidelines-on-the-management-of-als-2/
"""
FACTS = {
    "blog.title": "Le carnet de Rezé",
    "doctor.name": "Dr Camille Perrin",
    "doctor.specialty": "médecin généraliste",
    "doctor.city": "Rezé",
    "doctor.qualification": "docteur en médecine, France",
    "doctor.rpps": "10001234567",
    "doctor.order": "Loire-Atlantique, 12345",
    "doctor.interests": "Aucun lien d’intérêt.",
    "doctor.funding": "Moi-même : ni publicité, ni subvention.",
    "publisher.address": "3 rue des Tilleuls, 44400 Rezé",
    "publisher.phone": "02 00 00 00 00",
    "publisher.director": "Dr Camille Perrin",
    "contact.mail": "cabinet@perrin-reze.fr",
    "contact.kept": "un an",
    HOST: "1",
    "host.logs": "les adresses IP, douze mois",
    "host.transfers": "aucun",
    "publish.host": "127.0.0.1",
    "publish.user": me(),
}
VETTED = {"operator": "", "data_sale": "non", "moderation": "?", "funding": "cotisations"}
VETTED |= {"registration": "rien à remplir", "ties": "aucun"}
ABOUT_IT = ["2026-11-20", "https://www.arsla.org", "1", "Une ligne d’écoute.", ""]


@dataclass
class Window:
    """A terminal window, open in the folder that she downloaded."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *words: str) -> Command:
        """Type a command: ``python3 tasks.py start``."""
        line = [str(PYTHON), "tasks.py", *words]
        return Command(*in_a_terminal(line, dict(self.environment), self.folder))


@dataclass
class Command:
    """A command that was typed, and what may be typed at it."""

    process: int
    keyboard: int
    said: str = ""

    def answer(self, question: str, words: str) -> None:
        """Wait for a question, and answer it."""
        self.said += read_until(self.keyboard, question)
        type_keys(self.keyboard, f"{words}\n")

    def to_its_end(self) -> str:
        """Wait for the end of the command; return all that it said."""
        self.said += read_all(self.keyboard)
        assert end(self.process) == 0, self.said
        os.close(self.keyboard)
        return self.said


def downloaded(folder: Path, home: Path) -> Window:
    """Unpack the kit as it is downloaded, with its packages installed: tests have no network."""
    folder.mkdir()
    for name in KIT_FOLDERS:
        # With what Python compiled of it: that it compiles is known.
        shutil.copytree(KIT / name, folder / name)
    for name in KIT_FILES:
        shutil.copy(KIT / name, folder)
    own = folder / ".venv"
    (own / "bin").mkdir(parents=True)
    (own / "bin" / "python").symlink_to(PYTHON)
    for name in ("pyvenv.cfg", "lib"):
        (own / name).symlink_to(Path(sys.prefix, name))
    (own / "installed").mkdir()
    lock = hashlib.sha256((folder / "requirements.txt").read_bytes()).hexdigest() + sys.version
    (own / "installed" / "requirements.txt").write_text(lock, "utf-8")
    # What opens her editor and her browser writes down what it was given.
    programs = home / "bin"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" >> {home}/opened\n', "utf-8")
    opener.chmod(0o755)
    environment = {
        "HOME": str(home),
        "PATH": f"{programs}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "COLUMNS": "100",
        "BROWSER": f"{opener} %s &",
        "SOURCE_DATE_EPOCH": DAY,
    }
    return Window(folder, environment)


def fetched(server: Host, home: Path) -> dict[str, bytes]:
    """Return the files in the folder of the site there, read over SFTP by OpenSSH's own client."""
    words = ["sftp", "-q", "-r", "-P", str(server.port), "-i", home / ".ssh" / "id_ed25519"]
    words += ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
    words += [f"{me()}@127.0.0.1:{server.folder}/www", home / "read"]
    subprocess.run(words, check=True, capture_output=True)
    return tree(home / "read")


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@dataclass
class Hour:
    """The hour of a doctor whose site is on a server, at an address."""

    window: Window
    server: Host
    base: str

    def start(self) -> None:
        """Answer the questions that make the blog hers."""
        sent = {"publish.path": f"{self.server.folder}/www", "publish.port": str(self.server.port)}
        answers = FACTS | sent | {"blog.address": self.base}
        command = self.window.run("start")
        for number, question in enumerate(QUESTIONS, start=1):
            if question.name.startswith("practice.") and question.only_if:
                continue
            command.answer(f"{number}/{len(QUESTIONS)} ", answers.get(question.name, ""))
        command.answer("Écrire cela", "oui")
        said = command.to_its_end()
        assert "✗" not in said

    def write(self) -> None:
        """Begin an article, then write its text and take out the line that keeps it a draft."""
        command = self.window.run("new")
        command.answer("Le titre", "SLA : qui vous aide ?")
        command.answer("Pour qui", "")
        command.answer("De quelles maladies", "sclérose latérale amyotrophique")
        command.answer("quelle langue", "")
        command.answer("Dans quelle rubrique", "Cerveau et nerfs")
        command.to_its_end()
        content = self.window.folder / "content"
        (draft,) = (content / "articles").glob("*.md")
        header = draft.read_text("utf-8").replace("status: draft\n", "").split("---\n")[1]
        draft.write_text(f"---\n{header}---\n{ARTICLE}", "utf-8")
        (content / "images" / "equipe.jpg").write_bytes(written(photograph(1200, 800), "JPEG"))

    def vet(self) -> None:
        """Vet the community that ``vet`` proposes for the article."""
        assert "arsla" in self.window.run("vet").to_its_end()
        command = self.window.run("vet", "arsla")
        answers = [*(VETTED.get(name, "oui") for name in NAMES), *ABOUT_IT]
        for number, words in enumerate(answers, start=1):
            command.answer(f"\n{number}/{len(answers)} ", words)
        command.answer("L’écrire", "oui")
        command.to_its_end()

    def publish(self) -> str:
        """Check, then send the site, and return what was said of that."""
        assert "✗" not in self.window.run("check").to_its_end()
        command = self.window.run("publish")
        command.answer(self.server.fingerprint, "oui")
        return command.to_its_end()


@pytest.mark.long
@pytest.mark.parametrize("path", ["", "/carnet"])
def test_the_first_hour(tmp_path: Path, browser: Browser, path: str):
    """From the download to the site on her host, at its address, whole and hers."""
    home, there = tmp_path / "home", tmp_path / "there"
    home.mkdir()
    there.mkdir()
    window = downloaded(tmp_path / "serment", home)
    certificate = signed(tmp_path / "certificate")
    with (
        openssh(there, home) as server,
        serving_safely(there / "www", certificate, under(path)) as origin,
    ):
        # Only the tests trust this certificate, and let a command ask a machine of their own.
        window.environment = {
            **window.environment,
            "SSL_CERT_FILE": str(certificate),
            "SERMENT_DOI": origin,
        }
        hour = Hour(window, server, f"{origin}{path}")
        hour.start()
        hour.write()
        hour.vet()
        said = hour.publish()

        assert f"Il est en ligne à {hour.base}." in said
        public = tree(window.folder / "public")
        sent = fetched(server, home)
        assert {name: sent.get(name) for name in public} == public
        opened = (home / "opened").read_text("utf-8").splitlines()
        article = window.folder / "content" / "articles" / "sla-qui-vous-aide.md"
        assert opened == [str(article), "https://www.arsla.org"]
        blog = load_blog(window.folder / "content" / "blog.toml")
        assert list(traces(blog, window.folder / "content")) == []
        with visiting(browser, hour.base) as visit:
            seen, wanted = visit.walk()
            page = visit.context.new_page()
            page.goto(f"{hour.base}/sla-qui-vous-aide/")
            assert page.locator("a[href='tel:15']").count()
            assert page.locator(".sources a[href*=medicom]").count()
            assert page.locator(".communities a[href='https://www.arsla.org']").count()
            assert page.locator("main img").evaluate("one => one.naturalWidth") > 1
        assert f"{hour.base}/communautes/arsla/" in seen
        assert any(re.search(r"\.(avif|webp|jpg)$", one) for one in wanted)
