"""The documents say what the code does, all of it."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path

import pytest
from invoke import Collection

import plugins
import tasks
from commands.start.questions import hosts
from plugins.disclaimer.core import VARIANTS
from plugins.gate.steps import STEPS as PIPELINE
from plugins.legal.core import OF_A_COMPANY, OF_A_PRACTICE, READ_ON, REQUIRED
from plugins.reader.core import ARTICLE_FIELDS
from plugins.shared.blog import read_blog
from plugins.shared.blog.destination import TARGETS
from plugins.shared.fields import ARTICLE, FIELDS, table
from plugins.shared.i18n import LANGUAGES, long_date
from tests.support.sites import BLOG, KIT, STEPS

README = (KIT / "README.md").read_text("utf-8")
REQUIREMENTS = (KIT / "docs" / "requirements.md").read_text("utf-8")
ONLINE = (KIT / "docs" / "mettre-en-ligne.md").read_text("utf-8")
GUIDE = (KIT / "docs" / "guide-du-medecin.md").read_text("utf-8")
PUBLISHING = (KIT / "docs" / "publier.md").read_text("utf-8")
WRITING = (KIT / "docs" / "ecrire-un-article.md").read_text("utf-8")
# Each of the guide's last table, and the guide.
IN_FRENCH = [
    KIT / "docs" / f"{name}.md"
    for name in ["guide-du-medecin", *re.findall(r"^\| \[.*\]\((.+)\.md\)", GUIDE, re.MULTILINE)]
]
LAW = {name: (KIT / "docs" / name).read_text("utf-8") for name in ("la-loi.md", "legal.md")}


@pytest.mark.parametrize("text", [README, WRITING], ids=["README", "writing"])
@pytest.mark.parametrize("name", ARTICLE_FIELDS)
def test_every_field_is_documented(text: str, name: str):
    """A field a doctor can write is in the README and in what the guide leads to."""
    assert f"`{name}`" in text


@pytest.mark.parametrize("name", [*VARIANTS, *FIELDS["kind"].choices, *FIELDS["status"].choices])
def test_every_value_is_documented(name: str):
    """A value a doctor can choose is in what the guide leads to."""
    assert name in WRITING or name in ("medical", "published")


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_drawn(name: str):
    """The life of an article names each plugin, in the order of PLUGINS."""
    assert re.search(rf"^{name}\s", README, re.MULTILINE)


@pytest.mark.parametrize("lines", re.findall(r"```toml\n(.*?)```", ONLINE, re.DOTALL))
def test_what_is_copied_from_the_guide_of_going_online(lines: str):
    """Each excerpt is read as it is."""
    blog, problems = read_blog(f"{BLOG}\n{textwrap.dedent(lines)}")

    assert problems == []
    assert blog
    assert f'`to = "{blog.publish.to}"`' in ONLINE


def test_every_target_is_in_the_guide_of_going_online():
    """So is what the messages begin with, as they are said; the targets are in both pages."""
    for target in TARGETS:
        assert f'`to = "{target}"`' in ONLINE
        assert f'`to = "{target}"`' in PUBLISHING
    said = (KIT / "plugins" / "shared" / "i18n" / "fr.po").read_text("utf-8")
    for words in re.findall(r"« … (.+?)(?: …)? »", ONLINE):
        assert re.search(rf'^msgstr "\{{\w+\}} {re.escape(words)}', said, re.MULTILINE), words


def test_every_host_that_start_knows_is_compared():
    """Each has its row, with what to write for it; its days of reading are those of the data."""
    page = (KIT / "docs" / "choisir-un-hebergeur.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w ,]+?) \| (?:oui|non)\b(.*)", page, re.MULTILINE))

    assert set(rows) == {host["known_as"] for host in hosts()}
    for row in rows.values():
        assert set(re.findall(r'`to = "(\w+)"`', row)) <= set(TARGETS)
    for host in hosts():
        assert f"lu le {long_date(host['seen_on'], 'fr')}" in page
    (address,) = re.findall(r'^   address = "(.+)"$', page, re.MULTILINE)
    assert read_blog(BLOG.replace("https://carnet.example", address))[1] == []


@pytest.mark.parametrize("name", LAW)
def test_what_the_law_asks_is_documented(name: str):
    """Both documents name every field that a publication needs, and the day of the reading."""
    for field in (*REQUIRED, *OF_A_PRACTICE, *OF_A_COMPANY):
        named = rf"^\| .*`(?:{field.part}\.)?{field.name}`.* \|.*\|"
        assert re.search(named, LAW[name], re.MULTILINE), field
    assert f"**{READ_ON.day} {'novembre' if name == 'la-loi.md' else 'November'}" in LAW[name]


def test_every_command_is_documented():
    """Each command that Invoke finds in tasks.py has its row in the README."""
    table = README.partition("| command | what it does |\n")[2].partition("\n\n")[0]
    rows = {
        name
        for cell in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", table, re.MULTILINE)
        for name in re.findall(r"\w+", cell)
    }

    assert rows == set(Collection.from_module(tasks).task_names)


def test_both_drawings_of_an_article_s_life_are_the_same():
    """That of the README is that of plugins/__init__.py, line by line."""
    (drawn,) = re.findall(r"^```\n(content/articles/.*?)```", README, re.MULTILINE | re.DOTALL)
    own = textwrap.dedent(str(plugins.__doc__).partition("::\n")[2].partition("A step is")[0])

    assert drawn.strip() == own.strip()


def named_in(file: Path) -> set[str]:
    """Return the names of the tests of a file."""
    return {node.name for node in ast.parse(file.read_text("utf-8")).body if is_test(node)}


def is_test(node: ast.stmt) -> bool:
    """Tell whether a statement is a test."""
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def test_every_test_that_a_requirement_names_exists():
    """A requirement is proven by tests that are there; each requirement has its line."""
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", REQUIREMENTS)
    lines = re.findall(r"^\| ([A-Z]\d) \| [MSX]", REQUIREMENTS, re.MULTILINE)

    assert len(named) > 100
    assert not [(file, name) for file, name in named if name not in named_in(KIT / "tests" / file)]
    assert sorted(lines) == sorted(
        "D1 D2 D3 D4 R1 R2 R3 R4 C1 C2 C3 C4 C5 I1 G1 G2 G3 L1 L2 L3".split()
        + "S1 A1 P1 P2 P3 P4 T1 Q1 F1".split()
    )
    # Each line of the two first tables ends with at least one test.
    proven = REQUIREMENTS.partition("## What is not held")[0]
    for line in re.findall(r"^\| (?!---|\| level).*", proven, re.MULTILINE):
        assert "::test_" in line, line


def test_documents_name_files_that_exist():
    """A path between back quotes in the README is there."""
    for path in re.findall(
        r"`((?:plugins|content|theme|docs|tests|audit|commands)/[\w./-]*)`", README
    ):
        assert (KIT / path).exists(), path


def test_the_guide_shows_a_real_message():
    """The message shown as an example is the one the kit says."""
    golden = (KIT / "tests" / "messages" / "ten-mistakes.txt").read_text("utf-8")
    shown = re.search(r"✗ ligne 3 : (.*)\n", GUIDE)

    assert shown
    assert shown[1] in golden


@pytest.mark.parametrize(("text", "language"), [(README, "en"), (WRITING, "fr")])
def test_the_table_of_fields_is_made_from_their_list(text: str, language: str):
    """README and the page in French show the list of fields, as plugins/shared/fields.toml has it.

    ``python3 tests/support/field_tables.py`` writes both anew.
    """
    assert table(ARTICLE, language) in text


def anchors(text: str) -> set[str]:
    """Return what a link may lead to within a page: its headings, as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("file", sorted((KIT / "docs").glob("*.md")), ids=lambda file: file.stem)
def test_a_link_between_documents_leads_somewhere(file: Path):
    """To a file that is there, and to one of its headings."""
    text = re.sub(r"```.*?```|`[^`]*`", "", file.read_text("utf-8"), flags=re.DOTALL)
    for name, place in re.findall(
        r"(?<!\\)\[[^]]*\]\((?!https?:)([^()#\s]*)(?:#([^()\s]+))?\)", text
    ):
        there = file.parent / name if name else file
        assert there.exists(), name
        assert not place or place in anchors(there.read_text("utf-8")), (name, place)


@pytest.mark.parametrize("file", IN_FRENCH, ids=lambda file: file.stem)
def test_a_command_that_a_doctor_copies_exists(file: Path):
    """Each, with its options, is one that the kit has."""
    code = (KIT / "tasks.py").read_text("utf-8")
    tasks = dict(re.findall(r"^def (\w+)\(c?,?([^)]*)", code, re.MULTILINE))
    text = re.sub(r"\\\|.*", "", file.read_text("utf-8"))
    for name, rest in re.findall(r"python3 tasks\.py (\w+)([^`\n|»]*)", text):
        assert name in tasks
        for option in re.findall(r"--([\w-]+)", rest):
            assert option.removeprefix("no-").replace("-", "_") in tasks[name], (name, option)


def test_the_preview_keeps_its_window():
    """What comes after the first command is typed in another window, which the guide says."""
    between = GUIDE.partition("tasks.py preview")[2].partition("tasks.py start")[0]

    assert "seconde fenêtre" in between
    before = GUIDE.partition("## Étape 1")[0]
    assert "Ouvrir dans le Terminal" in before
    assert "Nouveau terminal au dossier" in before
    assert "Ouvrir dans un terminal" in before


def test_the_guide_is_a_day_s_reading():
    """It is short, and leads to every other page in French."""
    french = {
        f for f in (KIT / "docs").glob("*.md") if re.search("[éèà]", f.read_text("utf-8")[:99])
    }

    assert len(GUIDE.splitlines()) < 200
    assert french <= set(IN_FRENCH)


def test_every_field_is_read_by_a_step_that_exists():
    """A field names the steps that are given it, and each field of an article has one."""
    for field in FIELDS.values():
        assert field.read_by
        assert set(field.read_by) <= {"pelican", *PIPELINE}
        assert set(field.help) == set(field.absent) == set(LANGUAGES)
