"""Former addresses: what may be one, and that each leads a reader to its text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from plugins.redirects.core import (
    Former,
    Redirect,
    UnusableError,
    apache,
    read_former,
    redirects_file,
)
from tests.support.publishing import run
from tests.support.sites import ARTICLE, BLOG, Built, Site
from tests.support.spoiling import findings, spoil

OWN = "https://carnet.example"
LISTED = '\n[[redirects]]\nold = "{}"\nnew = "{}"\n'


def aliased(*aliases: str, text: str = ARTICLE) -> str:
    """Return an article with former addresses."""
    return text.replace("conditions:", f"aliases: {', '.join(aliases)}\nconditions:")


def built(site: Site, base: str = "publishconf") -> Built:
    """Build the blog, and be sure that the audit has nothing to say."""
    shutil.rmtree(site.output, ignore_errors=True)
    done = site.build(base=base)
    assert done.status == 0, done.said
    assert findings(done.output, site.content, drafts=base == "pelicanconf") == []
    return done


@pytest.mark.parametrize(
    ("written", "path", "page"),
    [
        ("/2019/03/mal-de-dos/", "2019/03/mal-de-dos/", "2019/03/mal-de-dos/index.html"),
        ("mal-de-dos", "mal-de-dos/", "mal-de-dos/index.html"),
        ("mal-de-dos/index.html", "mal-de-dos/", "mal-de-dos/index.html"),
        ("https://carnet.example/a/", "a/", "a/index.html"),
        ("/vieux.html", "vieux.html", "vieux.html"),
        ("/%C3%A9t%C3%A9/", "été/", "été/index.html"),
        ("/e\u0301te\u0301/", "été/", "été/index.html"),
        ("/page.php", "page.php", ""),
        ("/PAGE.HTML", "PAGE.HTML", ""),
        ("/dr.martin", "dr.martin/", "dr.martin/index.html"),
        ("/a.php/", "a.php/", "a.php/index.html"),
    ],
)
def test_what_a_former_address_may_be(written: str, path: str, page: str):
    """A path, with or without slashes, the blog's address before it, accents in either form."""
    assert read_former(written, OWN) == Former(path, page)


@pytest.mark.parametrize(
    "written",
    [
        *("", "/", "index.html", OWN, "//autre.example/a/", "https://autre.example/a/"),
        *("/?p=12", "/a/#b", "/../a/", "/a/../../b/", "/.htaccess", "/a/.git/", "/a%2e%2e/%2e%2e/"),
        *(
            "/a\\b/",
            "/a b/",
            "/a%00/",
            "/a\n/",
            "/%zz/",
            "/con/",
            "/a/nul.html",
            "/a./",
            "~jeanne/",
        ),
        *("/a" * 9, "/" + "a" * 201, '/"a"/', "/<a>/", "/a*/", "/page/2/", "/rubrique/dos/page/3/"),
    ],
)
def test_what_can_be_none(written: str):
    """Nothing that leaves the site, hides in it, or that a file system or a host would not take."""
    with pytest.raises(UnusableError):
        read_former(written, OWN)


def test_what_hosts_are_told():
    """Under a path too, accents encoded, nothing of an address taken for a pattern."""
    known = [
        Redirect("été.b/", "été.b/index.html", "a/index.html"),
        Redirect("a+b.html", "a+b.html", "index.html"),
    ]

    assert redirects_file(known, "/blog") == (
        "/blog/a+b.html /blog/ 301\n/blog/%C3%A9t%C3%A9.b/ /blog/a/ 301\n"
    )
    assert apache(known, "/blog").splitlines()[1:3] == [
        r'RedirectMatch 301 "^/blog/a\+b\.html$" "/blog/"',
        r'RedirectMatch 301 "^/blog/été\.b/?$" "/blog/a/"',
    ]
    assert (redirects_file([], ""), apache([], "")) == ("", "")


@pytest.mark.parametrize("path", ["", "/carnet"])
def test_a_reader_arrives(site: Site, browser: Browser, path: str):
    """In a browser, each former address ends at its text, also through another one."""
    aliases = ("/2019/dos-qui-lance/", "vieux.html", "/été/", "/dr.martin", "/PAGE.HTML")
    site.write("articles/estomac.md", aliased(*aliases))
    site.write("pages/plan.md", "---\ntitle: Le plan\naliases: [/acces/]\n---\nPar la gare.\n")
    settings = LISTED.format("/conseils/", "/vieux.html") + LISTED.format("/blog/", "/")
    site.write("blog.toml", BLOG.replace(OWN, f"{OWN}{path}") + settings)
    done = built(site)
    told = (done.output / "_redirects").read_text("utf-8").splitlines()

    assert f"{path}/conseils/ {path}/estomac/ 301" in told
    assert len(told) == 8
    assert "2019" not in (done.output / "sitemap.xml").read_text("utf-8")
    assert 'content="noindex"' in done.page("conseils")
    assert f'<link rel="canonical" href="{OWN}{path}/estomac/">' in done.page("conseils")
    assert f"{path}/vieux" in (done.output / ".htaccess").read_text("utf-8")
    local = built(site, "pelicanconf")
    page = browser.new_page()
    for former, title in {
        "2019/dos-qui-lance/index.html": "L’estomac",
        "vieux.html": "L’estomac",
        "conseils/index.html": "L’estomac",
        "acces/index.html": "Le plan",
    }.items():
        page.goto((local.output / former).as_uri())
        page.wait_for_url(lambda url, former=former: former not in url)
        assert page.text_content("h1") == title
    page.close()


REFUSED = {
    "a page": ({"articles/foie.md": aliased("/estomac/")}, "est l’adresse d’une page du blog"),
    "its own": ({"articles/foie.md": aliased("/foie/")}, "est l’adresse actuelle de ce texte"),
    "a list": ({"articles/foie.md": aliased("/articles/")}, "est l’adresse d’une page du blog"),
    "kept": ({"articles/foie.md": aliased("/images/foie/")}, "le blog garde pour lui"),
    "twice": (
        {"articles/foie.md": aliased("/a/"), "articles/rate.md": aliased("/A")},
        "mène déjà ailleurs : voyez articles/foie.md",
    ),
    "a folder": (
        {"articles/foie.md": aliased("/a.html", "/a.html/b/")},
        "demanderait un dossier et une page",
    ),
    "out": ({"articles/foie.md": aliased("/../a/")}, "ne peut pas être une adresse ici"),
    "a question": ({"articles/foie.md": aliased("/?p=12")}, "ne mène nulle part chez un tel"),
    "a circle": (
        {"blog.toml": BLOG + LISTED.format("/a/", "/b/") + LISTED.format("/b/", "/a/")},
        "revient à elle-même",
    ),
    "nowhere": (
        {"blog.toml": BLOG + LISTED.format("/a/", "/estomak/")},
        "mène à /estomak/, où le blog n’a pas de page en ligne",
    ),
    "capitals": (
        {"blog.toml": BLOG + LISTED.format("/a/", "/Estomac/")},
        "mène à /Estomac/, où le blog n’a pas de page en ligne",
    ),
    "another site": (
        {"blog.toml": BLOG + LISTED.format("/a/", "https://autre.example/b/")},
        "« https://autre.example/b/ » n’est pas une adresse de ce blog",
    ),
    "a draft": (
        {
            "blog.toml": BLOG + LISTED.format("/a/", "/foie/"),
            "articles/foie.md": ARTICLE.replace("date:", "status: draft\ndate:"),
        },
        "mène à /foie/, où le blog n’a pas de page en ligne",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(site: Site, name: str):
    """With the file, the line and the words, and nothing is written."""
    files, said = REFUSED[name]
    for file, text in files.items():
        site.write(file, text.replace("L'estomac", f"De {Path(file).stem}"))
    done = site.build(base="publishconf")
    told = done.said.replace("\u00a0", " ")

    assert done.status == 1
    assert said in told
    assert "✗ ligne" in told
    assert not (site.output / "index.html").exists()


def test_a_text_that_waits_leads_nowhere_yet(site: Site):
    """Neither a draft nor a planned article gives itself away by a former address."""
    text = aliased("/avant/", text=ARTICLE.replace("L'estomac", "Plus tard"))
    site.write("articles/plus-tard.md", text.replace("2026-10-01", "2026-12-12"))
    done = built(site)
    assert not (done.output / "avant").exists()
    assert not (done.output / "_redirects").exists()
    site.write("blog.toml", BLOG.replace("2026-11-22", "2026-12-12"))
    done = site.build(base="publishconf")
    assert (done.output / "avant" / "index.html").is_file()


def test_the_audit_sees_where_they_lead(site: Site):
    """A former address that leads elsewhere, is missing, or a page that leads on by itself."""
    site.write("articles/estomac.md", aliased("/avant/"))
    done = built(site)
    page = done.output / "avant" / "index.html"
    good = page.read_text("utf-8")
    for old, new in (
        ("0; url=", "9; url="),
        ("refresh", "x-refresh"),
        ('url=https://carnet.example/estomac/"', 'url=https://autre.example/"'),
        ('<a href="https://carnet.example/estomac/"', '<a href="https://carnet.example/"'),
        ('name="robots" content="noindex"', 'name="robots" content="all"'),
        (
            'canonical" href="https://carnet.example/estomac/"',
            'canonical" href="https://carnet.example/"',
        ),
    ):
        spoil(page, old, new)
        assert findings(done.output, site.content), new
        page.write_text(good, "utf-8")
    assert findings(done.output, site.content) == []
    (done.output / "_redirects").write_text("/avant/ /contact/ 301\n", "utf-8")
    assert any("does not say" in one for one in findings(done.output, site.content))
    shutil.rmtree(page.parent)
    assert len(findings(done.output, site.content)) > 1
    other = built(site).output / "estomac" / "index.html"
    refresh = '<meta http-equiv="refresh" content="5; url=/">'
    spoil(other, '<meta name="viewport', f'{refresh}<meta name="viewport')
    assert any("by itself" in one for one in findings(done.output, site.content))


def test_an_address_that_is_gone_is_told_with_what_to_write(site: Site):
    """A text that moved, and one that is gone: the line to add is the one that lets it pass."""
    site.write("pages/plan.md", "---\ntitle: Le plan\n---\nPar la gare.\n")
    site.write("articles/rate.md", ARTICLE.replace("L'estomac", "La rate"))
    assert run(site, "publish").returncode == 0
    site.write("articles/estomac.md", ARTICLE.replace("conditions", "slug: ventre\nconditions"))
    (site.content / "articles" / "rate.md").unlink()
    (site.content / "pages" / "plan.md").unlink()
    done = run(site, "publish")
    assert done.returncode == 1
    assert "ajoutez à son en-tête la ligne\u00a0: aliases: /estomac/" in done.stderr
    assert '[[redirects]], old = "/rate/"' in done.stderr
    assert "/plan/ était en ligne, et ne l’est plus." in run(site, "check").stderr
    text = aliased("/estomac/", text=ARTICLE.replace("conditions", "slug: ventre\nconditions"))
    site.write("articles/estomac.md", text)
    listed = LISTED.format("/rate/", "/ventre/") + LISTED.format("/plan/", "/")
    site.write("blog.toml", BLOG + listed)
    done = run(site, "publish")
    assert done.returncode == 0, done.stderr
    assert "ne l’est plus" not in done.stderr


def test_a_long_former_address_is_kept(site: Site):
    """``slug`` takes an address longer than one that a file’s name would give."""
    slug = "-".join(["mal-de-dos"] * 12)
    site.write("articles/estomac.md", ARTICLE.replace("conditions", f"slug: {slug}\nconditions"))

    assert (built(site).output / slug / "index.html").is_file()
