"""A template is compiled once, for all builds, until its text changes."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError, nodes

from plugins.shared.i18n import FILTERS
from plugins.shared.templates import KIT_TEMPLATES, CompiledTemplates, environment

BREAKS = "{% block a %}\n{{ nothing.at_all }}\n{% endblock %}\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where what is compiled is kept, on a machine where Python keeps it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (folder := tmp_path / "kept").mkdir()
    return folder


def another_process(templates: Path, kept: Path, **options: bool) -> Environment:
    """Return an environment that remembers nothing, and finds what was kept."""
    cache = CompiledTemplates()
    cache.directory = str(kept)
    return Environment(loader=FileSystemLoader(templates), bytecode_cache=cache, **options)


def test_a_template_is_compiled_once(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    """Another process reads what was compiled; a new text, or another option, is compiled anew."""
    (tmp_path / "a.html").write_text("{{ 1 }}<", "utf-8")
    assert another_process(tmp_path, kept).get_template("a.html").render() == "1<"
    with monkeypatch.context() as patch:
        patch.delattr(Environment, "compile")
        assert another_process(tmp_path, kept).get_template("a.html").render() == "1<"
    assert len(list(kept.iterdir())) == 1

    (tmp_path / "a.html").write_text("{{ '<' }}", "utf-8")
    assert another_process(tmp_path, kept).get_template("a.html").render() == "<"
    again = another_process(tmp_path, kept, autoescape=True).get_template("a.html")
    assert again.render() == "&lt;"


def test_what_was_kept_is_read_once(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    """Each generator of a build has an environment of its own: the second reads no file again."""
    (tmp_path / "a.html").write_text("un", "utf-8")
    another_process(tmp_path, kept).get_template("a.html")
    first = another_process(tmp_path, kept)
    first.get_template("a.html")
    for file in kept.iterdir():
        file.unlink()
    monkeypatch.delattr(Environment, "compile")
    second = Environment(loader=first.loader, bytecode_cache=first.bytecode_cache)

    assert second.get_template("a.html").render() == "un"


@pytest.mark.parametrize("data", [b"", b"x", b"j2", b"\0" * 100])
def test_what_cannot_be_read_is_compiled(tmp_path: Path, kept: Path, data: bytes):
    """A file that was cut short, or is none of ours, is as if it were not there."""
    (tmp_path / "a.html").write_text("un", "utf-8")
    another_process(tmp_path, kept).get_template("a.html")
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:30] + data if data == b"x" else data)

    assert another_process(tmp_path, kept).get_template("a.html").render() == "un"


def test_a_folder_that_is_not_there(tmp_path: Path, kept: Path):
    """Without a place to keep it, a template is compiled every time, and nothing is said."""
    (tmp_path / "a.html").write_text("un", "utf-8")
    kept.rmdir()

    assert another_process(tmp_path, kept).get_template("a.html").render() == "un"


def test_what_breaks_is_told_by_its_name_here(tmp_path: Path, kept: Path):
    """Through a link, what was compiled by its real name tells the name that it has here."""
    for name in ("real", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "real" / "a.html").write_text(BREAKS, "utf-8")
    (tmp_path / "other" / "a.html").symlink_to(tmp_path / "real" / "a.html")
    another_process(tmp_path / "real", kept).get_template("a.html")
    here = another_process(tmp_path / "other", kept).get_template("a.html")
    with pytest.raises(UndefinedError) as broken:
        here.render()

    assert len(list(kept.iterdir())) == 1
    places = {place.filename for place in traceback.extract_tb(broken.value.__traceback__)}
    assert str(tmp_path / "other" / "a.html") in places
    assert str(tmp_path / "real" / "a.html") not in places


def test_no_filter_of_the_kit_is_given_what_never_changes():
    """Jinja would work it out while it compiles: a newer filter would not be asked."""
    env = environment([KIT_TEMPLATES])
    for name in env.list_templates():
        tree = env.parse((KIT_TEMPLATES / name).read_text("utf-8"))
        for used in tree.find_all(nodes.Filter):
            assert used.name not in FILTERS or not isinstance(used.node, nodes.Const), name


def test_readers_load_no_indents(tmp_path: Path):
    """A template is laid out for whoever works on it; what may be a space between words stays."""
    (tmp_path / "a.html").write_text(
        "<div>\n  <p>a</p>\n  <ul>\n  {% if True %}\n    <li>a\n\tb</li>\n    <li>c</li>\n"
        "  {% endif %}\n  </ul>\n</div>"
    )

    assert (
        environment([tmp_path]).get_template("a.html").render()
        == "<div><p>a</p>\n<ul><li>a\nb</li>\n<li>c</li>\n</ul></div>"
    )
