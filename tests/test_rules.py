"""The house's own rules, held by code rather than by memory."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sites import KIT, STEPS

# What a newcomer may meet in a folder of plugins/ beside the steps.
SHARED = "plugins.shared"
# They see every step, or the site that the steps made.
ABOVE = {"pipeline"}


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports, a leading dot for its own package."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "plugins":
            yield from (f"plugins.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def modules(folder: str) -> Iterator[Path]:
    """Yield the Python files of a folder of the kit."""
    return (KIT / folder).rglob("*.py")


def test_the_steps_are_the_folders_of_plugins():
    """No step escapes the rules below because somebody forgot to write its name down."""
    assert {"reader", "sources", "gate", "output"} <= set(STEPS)
    assert "shared" not in STEPS


@pytest.mark.parametrize("name", STEPS)
def test_a_plugin_never_imports_another(name: str):
    """Plugins meet on the article only; the pipeline alone knows the list of them."""
    if name in ABOVE:
        return
    for file in modules(f"plugins/{name}"):
        for module in imported(file):
            if module.startswith("plugins."):
                own = (SHARED, f"plugins.{name}")
                assert module.startswith(own), f"{file.name} imports {module}"


def test_what_is_shared_imports_no_plugin():
    """Nothing in plugins/shared knows a step."""
    for file in modules("plugins/shared"):
        for module in imported(file):
            assert not module.startswith("plugins.") or module.startswith(SHARED), file


def test_nothing_imports_upwards():
    """Plugins know neither the audit nor the commands, and the audit knows no command."""
    for folder, above in (("plugins", ("audit", "commands")), ("audit", ("commands",))):
        for file in modules(folder):
            assert not [m for m in imported(file) if m.partition(".")[0] in above], file


@pytest.mark.parametrize("name", STEPS)
def test_every_plugin_begins_with_its_manual(name: str):
    """The file __init__.py of a step is its manual, and nothing else; plugin.py is short."""
    manual = ast.parse((KIT / "plugins" / name / "__init__.py").read_text("utf-8"))

    assert ast.get_docstring(manual)
    assert len(manual.body) == 1


def test_only_plugin_files_import_pelican():
    """Pelican is imported by the files plugin.py alone, and each of the others loads without it.

    But for the one that is a process of its own, in which the preview keeps the blog.
    """
    names = []
    for folder in ("plugins", "audit", "commands"):
        for file in modules(folder):
            if file.name in {"plugin.py", "warm.py"}:
                continue
            assert not [m for m in imported(file) if m.partition(".")[0] == "pelican"], file
            if not file.name.startswith("__main__") and file.name != "once.py":
                name = ".".join(file.relative_to(KIT).with_suffix("").parts)
                names.append(name.removesuffix(".__init__"))
    code = (
        "import importlib, sys\n"
        "for name in sys.stdin.read().split():\n"
        "    importlib.import_module(name)\n"
        "    assert 'pelican' not in sys.modules, name\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(names),
        cwd=KIT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(names) > 150
    assert not done.returncode, done.stderr


def test_the_audit_shares_nothing_with_the_plugins():
    """The audit works everything out again: of the plugins it knows only how problems are said."""
    others = {
        "PIL",
        "pillow_heif",
        "selectolax",
        "dateutil",
        "unidecode",
        "segno",
        "tinycss2",
        "pikepdf",
        "lxml",
        "idna",
    }
    for file in modules("audit"):
        for module in imported(file):
            assert (
                (module.startswith(".") and not module.startswith(".."))
                or module == "plugins.shared.problems"
                or module.partition(".")[0] in sys.stdlib_module_names | others
            ), f"{file.name} imports {module}"


def test_only_one_place_reads_the_clock():
    """Everything else asks plugins.shared.clock."""
    for folder in ("plugins", "audit", "commands"):
        for file in modules(folder):
            if file.name != "clock.py":
                assert not re.search(
                    r"\.(today|now|utcnow)\(|time\.time\(", file.read_text("utf-8")
                ), file


@pytest.mark.parametrize("folder", ["plugins", "audit", "commands"])
def test_no_group_of_a_pattern_is_repeated_without_giving_back(folder: str):
    """As in ``(a|b)*+``: before Python 3.11.5, as on Debian 12, it may not match what it should.

    https://github.com/python/cpython/issues/106052; ``(?>(a|b)*)`` says the same.
    """
    repeated = re.compile(r"[^(]\)(?:[*+?]|\{[\d,]+\})\+")
    found = [
        f"{file.relative_to(KIT)}: {line}"
        for file in modules(folder)
        for line in file.read_text("utf-8").splitlines()
        if repeated.search(line)
    ]
    assert found == []


def test_colours_stand_in_one_file():
    """A colour is named by its role everywhere but in tokens.css."""
    for file in (KIT / "theme" / "static" / "css").rglob("*.css"):
        if file.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", file.read_text("utf-8")), (
                file
            )


@pytest.mark.parametrize("name", ["disclaimer", "glossary", "sources", "communities", "review"])
def test_one_name_many_places(name: str):
    """A box has the same name as plugin, template, style sheet and test."""
    assert (KIT / "plugins" / name / "__init__.py").is_file()
    assert (KIT / "theme" / "templates" / "components" / f"{name}.html").is_file()
    assert (KIT / "theme" / "static" / "css" / "components" / f"{name}.css").is_file()
    assert (KIT / "tests" / "plugins" / name / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_dependency_is_locked(name: str):
    """Each package has one version and its hashes, and no index is named."""
    lines = (KIT / name).read_text("utf-8").splitlines()
    packages = [line for line in lines if re.match(r"[a-z]", line)]

    assert all("==" in line and line.endswith("\\") for line in packages)
    assert not any("://" in line or line.startswith("--index") for line in lines)


def test_every_dependency_of_the_site_says_what_it_is_for():
    """Whoever installs it may know why: each package that is asked for has its reason beside it."""
    text = (KIT / "pyproject.toml").read_text("utf-8")
    asked = text.partition("dependencies = [\n")[2].partition("\n]")[0].splitlines()

    assert len(asked) == len(tomllib.loads(text)["project"]["dependencies"])
    assert [line for line in asked if not re.fullmatch(r' +"[^"]+", +# \S.*', line)] == []
