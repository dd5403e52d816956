"""Only whole, ordinary files of known kinds are published, and the doctor's images as given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit import audit
from tests.support.pictures import IMAGES, PNG
from tests.support.sites import Site
from tests.support.spoiling import TODAY, findings, said

UNKNOWN = "no file of this kind belongs to a blog."
EMPTY = "this file is empty."
ODD = "this is not an ordinary file."
CHANGED = "this image is not the one you gave."


@pytest.mark.parametrize(
    "name",
    [
        "sla/secret.env",
        "passwd",
        "theme/x.js",
        "images/x.exe",
        "x.md",
        "sla/x.HTML",
        "x.html.bak",
        ".env",
        "sla/.htaccess",
        "sla/_headers",
        "sla/.x.html",
        "config",
        "x.zip",
        ".well-known/x.txt",
    ],
)
def test_a_file_of_an_unknown_kind_is_found(published: Path, name: str):
    """A file that no blog needs does not pass, nor does one whose name hides it."""
    (published / name).parent.mkdir(parents=True, exist_ok=True)
    (published / name).write_text("x", "utf-8")

    assert (name, UNKNOWN) in said(published)


def test_redirects_of_nobody_are_found(published: Path):
    """A host would follow that file: it holds the former addresses, each with its new one."""
    (published / "_redirects").write_text("x", "utf-8")

    found = said(published)
    assert ("_redirects", "this file does not say where each former address leads.") in found


@pytest.mark.parametrize("name", [".git/config", ".well-known.d/x.txt", "sla/.well-known/x.txt"])
def test_a_hidden_folder_is_found(published: Path, name: str):
    """A hidden folder does not pass, whatever it holds."""
    (published / name).parent.mkdir()
    (published / name).write_text("x", "utf-8")

    assert (name.rpartition("/")[0], ODD) in said(published)


def test_the_files_of_hosts_pass(published: Path):
    """What hosts and robots ask for by name may be there; one of them is empty by nature."""
    (published / ".nojekyll").touch()
    for name in ("CNAME", "_headers", ".htaccess"):
        (published / name).write_text("x\n", "utf-8")

    assert findings(published) == []


@pytest.mark.parametrize("name", ["sla/index.html", "theme/css/article.css", "theme/favicon.svg"])
def test_an_empty_file_is_found(published: Path, name: str):
    """A file that was cut short to nothing does not pass."""
    (published / name).write_bytes(b"")

    assert (name, EMPTY) in said(published)


def test_a_link_to_a_file_is_found(published: Path):
    """A symbolic link may lead out of the site: it does not pass, whatever it leads to."""
    (published / "passwd.txt").symlink_to("/etc/passwd")
    (published / "autre").symlink_to(published / "sla")
    (published / "absent.html").symlink_to(published / "absent")
    found = said(published)

    assert {("passwd.txt", ODD), ("autre", ODD), ("absent.html", ODD)} <= found


def test_a_pipe_is_found(published: Path):
    """A pipe does not pass, and nothing waits for it."""
    os.mkfifo(published / "attente.html")

    assert ("attente.html", ODD) in said(published)


@pytest.fixture
def with_image(site: Site) -> Site:
    """A site with an image in an article."""
    site.write("images/coupe.png", PNG)
    site.write(
        "articles/image.md",
        "---\ntitle: Image\ndate: 2026-10-02\nconditions: reflux\n---\n"
        "Texte [@chey2024].\n\n![coupe]({static}/images/coupe.png)\n",
    )
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    return site


def test_images_are_published_as_given(with_image: Site):
    """An image of the content folder passes, and is counted."""
    audited = audit(with_image.output, with_image.content, TODAY)

    assert audited.findings == []
    (given,) = (proven for proven in audited.proven if proven.what.startswith("images"))
    assert (given.count, given.of) == (1, 1)


def test_an_ending_in_capitals_passes(with_image: Site):
    """A camera writes IMG_1234.JPG: the image passes, and is held to be the one given."""
    for folder in (with_image.content, with_image.output):
        (folder / "images" / "IMG_1234.JPG").write_bytes(IMAGES[".jpg"][0])

    assert findings(with_image.output, with_image.content) == []
    (with_image.output / "images" / "IMG_1234.JPG").write_bytes(b"x")
    assert ("images/IMG_1234.JPG", CHANGED) in said(with_image.output, with_image.content)


def test_a_drawing_in_capitals_is_read(with_image: Site):
    """A drawing runs nothing, however its ending is written."""
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"
    for folder in (with_image.content, with_image.output):
        (folder / "images" / "X.SVG").write_bytes(drawing)

    found = said(with_image.output, with_image.content)
    assert ("images/X.SVG", "something active is in the page: <script>.") in found


@pytest.mark.parametrize(
    ("data", "what"),
    [
        # Without its last part it draws the same, but for what can be read of it.
        (PNG[:-9], "this image says where, when or by whom it was made."),
        (PNG[:60] + b"x" + PNG[61:], CHANGED),
    ],
)
def test_a_changed_image_is_found(with_image: Site, data: bytes, what: str):
    """An image that was cut short, or is another one, does not pass."""
    (with_image.output / "images" / "coupe.png").write_bytes(data)

    assert ("images/coupe.png", what) in said(with_image.output, with_image.content)


@pytest.mark.parametrize("name", ["images/autre.png", "carte.pdf", "sla/coupe.svg"])
def test_an_image_from_nowhere_is_found(with_image: Site, name: str):
    """An image or a document that the doctor never gave does not pass."""
    (with_image.output / name).parent.mkdir(exist_ok=True)
    (with_image.output / name).write_bytes(b"<svg></svg>")

    assert (name, CHANGED) in said(with_image.output, with_image.content)
