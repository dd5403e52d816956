"""Nothing runs, asks, or tells another site of the visit; no style sheet hides a box."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.privacy import POLICY
from audit.styles import audit_styles, loaded
from tests.support.sites import Site
from tests.support.spoiling import PAGE, findings, said, spoil

ELSEWHERE = "the page loads something from another site."
UNPROTECTED = "a link to another site lacks its protection."
FOLLOWING = "a link tells another site where its readers come from."
OTHERWISE = "a link does something else than lead to a page."
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
REL = ' rel="external noreferrer"'


@pytest.mark.parametrize(
    ("active", "tag"),
    [
        ("<script src='https://t.example/x.js'></script>", "<script>"),
        ("<script>alert(1)</script>", "<script>"),
        ("<script type='module'></script>", "<script>"),
        ("<script type='application/ld+json' src='/x.js'></script>", "<script>"),
        ("<iframe src='https://t.example/'></iframe>", "<iframe>"),
        ("<iframe srcdoc='x'></iframe>", "<iframe srcdoc>"),
        ("<form action='/'></form>", "<form>"),
        ("<input>", "<input>"),
        ("<button>x</button>", "<button>"),
        ("<object data='/x'></object>", "<object>"),
        ("<embed src='/x'>", "<embed>"),
        ("<applet></applet>", "<applet>"),
        ("<base href='https://t.example/'>", "<base>"),
        ("<style>.disclaimer { color: red }</style>", "<style>"),
        ("<video src='https://t.example/v.mp4'></video>", "<video>"),
        ("<audio></audio>", "<audio>"),
        ("<template>x</template>", "<template>"),
        ("<noscript>x</noscript>", "<noscript>"),
        ("<dialog open>x</dialog>", "<dialog>"),
        ("<marquee>x</marquee>", "<marquee>"),
        ("<my-widget></my-widget>", "<my-widget>"),
        ("<svg><script>x</script></svg>", "<script>"),
        ("<svg><animate attributeName='x'></animate></svg>", "<animate>"),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "<foreignobject>"),
        ("<svg><use href='#x'></use></svg>", "<use>"),
        ("<svg><image href='https://t.example/x.png'></image></svg>", "<image>"),
        ("<math><maction actiontype='x'>x</maction></math>", "<maction>"),
        ("<math><annotation-xml encoding='text/html'></annotation-xml></math>", "<annotation-xml>"),
        ("<p onclick='x()'>x</p>", "<p onclick>"),
        ("<p ONCLICK='x()'>x</p>", "<p onclick>"),
        ("<img src=x/onerror=alert(1) onerror=alert(1)>", "<img onerror>"),
        ("<svg/onload=x()></svg>", "<svg onload>"),
        ("<details ontoggle='x()'></details>", "<details ontoggle>"),
        ("<p onbeforematch=x>x</p>", "<p onbeforematch>"),
        ("<p style='color:red'>x</p>", "<p style>"),
        ("<hr size='9999'>", "<hr size>"),
        ("<table bgcolor='#fff'><tr><td>x</table>", "<table bgcolor>"),
        ("<img vspace='9999' src='/x.png' alt=''>", "<img vspace>"),
        ("<svg width='1' height='1' overflow='visible'></svg>", "<svg overflow>"),
        ("<a href='/' ping='https://t.example/'>x</a>", "<a ping>"),
        ("<meta http-equiv='Set-Cookie' content='a=b'>", None),
        *(
            (f"<meta name='{name}' content='{said}'>", f'<meta name="referrer" content="{said}">')
            for name, said in (
                ("referrer", "unsafe-url"),
                ("Referrer", "origin"),
                ("referrer", "no-referrer, unsafe-url"),
                ("referrer", ""),
                (" referrer ", "always"),
            )
        ),
        (
            "<a href='/' referrerpolicy='unsafe-url'>x</a>",
            '<a referrerpolicy="unsafe-url">',
        ),
        ("<img src='/x.png' alt='' referrerpolicy=''>", '<img referrerpolicy="">'),
    ],
)
def test_nothing_active_is_published(published: Path, active: str, tag: str | None):
    """A page that would run, ask, frame or style something does not pass."""
    spoil(published / PAGE, "</main>", f"{active}</main>")
    found = {what for name, what in said(published) if name == PAGE}

    assert any(
        what == f"something active is in the page: {tag}."
        or (tag is None and what.startswith("something active is in the page: <meta http-equiv="))
        for what in found
    )


def test_a_page_that_leads_elsewhere_is_found(published: Path):
    """Only an old address leads to a new one by itself, and no page that has words does."""
    refresh = "<meta http-equiv='refresh' content='0;url=https://t.example/'>"
    spoil(published / PAGE, "</main>", f"{refresh}</main>")

    assert (PAGE, "the page leads elsewhere by itself.") in said(published)


@pytest.mark.parametrize(
    "loading",
    [
        "<img src='https://t.example/p.gif' alt=''>",
        "<img src='http://t.example/p.gif' alt=''>",
        "<img src='//t.example/p.gif' alt=''>",
        "<img src='\\\\t.example/p.gif' alt=''>",
        "<img src='/\t/t.example/p.gif' alt=''>",
        "<img src=' https://t.example/p.gif' alt=''>",
        "<img src='data:image/gif;base64,R0lGOD' alt=''>",
        "<img src='/theme/favicon.svg' srcset='/a.svg 1x, //t.example/p.gif 2x' alt=''>",
        "<picture><source srcset='https://t.example/p.avif'></picture>",
        "<img poster='https://t.example/p.gif' alt=''>",
        "<link rel='stylesheet' href='https://t.example/x.css'>",
        "<link rel='alternate stylesheet' href='https://t.example/x.css'>",
        "<link rel='icon' href='https://t.example/x.ico'>",
        "<link href='https://t.example/x.css' rel='StyleSheet'>",
        "<link rel='preload' imagesrcset='https://t.example/x.png 1x'>",
        "<link rel='preconnect' href='https://t.example'>",
        "<link rel='dns-prefetch' href='//t.example'>",
    ],
)
def test_nothing_is_loaded_from_elsewhere(published: Path, loading: str):
    """An image, a style sheet or an icon of another site does not pass."""
    spoil(published / PAGE, "</main>", f"{loading}</main>")

    assert (PAGE, ELSEWHERE) in said(published)


@pytest.mark.parametrize("rel", ["preload", "prefetch", "modulepreload", "manifest", "import"])
def test_nothing_is_loaded_ahead(published: Path, rel: str):
    """What the policy does not name is not loaded from the site itself either."""
    spoil(published / PAGE, "</head>", f"<link rel='{rel}' href='/theme/css/article.css'></head>")

    assert (PAGE, f'something active is in the page: <link rel="{rel}">.') in said(published)


@pytest.mark.parametrize("href", ["/feeds/all.atom.xml", "/images/x.svg", "", "/x.css?.txt"])
def test_a_page_is_styled_by_style_sheets_alone(published: Path, href: str):
    """Only what was looked at as a style sheet may be one."""
    spoil(published / PAGE, "</head>", f"<link rel='stylesheet' href='{href}'></head>")

    what = 'something active is in the page: <link rel="stylesheet">.'
    assert (PAGE, what) in said(published)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java&Tab;script:alert(1)",
        "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "blob:x",
        "file:///etc/passwd",
        "intent://x",
        "sms:15",
    ],
)
def test_a_link_only_leads_to_pages(published: Path, href: str):
    """A link that runs something, or opens what is no page, does not pass."""
    spoil(published / PAGE, "</main>", f"<a href='{href}'>x</a></main>")

    assert (PAGE, OTHERWISE) in said(published)


@pytest.mark.parametrize(
    "rel", ["", ' rel="noopener"', ' rel="external noopener"', ' rel="noopener noreferrer"']
)
@pytest.mark.parametrize("name", [PAGE, "vie-privee/index.html"])
def test_a_link_to_another_site_is_protected(published: Path, name: str, rel: str):
    """A link to another site does not say who follows it, in boxes, bodies and pages."""
    spoil(published / name, REL, rel)

    assert (name, UNPROTECTED) in said(published)


@pytest.mark.parametrize("name", [PAGE, "vie-privee/index.html"])
@pytest.mark.parametrize("asked", ["?utm_source=a", "?a=1&amp;fbclid=b", "#XTOR=c"])
def test_a_link_that_follows_readers_is_found(published: Path, name: str, asked: str):
    """Whatever made the page, no address says where its readers come from."""
    spoil(published / name, "</main>", f"<a href='https://a.example/{asked}'{REL}>x</a></main>")

    assert (name, FOLLOWING) in said(published)


def test_links_of_a_body_are_protected(site: Site):
    """What the doctor writes in Markdown, summary included, leads out with its protection."""
    site.write(
        "articles/liens.md",
        "---\ntitle: Liens\ndate: 2026-10-02\nconditions: reflux\n"
        "summary: Voir [la HAS](https://www.has-sante.fr).\n---\n"
        'Texte [@chey2024], [la HAS](https://www.has-sante.fr/x?a=1&b=2 "titre"), '
        "[ici](https://carnet.example/estomac/), <https://www.ameli.fr>.\n",
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert built.page("liens").count(REL) >= 3
    assert findings(built.output, site.content) == []


@pytest.mark.parametrize(
    "policy",
    [
        "",
        META.replace("'none'", "*", 1),
        META.replace("; form-action 'none'", ""),
        META.replace("content=", "data-content="),
        META.replace("Content-Security-Policy", "Content-Security-Policy-Report-Only"),
        META + META,
    ],
)
@pytest.mark.parametrize("name", [PAGE, "404.html", "mot-cle/estomac/index.html"])
def test_another_policy_is_found(published: Path, name: str, policy: str):
    """Every page carries the approved policy, once, word for word."""
    spoil(published / name, META, policy)

    assert (name, "the page's security policy is not the approved one.") in said(published)


@pytest.mark.parametrize("place", ["</head>", "<main"])
def test_a_policy_that_comes_late_is_found(published: Path, place: str):
    """The policy comes before anything that it rules, in the head."""
    spoil(published / PAGE, META, "")
    spoil(published / PAGE, place, META + place)

    assert (PAGE, "the page's security policy comes too late in the page.") in said(published)


@pytest.mark.parametrize(
    "rule",
    [
        "@import 'https://t.example/x.css';",
        '@import url("//t.example/x.css");',
        ".x { background: url(https://t.example/p.gif) }",
        ".x { background: url( 'http://t.example/p.gif' ) }",
        ".x { background: URL(//t.example/p.gif) }",
        ".x { background: url(\\68ttps://t.example) }",
        "@font-face { src: url(https://t.example/f.woff2) }",
        ".x { background: image-set('https://t.example/p.gif' 1x) }",
        ".x { background: url(data:text/html,x) }",
        ".x { cursor: url(ftp:x) }",
    ],
)
def test_a_style_sheet_that_loads_from_elsewhere_is_found(published: Path, rule: str):
    """No image, font or sheet of another site."""
    sheet = published / "theme" / "css" / "article.css"
    sheet.write_text(rule + sheet.read_text("utf-8"), "utf-8")

    assert ("theme/css/article.css", ELSEWHERE) in said(published)


def test_a_style_sheet_may_load_from_the_site():
    """A relative address and an image inside the sheet are the site's own."""
    css = "@import 'a.css'; .x { background: url(data:image/png;base64,xx) }"

    assert ELSEWHERE not in [problem.what for problem in audit_styles(css)]
    assert loaded('.x { background: url( "a.png" ) } /* url(b.png) */') == ["a.png"]


def test_an_active_drawing_is_found(published: Path):
    """A drawing is opened by itself too: it runs nothing either."""
    drawing = published / "theme" / "favicon.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("</svg>", "<script>x</script></svg>"))

    assert ("theme/favicon.svg", "something active is in the page: <script>.") in said(published)
