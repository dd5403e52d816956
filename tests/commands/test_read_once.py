"""Each file of the doctor's settings is parsed once by whoever reads it, and handed on."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from audit import audit
from commands.cli.paths import Paths
from commands.publish import publish
from plugins.shared.clock import build_day
from tests.support.sites import KIT, Site

ADDITIONS = (
    '[[community]]\nid = "mine"\nname = "M"\nurl = "https://m.example"\nkind = "association"\n'
)
FILES = ("blog.toml", "communities/vetting.toml", "communities/additions.toml")
# What Pelican's own process parses, from before the blog's settings are read to its end.
COUNTED = """\
import atexit, collections, json, tomllib
counted, loads = collections.Counter(), tomllib.loads
def counting(text, **options):
    counted[text] += 1
    return loads(text, **options)
tomllib.loads = counting
atexit.register(lambda: open("counted.json", "w").write(json.dumps(dict(counted))))
"""


def parsed(site: Site, counted: dict[str, int]) -> dict[str, int]:
    """Return how often each file was parsed, by its name."""
    return {name: counted.get((site.content / name).read_text("utf-8"), 0) for name in FILES}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what this process parses, by its text."""
    found: Counter[str] = Counter()
    loads = tomllib.loads

    def counting(text: str, **options: Any) -> dict[str, Any]:
        found[text] += 1
        return loads(text, **options)

    monkeypatch.setattr(tomllib, "loads", counting)
    return found


def test_a_build_reads_each_file_once(site: Site):
    """The ledger, the additions, the kit's catalogue and blog.toml: one parse each."""
    site.write("communities/additions.toml", ADDITIONS)
    (site.root / "counting.py").write_text(COUNTED, "utf-8")
    conf = site.root / "pelicanconf.py"
    text = conf.read_text("utf-8")
    conf.unlink()
    conf.write_text(text.replace('"""Settings', 'import counting\n"""Settings', 1), "utf-8")

    built = site.build()

    assert built.status == 0, built.said
    found = json.loads((site.root / "counted.json").read_text("utf-8"))
    assert parsed(site, found) == dict.fromkeys(FILES, 1)
    catalogue = KIT / "plugins" / "communities" / "catalogue.toml"
    assert found[catalogue.read_text("utf-8")] == 1


def test_a_publication_reads_blog_toml_once(site: Site, counted: Counter[str]):
    """The command once, and the audit, which trusts nobody's reading, once: not at each step."""
    site.write("communities/additions.toml", ADDITIONS)

    assert publish(Paths(site.root), demonstration=True) == 0

    assert parsed(site, counted) == {FILES[0]: 2, FILES[1]: 1, FILES[2]: 1}


def test_the_audit_reads_each_file_once(site: Site, counted: Counter[str], tmp_path: Path):
    """What a content folder promises is read once for all the rules."""
    site.write("communities/additions.toml", ADDITIONS)
    built = site.build(base="publishconf")
    counted.clear()

    found = audit(built.output, site.content, build_day(), drafts=False)

    assert found.articles
    assert parsed(site, counted) == dict.fromkeys(FILES, 1)
