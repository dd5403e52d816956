"""Pictures are as light as a screen allows, upright, in their colours, and say nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from audit.image_metadata import is_silent
from audit.reduced import shows
from plugins.gate.images import check_image
from plugins.gate.preflight import LARGEST_IMAGE
from plugins.output.picture_tags import show_pictures
from plugins.output.pictures import WIDTHS, Drawn, Picture, pictures_in, reduce_pictures
from tests.support.in_process import run_command
from tests.support.photographs import (
    heavy,
    moving,
    on_its_side,
    photograph,
    see_through,
    with_profile,
    written,
)
from tests.support.sites import Site

PHOTO = written(photograph(2000, 1500), "JPEG", quality=95)
# Where what matters is that it is drawn.
SMALL = written(photograph(600, 450), "JPEG", quality=95)


@cache
def of_a_telephone() -> bytes:
    """Return a photograph as some telephones keep theirs, which takes a second to write."""
    return written(photograph(1000, 750), "HEIF")


# By the name of a file: what gives its bytes, its size as it is seen, the widths that are drawn.
GIVEN: dict[str, tuple[Callable[[], bytes], tuple[int, int], list[int]]] = {
    "grande photo.jpg": (lambda: PHOTO, (2000, 1500), [480, 800, 1184, 1600]),
    "droite.jpeg": (lambda: on_its_side(1200, 900), (900, 1200), [480, 900]),
    "profil.jpg": (lambda: with_profile(1000, 700), (1000, 700), [480, 800, 1000]),
    "imprimeur.jpg": (
        lambda: written(photograph(1300, 900).convert("CMYK"), "JPEG"),
        (1300, 900),
        [480, 800, 1300],
    ),
    "telephone.HEIC": (of_a_telephone, (1000, 750), [480, 800, 1000]),
    "panorama.jpg": (
        lambda: written(photograph(12_000, 900), "JPEG", quality=70),
        (12_000, 900),
        [480, 800, 1184, 1600],
    ),
    "seize bits.png": (
        lambda: written(photograph(700, 500).convert("L").convert("I;16"), "PNG"),
        (700, 500),
        [480, 700],
    ),
}


class All(frozenset[str]):
    """Every picture."""

    def __contains__(self, name: object) -> bool:
        """Tell that a page shows a picture, whichever it is."""
        return True


ALL = All()


def folder(root: Path, files: dict[str, bytes]) -> Path:
    """Write the pictures of a site, and return its folder."""
    for name, data in files.items():
        path = root / "images" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def assert_sound(site: Path, picture: Picture, given: bytes) -> None:
    """Assert that each file of a picture shows it, in its width, and nothing beside."""
    for kind, files in picture.files.items():
        for width, name in files:
            data = (site / name).read_bytes()
            with Image.open(BytesIO(data)) as drawn:
                assert drawn.width == width
                assert drawn.height == round(picture.height * width / picture.width)
                assert drawn.mode in ("RGB", "RGBA")
                assert not drawn.info.keys() & {"exif", "xmp", "icc_profile"}
            assert is_silent(kind, data)
            assert shows(data, given)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(GIVEN))
def test_a_picture_is_drawn_in_the_widths_of_screens(name: str, tmp_path: Path):
    """Whatever made it; its own file, in the place of the doctor's, is light too."""
    given, size, widths = GIVEN[name]
    data = given()
    site = folder(tmp_path, {name: data})

    picture = reduce_pictures(site, pictures_in(site / "images"), ALL, Drawn(""))[f"images/{name}"]

    assert (picture.width, picture.height) == size
    assert picture.files
    for files in picture.files.values():
        assert [width for width, _ in files] == widths
    assert_sound(site, picture, data)
    own = (site / picture.own).read_bytes()
    assert shows(own, data)
    assert Image.open(BytesIO(own)).width <= max(WIDTHS[-1], size[0] if own == data else 0)


def test_each_machine_draws_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """However many processors draw at once; a picture there twice, a damaged one, too."""
    files = {
        "a.jpg": SMALL,
        "b.jpg": SMALL,
        "c/a.jpg": SMALL,
        "d.png": GIVEN["seize bits.png"][0](),
    }
    files["e.jpg"] = PHOTO[:5000]
    drawn = []
    for processors in (1, 8):
        monkeypatch.setattr("os.cpu_count", lambda count=processors: count)
        site = folder(tmp_path / str(processors), files)
        kept = Drawn(str(tmp_path / f"kept-{processors}"))
        pictures = reduce_pictures(site, pictures_in(site / "images"), ALL, kept)
        made = {path.name: path.read_bytes() for path in site.rglob("*.*")}
        drawn.append((pictures, made, sorted(kept.used)))

    assert drawn[0] == drawn[1]
    assert [*drawn[0][0]] == [f"images/{name}" for name in ("a.jpg", "b.jpg", "c/a.jpg", "d.png")]


def test_a_photograph_of_nine_megabytes_is_light(tmp_path: Path):
    """It is no reason to refuse it; what a telephone loads of it weighs a hundred times less."""
    data = heavy()
    site = folder(tmp_path, {"dos.jpg": data})
    assert 9_000_000 < len(data) < LARGEST_IMAGE
    assert list(check_image(".jpg", data)) == []

    (picture,) = reduce_pictures(site, pictures_in(site / "images"), ALL, Drawn("")).values()

    assert (picture.width, picture.height) == (3000, 2250)
    assert (site / picture.own).stat().st_size < len(data) / 8
    for files in picture.files.values():
        assert [width for width, _ in files] == list(WIDTHS)
        assert (site / files[1][1]).stat().st_size < len(data) / 80


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anime.gif", moving()),
        ("petite.jpg", written(photograph(300, 200), "JPEG")),
        ("abimee.jpg", PHOTO[:5000]),
        ("rien.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_light_moves_or_is_damaged_stays_as_it_is(name: str, data: bytes, tmp_path: Path):
    """Byte for byte; of what is damaged the gate speaks."""
    site = folder(tmp_path, {name: data})

    found = reduce_pictures(site, pictures_in(site / "images"), ALL, Drawn(""))

    assert (site / "images" / name).read_bytes() == data
    assert [*site.rglob("*.*")] == [site / "images" / name]
    assert all(picture.files == {} for picture in found.values())


def test_what_no_page_shows_is_not_drawn(tmp_path: Path):
    """A poster to take along stays as it was given; what no browser shows becomes a JPEG."""
    given = {"affiche.jpg": PHOTO, "telephone.heic": of_a_telephone()}
    site = folder(tmp_path, given)

    found = reduce_pictures(site, pictures_in(site / "images"), frozenset(), Drawn(""))

    assert [picture.own for picture in found.values()] == ["images/telephone.heic.jpg"]
    assert (site / "images/affiche.jpg").read_bytes() == PHOTO
    assert {path.name for path in site.rglob("*.*")} == {"affiche.jpg", "telephone.heic.jpg"}


def test_what_is_seen_through_stays_so(tmp_path: Path):
    """A drawing on nothing has no white box around it in a dark page."""
    site = folder(tmp_path, {"schema.png": see_through()})

    (picture,) = reduce_pictures(site, pictures_in(site / "images"), ALL, Drawn("")).values()

    files = [name for files in picture.files.values() for _, name in files]
    assert files
    for name in files:
        with Image.open(site / name) as drawn:
            assert drawn.convert("RGBA").getpixel((2, 2))[3] == 0


def test_a_plain_pelican_leaves_no_picture_of_an_earlier_build(site: Site):
    """It writes into the folder that is there: what no page shows any more is taken away."""
    site.write("images/a.jpg", SMALL)
    article = site.content / "articles/estomac.md"
    before = article.read_text("utf-8")
    site.write("articles/estomac.md", f"{before}\n![Un dos]({{static}}/images/a.jpg)\n")
    assert site.build().status == 0
    assert [*(site.output / "pictures").iterdir()]

    site.write("articles/estomac.md", before)
    built = site.build()
    assert built.status == 0
    assert not (built.output / "pictures").exists()


def test_nothing_is_drawn_twice(tmp_path: Path):
    """What an earlier build drew is copied, unless it is torn; what is no longer used goes."""
    cache = tmp_path / "kept"
    files = {"a.jpg": SMALL, "b.jpg": with_profile(600, 400)}
    sites = [folder(tmp_path / name, files) for name in "xyz"]

    def make(site: Path) -> dict[str, bytes]:
        drawn = Drawn(str(cache))
        reduce_pictures(site, pictures_in(site / "images"), ALL, drawn)
        drawn.forget_others()
        return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.*")}

    first = make(sites[0])
    times = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    torn = min(times)
    torn.write_bytes(torn.read_bytes()[:-9])
    assert make(sites[1]) == first
    changed = {path for path in cache.iterdir() if path.stat().st_mtime_ns != times[path]}
    assert changed == {torn}
    (sites[2] / "images/b.jpg").unlink()
    make(sites[2])
    assert len([*cache.iterdir()]) < len(times)


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path):
    """Without it, everything is drawn anew."""
    (tmp_path / "file").write_text("x")
    site = folder(tmp_path / "site", {"a.jpg": SMALL})

    drawn = Drawn(str(tmp_path / "file"))
    assert reduce_pictures(site, pictures_in(site / "images"), ALL, drawn)["images/a.jpg"].files
    drawn.forget_others()


PICTURE = Picture(
    2000, 1500, "images/a b.jpg", {".avif": [(480, "pictures/a-1-480.avif")], ".jpg": []}
)


@pytest.mark.parametrize(
    ("src", "page", "root"),
    [
        ("../images/a%20b.jpg", "x/index.html", "../"),
        ("images/a%20b.jpg", "index.html", "./"),
        (
            "https://x.example/carnet/images/a%20b.jpg",
            "x/y/index.html",
            "https://x.example/carnet/",
        ),
        ("../images/autre.jpg", "x/index.html", ""),
        ("https://y.example/images/a%20b.jpg", "x/index.html", ""),
        ("data:image/png;base64,AA", "x/index.html", ""),
    ],
)
def test_a_page_leads_to_what_was_drawn(src: str, page: str, root: str):
    """From wherever the page stands; pictures of others are left alone."""
    html = f'<p><img alt="A &lt; b" src="{src}"></p>'
    shown = show_pictures(html, page, {"images/a b.jpg": PICTURE}, "https://x.example/carnet")

    assert (shown == html) == (not root)
    if root:
        assert f'srcset="{root}pictures/a-1-480.avif 480w"' in shown
        assert (
            f'<img alt="A &lt; b" src="{root}images/a%20b.jpg" width="2000" height="1500"' in shown
        )


def test_the_first_picture_is_not_waited_for():
    """The others are loaded when the reader comes near; a size that was typed is kept."""
    one, two = (
        '<img alt="" src="images/a%20b.jpg">',
        '<img src="images/a%20b.jpg" alt="" width="80">',
    )
    shown = show_pictures(one + two, "index.html", {"images/a b.jpg": PICTURE}, "")

    first, second = shown.split("</picture>")[:2]
    assert "loading" not in first
    assert 'loading="lazy"' in second
    assert 'sizes="80px"' in second
    assert "height=" not in second


@pytest.fixture
def illustrated(site: Site) -> Site:
    """Return a blog with an article that shows pictures of telephones and printers."""
    site.write("images/dos/grande photo.jpg", PHOTO)
    site.write("images/telephone.heic", of_a_telephone())
    site.write("images/anime.gif", moving())
    site.write("images/affiche.jpg", PHOTO)
    text = (site.content / "articles/estomac.md").read_text("utf-8")
    text += "\n![Un dos](<{static}/images/dos/grande photo.jpg>)\n"
    text += (
        "\n![Une main]({static}/images/telephone.heic)\n\n![Un geste]({static}/images/anime.gif)\n"
    )
    site.write("articles/estomac.md", text)
    return site


def test_a_site_with_pictures_passes(
    illustrated: Site, browser: Browser, serve: Callable[[Path], str]
):
    """Audited whole; a telephone loads a tenth of what the doctor gave, and nothing twice."""
    status, out, said = run_command("build", illustrated.root, {})
    assert status == 0, out + said
    page = browser.new_page(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    loaded: dict[str, int] = {}
    page.on("response", lambda answer: loaded.update({answer.url: len(answer.body())}))
    page.goto(f"{serve(illustrated.output.resolve())}estomac/", wait_until="networkidle")
    shown = page.evaluate(
        "[...document.querySelectorAll('main img')].map(i => [i.currentSrc, i.naturalWidth])"
    )
    page.close()

    assert [source.rpartition("/")[2].rpartition(".")[2] for source, _ in shown[:1]] == ["avif"]
    assert all(width > 0 for source, width in shown if source)
    pictures = [size for address, size in loaded.items() if "/pictures/" in address]
    assert 0 < max(pictures) < len(PHOTO) / 10
    feed = (illustrated.output / "feeds/fr.atom.xml").read_text("utf-8")
    assert "telephone.heic.jpg" in feed
    assert (illustrated.output / "images/affiche.jpg").stat().st_size > len(PHOTO) / 2
    assert not [*illustrated.output.rglob("*.heic")]
    assert (illustrated.content / "images/telephone.heic").read_bytes() == of_a_telephone()
