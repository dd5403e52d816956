"""The house's own rules, held by code rather than by memory."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import KIT, PLUGINS

SHARED = {
    "articles",
    "blog",
    "day",
    "files",
    "people",
    "photographs",
    "phrases",
    "problems",
    "reach",
    "templates",
    "typography",
}


def imported(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports, a leading dot for its own package."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_never_imports_another(name: str):
    """Plugins meet on the article only."""
    for file in (KIT / "plugins" / name).glob("*.py"):
        for module in imported(file):
            if module.startswith("plugins."):
                assert module.split(".")[1] in SHARED, f"{file.name} imports {module}"


@pytest.mark.parametrize("name", PLUGINS)
def test_pure_code_never_imports_pelican(name: str):
    """Only a plugin's __init__ knows Pelican."""
    for file in (KIT / "plugins" / name).glob("*.py"):
        if file.name != "__init__.py":
            assert not [m for m in imported(file) if m.startswith("pelican")], file


def test_the_audit_shares_nothing_with_the_plugins():
    """The audit works everything out again: of the plugins it knows only how problems are said."""
    others = {"selectolax", "dateutil", "unidecode", "segno"}
    for file in (KIT / "commands" / "audit").glob("*.py"):
        for module in imported(file):
            assert (
                (module.startswith(".") and not module.startswith(".."))
                or module == "plugins.problems"
                or module.partition(".")[0] in sys.stdlib_module_names | others
            ), f"{file.name} imports {module}"


def test_only_one_place_reads_the_clock():
    """Everything else asks plugins.day."""
    for folder in ("plugins", "commands"):
        for file in (KIT / folder).rglob("*.py"):
            if file.name != "day.py":
                assert not re.search(
                    r"\.(today|now|utcnow)\(|time\.time\(", file.read_text("utf-8")
                ), file


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
    assert (KIT / "tests" / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_dependency_is_locked(name: str):
    """Each package has one version and its hashes, and no index is named."""
    lines = (KIT / name).read_text("utf-8").splitlines()
    packages = [line for line in lines if re.match(r"[a-z]", line)]

    assert all("==" in line and line.endswith("\\") for line in packages)
    assert not any("://" in line or line.startswith("--index") for line in lines)


def test_the_site_needs_few_packages():
    """The doctor's machine installs at most thirty packages."""
    lines = (KIT / "requirements.txt").read_text("utf-8").splitlines()

    assert len([line for line in lines if re.match(r"[a-z]", line)]) <= 30
