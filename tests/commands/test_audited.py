"""A build looks at the pages that changed; a publication at all of them, whatever was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import audit
from audit import pages
from commands.audited import Audited
from commands.build import LOCAL
from commands.cli.paths import Paths
from plugins.shared.problems import Problem
from plugins.shared.sealed import read_sealed, write_sealed
from tests.support.publishing import run
from tests.support.sites import ARTICLE, Site


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages and the style sheets that the audit looked at, in order."""
    names: list[str] = []
    first, second = pages.audit_page, audit.audit_sheet

    def noted(name: str, data: bytes, rules: pages.Rules) -> pages.Seen:
        names.append(name)
        return first(name, data, rules)

    def styled(name: str, css: str) -> Iterator[tuple[str, Problem]]:
        names.append(name)
        return second(name, css)

    monkeypatch.setattr(pages, "audit_page", noted)
    monkeypatch.setattr(audit, "audit_sheet", styled)
    return names


def file_of(site: Site) -> Path:
    """Return where a build keeps what was seen."""
    return Paths(site.root).audited / f"{LOCAL}.json"


def done(site: Site, looked_at: list[str], *words: str) -> set[str]:
    """Run a command; return the files that it looked at."""
    looked_at.clear()
    result = run(site, *words)
    assert result.returncode == 0, result.stderr
    return set(looked_at)


def test_a_build_looks_at_what_changed(site: Site, looked_at: list[str]):
    """All pages the first time; then those whose bytes are others, for build and check alike."""
    every = done(site, looked_at, "build")
    assert {"estomac/index.html", "index.html", "404.html", "theme/css/article.css"} <= every
    site.write("articles/estomac.md", ARTICLE + "\nUne phrase en plus.\n")
    assert done(site, looked_at, "build") == {"estomac/index.html"}
    site.write("blog.toml", (site.content / "blog.toml").read_text("utf-8") + "\n# Rien.\n")
    assert done(site, looked_at, "build") == set()
    assert done(site, looked_at, "build", "clean") == every


def test_what_is_spoilt_is_not_read(site: Site, looked_at: list[str]):
    """Torn, or of another version of the kit: every page is looked at again."""
    every = done(site, looked_at, "build")
    file = file_of(site)
    whole = file.read_bytes()
    for spoilt in (whole[:-20], whole.replace(b'"kit":"', b'"kit":"x'), b"", b"\xff"):
        file.write_bytes(spoilt)
        site.write("blog.toml", (site.content / "blog.toml").read_text("utf-8") + "\n# Rien.\n")
        assert done(site, looked_at, "build") == every
    table = read_sealed(file)
    write_sealed(file, table | {"kit": "another"})
    assert Audited(Paths(site.root), LOCAL).get(next(iter(table["pages"]))) is None


def test_a_publication_looks_at_all(site: Site, looked_at: list[str]):
    """It reads nothing of what was kept, and writes nothing of it."""
    done(site, looked_at, "build")
    file = file_of(site)
    kept = file.read_bytes()
    published = done(site, looked_at, "publish")

    assert {"estomac/index.html", "index.html", "theme/css/article.css"} <= published
    assert done(site, looked_at, "publish") == published
    assert file.read_bytes() == kept


def test_no_more_is_kept_than_the_site_has(site: Site, looked_at: list[str]):
    """The pages that went are forgotten."""
    site.write("articles/foie.md", ARTICLE.replace("L'estomac", "Le foie"))
    done(site, looked_at, "build")
    before = len(read_sealed(file_of(site))["pages"])
    (site.content / "articles" / "foie.md").unlink()
    done(site, looked_at, "build")

    assert len(read_sealed(file_of(site))["pages"]) < before


def test_a_changed_sheet_is_looked_at_again(site: Site, looked_at: list[str]):
    """By its bytes: one that hides a box stops the build, though the former one was kept."""
    done(site, looked_at, "build")
    with (site.own("theme") / "static/css/components/disclaimer.css").open(
        "a", encoding="utf-8"
    ) as sheet:
        sheet.write("\n.disclaimer {\n  display: none;\n}\n")

    assert run(site, "build").returncode == 1
    assert "theme/css/article.css" in looked_at
