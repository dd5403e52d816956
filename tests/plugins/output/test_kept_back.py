"""The image of a draft is not online before it, in whatever way the draft names its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.output.kept_back import kept_back


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("mon_image.jpg", "![x]({static}/images/mon_image.jpg)"),
        ("mon_image.jpg", r"![x]({static}/images/mon\_image.jpg)"),
        ("mon_image.jpg", "![x][1]\n\n[1]: {static}/images/mon\\_image.jpg"),
        ("plan a.jpg", "![x](<{static}/images/plan a.jpg>)"),
        ("plan a.jpg", "![x]({static}/images/plan%20a.jpg)"),
        ("été.jpg", "![x]({static}/images/e\u0301te\u0301.jpg)"),
        ("R&D.jpg", '<img src="{static}/images/R&amp;D.jpg" alt="x">'),
        ("MAJ.JPG", "![x]({static}/images/maj.jpg)"),
    ],
)
def test_a_file_is_recognised_as_it_is_written(tmp_path: Path, name: str, written: str):
    """As CommonMark, HTML, a browser or macOS write it; until a text with a page shows it too."""
    path = f"images/{name}"
    draft = tmp_path / "brouillon.md"
    draft.write_text(written, "utf-8")
    assert kept_back(tmp_path, ["brouillon.md"], [path, "images/autre.jpg"]) == {path}

    (tmp_path / "texte.md").write_text(written, "utf-8")
    assert kept_back(tmp_path, ["brouillon.md"], [path]) == set()
