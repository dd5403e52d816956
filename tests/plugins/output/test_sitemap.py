"""Programs that visit the site find a true map of it, and whom to tell of a fault."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from plugins.output.sitemap import is_to_be_found, robots, security, sitemap, write_files
from tests.support.sites import BLOG, KIT, Built, Site
from tests.support.spoiling import PAGE, findings, said, spoil

OURS = "https://carnet.example"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"
# sitemaps.org's own, of 2008, as the npm package “sitemap” 9.0.1 (MIT) carries it.
SCHEMA = xmlschema.XMLSchema(KIT / "tests" / "data" / "sitemap" / "sitemap.xsd")


def days(site: Path) -> dict[str, str]:
    """Return the day of each address of a sitemap, without the site's own part."""
    root = ET.parse(site / "sitemap.xml").getroot()
    return {
        (url.findtext(LOC) or "").removeprefix(OURS): url.findtext(LASTMOD) or "" for url in root
    }


def test_the_sitemap_is_valid(demo: Built):
    """The sitemap of the demonstration passes the official schema, which refuses what is not."""
    SCHEMA.validate(demo.output / "sitemap.xml")
    text = (demo.output / "sitemap.xml").read_text("utf-8")
    for old, new in (("loc>", "lok>"), ("2026-06-11", "hier"), ("urlset", "set")):
        assert not SCHEMA.is_valid(text.replace(old, new))


def test_the_sitemap_lists_what_may_be_found(demo: Built):
    """Every article with its own day, lists and pages; never the page of lost addresses."""
    found = days(demo.output)

    assert found["/sla/"] == "2026-06-11"
    assert found["/en/ror-et-autisme/"] == "2026-09-17"
    assert {"/", "/articles/", "/a-propos/", "/rubrique/sang/"} <= found.keys()
    assert not any("404" in address or "drafts" in address for address in found)


def test_days_are_those_of_the_text(site: Site):
    """``modified`` and the history date an article, not the build; what is hidden stays out."""
    body = "conditions: reflux\n---\nUn texte [@chey2024].\n"
    for name, header in {
        "date": "date: 2026-10-02\n",
        "modifie": "date: 2026-10-02\nmodified: 2026-10-09\n",
        "histoire": "date: 2026-10-02\nchanges:\n- 2026-10-20 update: un essai\n",
        "relu": "date: 2026-10-02\nreviewed: 2026-11-02\n",
        "cache": "date: 2026-10-02\nstatus: hidden\n",
        "brouillon": "date: 2026-10-02\nstatus: draft\n",
        "oublie": "date: 2022-10-02\n",
    }.items():
        site.write(f"articles/{name}.md", f"---\ntitle: Un titre\n{header}{body}")
    site.write("pages/essai.md", "---\ntitle: Essai\nmodified: 2026-09-01\n---\nTexte.\n")
    site.write("pages/secret.md", "---\ntitle: Secret\nstatus: hidden\n---\nTexte.\n")
    built = site.build(base="publishconf")
    found = days(built.output)

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    SCHEMA.validate(built.output / "sitemap.xml")
    assert found["/date/"] == found["/relu/"] == "2026-10-02"
    assert found["/modifie/"] == "2026-10-09"
    assert found["/histoire/"] == "2026-10-20"
    assert (built.output / "cache" / "index.html").exists()
    assert not found.keys() & {
        "/cache/",
        "/oublie/",
        "/secret/",
        "/brouillon/",
        "/drafts/brouillon/",
    }


def test_a_local_build_has_the_same_map(site: Site):
    """Drafts have a page on the doctor's machine, and still no place in the sitemap."""
    site.write("articles/b.md", "---\ntitle: Un\nstatus: draft\n---\nTexte.\n")
    built = site.build()

    assert (built.output / "drafts" / "b" / "index.html").exists()
    assert not any("drafts" in address for address in days(built.output))
    assert findings(built.output, site.content, drafts=True) == []


@given(st.text(min_size=1).filter(lambda name: "\x00" not in name))
def test_any_address_makes_a_valid_line(name: str):
    """Whatever a page is called, its line is valid XML and an address."""
    text = sitemap(OURS, {f"{name.encode('utf-8', 'replace').decode()[:100]}/index.html": None})

    SCHEMA.validate(text)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<head><meta name="robots" content="noindex"></head>', False),
        ('<head><meta name="robots" content="nofollow, none"></head>', False),
        ('<head><meta name="robots" content="nofollow"></head>', True),
        ('<head></head><meta name="robots" content="noindex">', True),
        ("", True),
    ],
)
def test_a_page_that_asks_to_be_left_out_is_known(html: str, found: bool):
    """Only what the head says counts."""
    assert is_to_be_found(html) is found


def test_another_theme_keeps_hidden_pages_out_too(tmp_path: Path):
    """A theme that asks nothing of search engines does not put a hidden page into the sitemap."""
    for name in ("a", "cache"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("<head></head>", "utf-8")
    blog = SimpleNamespace(
        blog=SimpleNamespace(address=OURS, language="fr"), contact=SimpleNamespace(mail="")
    )
    dates = {"a/index.html": date(2026, 10, 2), "cache/index.html": None}
    write_files(tmp_path, tmp_path.rglob("*.html"), blog, dates, date(2026, 11, 22))

    assert days(tmp_path) == {"/a/": "2026-10-02"}


def test_robots_may_read_everything():
    """Nothing is forbidden, and the sitemap is named."""
    assert robots(OURS).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {OURS}/sitemap.xml",
    ]


@pytest.mark.parametrize("today", [date(2026, 11, 1), date(2026, 11, 30), date(2024, 2, 29)])
def test_whom_to_tell_of_a_fault_holds_less_than_a_year(today: date):
    """RFC 9116: Contact, Expires within a year, Preferred-Languages, Canonical."""
    fields = dict(
        line.split(": ", 1) for line in security(OURS, "a@b.fr", "en", today).splitlines()
    )
    expires = date.fromisoformat(fields["Expires"].removesuffix("T00:00:00Z"))

    assert 300 < (expires - today).days < 365
    assert fields["Contact"] == "mailto:a@b.fr"
    assert fields["Preferred-Languages"] == "en, fr"
    assert fields["Canonical"] == f"{OURS}/.well-known/security.txt"


def test_security_txt_is_written_for_a_mail_only(site: Site):
    """Without a mail in blog.toml nobody is named."""
    assert not (site.build().output / ".well-known").exists()
    site.write("blog.toml", f'{BLOG}\n[contact]\nmail = "dr@carnet.example"\n')
    built = site.build(base="publishconf")
    file = built.output / ".well-known" / "security.txt"
    messages = file.read_text("utf-8")

    assert "Contact: mailto:dr@carnet.example\n" in messages
    assert findings(built.output, site.content) == []
    what = "whom to tell of a fault is not said, or has expired."
    for old, new in (("2027-10-01", "2026-11-22"), ("2027-10-01", "2028-10-01"), ("dr@", "x@")):
        file.write_text(messages.replace(old, new), "utf-8")
        assert (".well-known/security.txt", what) in said(built.output, site.content)
    file.write_text(messages + "Contact: mailto:x@y.fr\n", "utf-8")
    assert (".well-known/security.txt", what) in said(built.output, site.content)
    file.unlink()
    assert any(name == ".well-known/security.txt" for name, _ in said(built.output, site.content))


def test_a_name_that_nobody_gave_is_found(site: Site):
    """A security.txt without a mail in blog.toml does not pass."""
    built = site.build(base="publishconf")
    (built.output / ".well-known").mkdir()
    (built.output / ".well-known" / "security.txt").write_text("Contact: mailto:x@y.fr\n", "utf-8")

    found = said(built.output, site.content)
    assert any(name == ".well-known/security.txt" for name, _ in found)


SLA = "<url><loc>https://carnet.example/sla/</loc><lastmod>2026-06-11</lastmod></url>"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (SLA, "", "this page is not in the sitemap."),
        ("2026-06-11", "2026-11-22", "the sitemap does not say when articles/sla.md last changed."),
        ("<lastmod>2026-06-11</lastmod>", "", "the sitemap does not say when articles/sla.md last"),
        (
            "2026-06-11",
            "2026-06-11T00:00:00Z",
            "the sitemap does not say when articles/sla.md last",
        ),
        ("example/sla/", "example/slo/", "the sitemap leads nowhere, or twice to one page."),
        ("https://carnet.example/sla/", "https://ailleurs.example/", "the sitemap leads nowhere"),
        (SLA, SLA + SLA, "the sitemap leads nowhere, or twice to one page."),
        ("example/sla/", "example/404.html", "the sitemap leads to a page that must not be found."),
        ("<loc>https://carnet.example/sla/</loc>", "<x/>", "a line of the sitemap cannot be read."),
    ],
)
def test_a_false_sitemap_is_found(published: Path, old: str, new: str, what: str):
    """A page left out, one too many, a day that the text does not say."""
    spoil(published / "sitemap.xml", old, new)

    assert any(name == "sitemap.xml" and text.startswith(what) for name, text in said(published))


def test_no_sitemap_is_found(published: Path):
    """A site without its sitemap does not pass."""
    (published / "sitemap.xml").unlink()

    assert ("sitemap.xml", "the sitemap is missing.") in said(published)


def test_a_page_that_hides_is_not_in_the_sitemap(published: Path):
    """A page that asks to be left out, and that the sitemap lists, does not pass."""
    spoil(
        published / "a-propos" / "index.html",
        "<title>",
        "<meta name=robots content=noindex><title>",
    )

    assert ("sitemap.xml", "the sitemap leads to a page that must not be found.") in said(published)


@pytest.mark.parametrize("text", ["", "User-agent: *\n", "Disallow: /\n"])
def test_robots_that_are_sent_away_are_found(published: Path, text: str):
    """A robots.txt that forbids the site, or does not name the sitemap, does not pass."""
    kept = (published / "robots.txt").read_text("utf-8") if "Dis" in text else ""
    (published / "robots.txt").write_text(kept + text, "utf-8")
    what = "robots are sent away, or are not told where the sitemap is."

    assert ("robots.txt", what) in said(published)
    assert PAGE in days(published) or "/sla/" in days(published)
