"""When the kit itself breaks, the doctor reads a sentence; the traceback is kept for others."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from commands.build import ONLINE, build
from commands.cli.crash import crash, unforeseen
from commands.cli.paths import Paths
from tests.support.sites import Site


def spoil(path: Path, old: str, new: str) -> None:
    """Change one thing in a file, and be sure that it was there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


BROKEN = {
    "'absent' is undefined": (
        "theme/templates/article.html",
        "{% block main %}",
        "{% block main %}{{ absent.x }}",
    ),
    "unknown tag 'iff'": ("theme/templates/components/byline.html", "{% if", "{% iff"),
    "SyntaxError": ("plugins/disclaimer/step.py", "def ", "deff "),
    "absent_module": ("plugins/legal/plugin.py", "from pelican", "import absent_module\nfrom x"),
}


@pytest.mark.parametrize("error", BROKEN)
def test_what_broke_is_told_by_file_and_line(
    site: Site, capfd: pytest.CaptureFixture[str], error: str
):
    """The file of the kit, the line and the error, in the doctor's language; nothing else."""
    path, old, new = BROKEN[error]
    folder, _, file = path.partition("/")
    spoil(site.own(folder) / file, old, new)
    paths = Paths(site.root)

    assert build(paths, ONLINE) == 1
    said = capfd.readouterr().err
    assert f"{path}\n  ✗ ligne " in said
    assert "le kit lui-même s’est arrêté ici" in said
    assert error in said
    assert "Traceback" not in said
    assert error in paths.failure.read_text("utf-8")
    assert ".build/last-failure.txt" in said


AT_A_TEXT = {
    "step": (
        "plugins/conditions/step.py",
        "    written = article.words",
        "    raise ValueError('boom')\n    written = article.words",
    ),
    "composition": (
        "plugins/pipeline/compose.py",
        "def boxes_after(",
        "def boxes_after(**given):\n    raise ValueError('boom')\n\ndef _(",
    ),
}


@pytest.mark.parametrize("place", AT_A_TEXT)
def test_a_crash_of_the_kit_names_the_text_it_came_at(
    site: Site, capfd: pytest.CaptureFixture[str], place: str
):
    """She can take back what is unusual in it; nothing says that her texts have no part in it."""
    path, old, new = AT_A_TEXT[place]
    folder, _, file = path.partition("/")
    spoil(site.own(folder) / file, old, new)

    assert build(Paths(site.root), ONLINE) == 1
    said = capfd.readouterr().err
    assert "articles/estomac.md\n  ✗ le kit s’est arrêté sur ce texte\u00a0: ValueError" in said
    assert f"({path}, ligne\u00a0" in said
    assert "pour rien" not in said
    assert "Traceback" not in said


def test_a_build_that_ends_without_a_word_is_told(site: Site, capfd: pytest.CaptureFixture[str]):
    """A plugin that ends the program with success is no success."""
    broken = site.own("plugins") / "disclaimer" / "__init__.py"
    broken.write_text(broken.read_text("utf-8") + "\nimport os\nos._exit(0)\n", "utf-8")

    assert build(Paths(site.root), ONLINE) == 1
    assert "s’est arrêtée avant la fin" in capfd.readouterr().err


def test_a_place_outside_of_the_kit_is_not_the_kits(tmp_path: Path):
    """Where no file of the kit is named, Pelican is."""
    printed = '  File "/usr/lib/python3/x.py", line 3, in f\nKeyError: 1\n'
    file, problem = crash(printed, tmp_path, "k")

    assert (file, problem.line, problem.values["error"]) == ("Pelican", 0, "KeyError: 1")


def test_an_error_of_a_command_has_its_place(tmp_path: Path):
    """The last line of the kit that an error went through is named, not Python’s own."""
    module = tmp_path / "commands" / "wrong.py"
    module.parent.mkdir()
    module.write_text("import json\n\njson.loads('{')\n", "utf-8")
    with pytest.raises(ValueError, match="Expecting") as raised:
        runpy.run_path(str(module))
    file, problem = unforeseen(raised.value, tmp_path, "kept.txt")

    assert (file, problem.line) == ("commands/wrong.py", 3)
    assert str(problem.values["error"]).startswith("json.decoder.JSONDecodeError: Expecting")
