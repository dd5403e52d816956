"""Nothing runs, asks, or tells another site of the visit; no style sheet hides a box."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.privacy import POLICY
from audit.styles import audit_styles, covers, declarations, hides, loaded, split
from tests.support.sites import Site
from tests.support.spoiling import PAGE, findings, said, spoil

ELSEWHERE = "the page loads something from another site."
UNPROTECTED = "a link to another site lacks its protection."
OTHERWISE = "a link does something else than lead to a page."
ESCAPED = "a style sheet is written with escapes: it cannot be checked."
HIDING = "a style sheet hides a box, or what surrounds it."
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
REL = ' rel="external noopener noreferrer"'


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
        ("<a href='/' ping='https://t.example/'>x</a>", "<a ping>"),
        ("<meta http-equiv='refresh' content='0;url=https://t.example/'>", None),
        ("<meta http-equiv='Set-Cookie' content='a=b'>", None),
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
    spoil(published / PAGE, "</head>", f"<link rel='{rel}' href='/theme/css/main.css'></head>")

    assert (PAGE, f'something active is in the page: <link rel="{rel}">.') in said(published)


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
@pytest.mark.parametrize("name", [PAGE, "404.html", "mot-cle/sla/index.html"])
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
        ".disclaimer{display:none}",
        "@media print { .disclaimer { display: none } }",
        "@layer x { @media (min-width: 1px) { aside.disclaimer { visibility: hidden } } }",
        ".x, .sources { opacity: 0 }",
        ".communities{font-size:0}",
        ".review { clip-path: inset(50%) }",
        "main { display: none !important }",
        "body > main.layout { transform: scale(0) }",
        "article { height: 0; overflow: hidden }",
        ".article__body { position: absolute; left: -9999px }",
        ".disclaimer__text { color: transparent }",
        ".disclaimer--standard { text-indent: -9999px }",
        "* { visibility: hidden }",
        "[role=note] { display: none }",
        ":is(.disclaimer) { display: none }",
        "aside:not(.x) { display: none }",
        "#page-content { opacity: .1 }",
        ".page { display: none }",
        ".page__body { visibility: hidden }",
        ".article { & .disclaimer { display: none } }",
        "/* { */ .disclaimer { content: '}'; display: none }",
        ".disclaimer { display : NONE",
        "p { font-size: 1px }",
        ".disclaimer { max-block-size: 0 }",
        ".disclaimer { filter: opacity(0) }",
        ".disclaimer { display: var(--x) }",
        ".disclaimer { max-height: 1px; overflow: hidden }",
        ".sources { width: 1.9rem }",
        ".review { max-inline-size: calc(0px) }",
        ".disclaimer { margin-left: -9999px }",
        ".sources__list { margin: 0 0 0 calc(0px - 200vw) }",
        ".communities { position: relative; left: 200vw }",
        ".review__value { inset-inline-start: -99em }",
        ".disclaimer { rotate: x 90deg }",
        ".disclaimer { animation: gone 1s forwards }",
        ".disclaimer__text { color: #FFF }",
        ".disclaimer__text { color: white !important }",
        ".sources__text { color: rgb(255 255 255) }",
        ".review__row { color: rgba(0, 0, 0, 0) }",
        ".sources__list { display: none }",
        ".communities__list { visibility: hidden }",
        ".community__name { font-size: 1px }",
        ".review__list { opacity: 0 }",
        "section ol, section ul { display: none }",
        "dd { visibility: hidden }",
        ".disclaimer__text::first-line { color: transparent }",
        ":is(.disclaimer, x::before) { display: none }",
        "aside:not(:is(.a).x) { display: none }",
        ".x\faside { display: none }",
        ".x{background:url(a');}.disclaimer{display:none}.y{content:'}",
    ],
)
def test_a_style_sheet_that_hides_a_box_is_found(published: Path, rule: str):
    """On the screen or on paper, no rule hides a box, its words or what surrounds it."""
    sheet = published / "theme" / "css" / "main.css"
    sheet.write_text(sheet.read_text("utf-8") + rule, "utf-8")

    assert ("theme/css/main.css", HIDING) in said(published)


def test_what_of_a_box_may_be_hidden():
    """The number of a publication, and on paper the ways back and onward."""
    css = ".sources__id, .sources__back, .communities__more { display: none }"

    assert list(audit_styles(css)) == []


@pytest.mark.parametrize(
    "rule",
    [
        ".dis\\63laimer { display: none }",
        ".disclaimer { d\\69splay: none }",
        ".disclaimer { visibility: h\\69dden }",
        "@m\\65dia print { }",
    ],
)
def test_a_style_sheet_written_with_escapes_is_found(published: Path, rule: str):
    """A backslash outside a string may name anything: it does not pass."""
    sheet = published / "theme" / "css" / "main.css"
    sheet.write_text(sheet.read_text("utf-8") + rule, "utf-8")

    assert ("theme/css/main.css", ESCAPED) in said(published)
    assert list(audit_styles(".x { content: '\\201c' } /* \\ */")) == []


@pytest.mark.parametrize(
    "rule",
    [
        ".skip-link:not(:focus) { clip-path: inset(50%) }",
        ".disclaimer::before { display: none }",
        ".sources__id { display: none }",
        ".disclaimer + .x { display: none }",
        ".article .x { display: none }",
        "nav { display: none }",
        ".disclaimer { display: grid; opacity: 1; font-size: var(--size-small); height: auto }",
        ".disclaimer-like { display: none }",
        "@font-face { font-family: x }",
        "/* .disclaimer { display: none } */",
        ".x { content: '.disclaimer { display: none }' }",
    ],
)
def test_a_style_sheet_may_hide_other_things(rule: str):
    """What is no box may be hidden."""
    assert list(audit_styles(rule)) == []


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
    sheet = published / "theme" / "css" / "main.css"
    sheet.write_text(rule + sheet.read_text("utf-8"), "utf-8")

    assert ("theme/css/main.css", ELSEWHERE) in said(published)


def test_a_style_sheet_may_load_from_the_site():
    """A relative address and an image inside the sheet are the site's own."""
    assert (
        list(audit_styles("@import 'a.css'; .x { background: url(data:image/png;base64,xx) }"))
        == []
    )
    assert loaded('.x { background: url( "a.png" ) } /* url(b.png) */') == ["a.png"]


def test_how_a_style_sheet_is_read():
    """Blocks, nesting, strings and comments, in one pass; what is not closed counts."""
    css = "a:hover{color:red;margin:0} @media print{b{/*;*/top:0}} c{d{e:'}'}f:g} h{i:j"

    assert list(declarations(css)) == [
        ("a:hover", "color", "red"),
        ("a:hover", "margin", "0"),
        ("b", "top", "0"),
        ("d", "e", "''"),
        ("c", "f", "g"),
        ("h", "i", "j"),
    ]
    assert split("a:is(b, c), d[e] ,f") == ["a:is(b, c)", " d[e] ", "f"]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".disclaimer", True),
        ("body .disclaimer", True),
        (".disclaimer .x", False),
        ("section", True),
        ("nav", False),
        (".sources__list", True),
        (".sources__back", False),
        (".sources__back-link", True),
        (".communities__fictional", True),
        (".sources-call", False),
        (".disclaimer__call", True),
        (".article__header", False),
        (".article__body > :first-child", True),
        ("html", True),
        ("th", False),
        ("div.x", False),
    ],
)
def test_what_a_selector_covers(selector: str, expected: bool):
    """The last part of a selector says what it styles."""
    assert covers(selector) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("display", "block", False),
        ("display", "none", True),
        ("opacity", "0.5", False),
        ("opacity", "49%", True),
        ("opacity", "0.49", True),
        ("font-size", "9px", False),
        ("font-size", "8.9px", True),
        ("font-size", "0", True),
        ("font-size", "0.4em", True),
        ("font-size", "50%", False),
        ("font-size", "var(--x)", False),
        ("line-height", "0", True),
        ("line-height", "1.5", False),
        ("inline-size", "min(100%, 3rem)", True),
        ("inline-size", "0.0625rem", True),
        ("inline-size", "2rem", False),
        ("max-width", "20px", False),
        ("max-width", "19px", True),
        ("height", "0", True),
        ("height", "auto", False),
        ("max-inline-size", "var(--measure)", False),
        ("margin", "0 auto var(--space-l) 1.5rem", False),
        ("margin", "0 -1px", True),
        ("margin-inline", "calc(-1 * var(--panel-outset))", False),
        ("margin-inline", "calc(-9 * var(--panel-outset))", True),
        ("inset", "0 auto", False),
        ("top", "1px", True),
        ("animation", "none", False),
        ("color", "#fff0", True),
        ("color", "#888", False),
        ("color", "rgb(10, 20, 0)", False),
        ("position", "relative", False),
        ("position", "fixed", True),
        ("visibility", "visible", False),
        ("clip", "auto", False),
        ("color", "red", False),
        ("margin", "0", False),
    ],
)
def test_what_a_declaration_hides(name: str, value: str, expected: bool):
    """Gone, unseen, faint, tiny, cut, moved or without colour."""
    assert hides(name, value) == expected


def test_an_active_drawing_is_found(published: Path):
    """A drawing is opened by itself too: it runs nothing either."""
    drawing = published / "theme" / "favicon.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("</svg>", "<script>x</script></svg>"))

    assert ("theme/favicon.svg", "something active is in the page: <script>.") in said(published)
