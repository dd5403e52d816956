"""No style sheet hides or covers a box: what is not on the list is found, with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit import styles
from audit.style_sheet import Declaration, Odd, read_sheet, split
from audit.style_tokens import contrast
from audit.style_values import BESIDE_A_BOX, INERT, OF_A_BOX
from audit.styles import NOT_LISTED, allowed_for, audit_styles
from plugins.output.stylesheet import shorten_names
from plugins.shared.problems import Problem
from tests.support.spoiling import audited
from tests.support.stylesheet import CSS, theme_sheet

SHEET = "theme/css/article.css"


def refused(css: str) -> list[Problem]:
    """Return what is not on the list."""
    return [problem for problem in audit_styles(css) if problem.what == NOT_LISTED]


BODY = "body { margin: 0 }"


def line_of(name: str, written: str) -> int:
    """Return the first line of a sheet of the theme that says something."""
    lines = (CSS / name).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip() == written)


def test_the_theme_passes():
    """All that the kit's own theme says is on the list, in every medium."""
    assert refused(theme_sheet()) == []


# Those of the hostile tester's report first.
HOSTILE = [
    ".disclaimer{font:normal 0/0 serif}",
    ".disclaimer{font-size:calc(0px)}",
    ".disclaimer{zoom:.01}",
    ".disclaimer{display:flex;block-size:1px;overflow:hidden}",
    ".disclaimer{order:99}",
    ".disclaimer{color:var(--color-paper);background:var(--color-paper)}",
    "body::after{content:'';position:fixed;inset:0}",
    # Gone.
    ".disclaimer{display:none}",
    "@media print{.disclaimer{display:none}}",
    "@layer x{@media (min-width:1px){aside.disclaimer{visibility:hidden}}}",
    "@container (min-width:1px){.disclaimer{display:none}}",
    "@supports (display:grid){.sources{visibility:collapse}}",
    ".x,.sources{opacity:0}",
    ".sources__entry{opacity:.49}",
    ".review{content-visibility:hidden}",
    ".disclaimer{all:unset;display:none}",
    ".sources__list{display:contents}",
    ".disclaimer{display:var(--x)}",
    ".disclaimer{display:NONE!important}",
    ".disclaimer { display : NONE",
    "main{display:none}",
    "article{height:0;overflow:hidden}",
    "#page-content{opacity:.1}",
    ".page__body{visibility:hidden}",
    "[role=note]{display:none}",
    "[class^=disc]{display:none}",
    "aside:not(.x){display:none}",
    ":is(.disclaimer){display:none}",
    ":where(aside,section){display:none}",
    ":is(.disclaimer,x::before){display:none}",
    "main :has(> a[href^=tel]){display:none}",
    "*{visibility:hidden}",
    ".article{& .disclaimer{display:none}}",
    ".article{.disclaimer{display:none}}",
    ".x{& + &,.disclaimer{display:none}}",
    ".disclaimer{@media print{display:none}}",
    ".disclaimer{@layer x{display:none}}",
    "/* { */ .disclaimer{content:'}';display:none}",
    ".x{background:url(a');}.disclaimer{display:none}.y{content:'}",
    ".dis\\63laimer{display:none}",
    ".disclaimer{d\\69splay:none}",
    "ASIDE{DISPLAY:NONE}",
    "@scope (main){.disclaimer{display:none}}",
    "@starting-style{.disclaimer{opacity:0}}",
    ".caps{display:none}",
    "li{display:none}",
    ".sources-call{display:none}",
    ".care__body{display:none}",
    "#source-chey2024{display:none}",
    "section > #x{display:none}",
    ".toc{display:none}",
    # Too small, too narrow, cut, turned, moved.
    "p{font-size:1px}",
    ".community__name{font-size:.5em}",
    ".disclaimer__text{font-size:min(1rem,1px)}",
    ".disclaimer__text{font-size:clamp(0px,1rem,1px)}",
    ".disclaimer__text{line-height:0}",
    ".disclaimer__text{letter-spacing:-1em}",
    ".disclaimer__text{word-spacing:-1em}",
    ".disclaimer__text{text-indent:-9999px}",
    ".disclaimer__text{text-indent:200vw}",
    ".sources{width:1.9rem}",
    ".review{max-inline-size:calc(0px)}",
    ".disclaimer{max-height:1px;overflow:hidden}",
    ".disclaimer{overflow:clip;contain:strict}",
    ".sources__list{column-width:1px}",
    ".sources__list{columns:99}",
    ".disclaimer{clip-path:inset(50%)}",
    ".disclaimer{clip:rect(0,0,0,0);position:absolute}",
    ".disclaimer{mask:linear-gradient(transparent,transparent)}",
    ".disclaimer{filter:opacity(0)}",
    ".disclaimer{backdrop-filter:blur(9px)}",
    ".disclaimer{mix-blend-mode:screen}",
    ".disclaimer{transform:scale(0)}",
    ".disclaimer{scale:0}",
    ".disclaimer{rotate:x 90deg}",
    ".disclaimer{translate:0 -100vh}",
    ".disclaimer{offset:path('M-999 0')}",
    ".disclaimer{writing-mode:vertical-rl}",
    ".disclaimer{direction:rtl;unicode-bidi:bidi-override}",
    ".disclaimer{margin-left:-9999px}",
    ".disclaimer{margin-block-start:-100vh}",
    ".disclaimer{margin-block-start:99999px}",
    ".disclaimer{padding-block-start:1e4rem}",
    ".sources__list{margin:0 0 0 calc(0px - 200vw)}",
    ".communities{position:relative;left:200vw}",
    ".communities{position:sticky;inset-block-start:-99rem}",
    ".disclaimer{float:right;shape-outside:circle()}",
    ".article__body{display:flex;flex-direction:column-reverse}",
    "article{display:grid;grid-auto-flow:column;grid-auto-columns:100vw}",
    ".article__body{columns:9;block-size:9rem}",
    "html{font-size:1px}",
    ":root{font-size:1px}",
    "html{overflow:hidden;block-size:100vh}",
    ".layout{inline-size:200vw}",
    "main{margin-inline-start:101vw}",
    "p{padding-inline:40rem}",
    "div{padding-inline:2rem}",
    ".disclaimer__text{white-space:nowrap}",
    ".disclaimer__text{overflow-wrap:normal;white-space:pre}",
    ".disclaimer__text{hyphens:none;text-overflow:ellipsis}",
    ".disclaimer__text{-webkit-line-clamp:1}",
    ".disclaimer{animation:gone 1s forwards}",
    "@keyframes gone{to{opacity:0}}",
    ".disclaimer{transition:opacity 9999s}",
    # Unread.
    ".disclaimer__text{color:transparent}",
    ".disclaimer__text{color:#FFF}",
    ".disclaimer__text{color:var(--color-panel)}",
    ".disclaimer__text{color:color-mix(in srgb,white,white)}",
    ".disclaimer__text{-webkit-text-fill-color:transparent}",
    ".disclaimer__text::first-line{color:transparent}",
    ".disclaimer__text::first-letter{font-size:0}",
    ".disclaimer{background:var(--color-text)}",
    ".disclaimer{background-image:linear-gradient(#000,#000)}",
    "body{background:var(--color-text)}",
    ".care__body{background:var(--color-paper)}",
    ".care__body{color:var(--color-text)}",
    "strong{color:var(--color-panel)}",
    ".disclaimer__text{text-decoration:line-through 9em}",
    ".disclaimer__text{text-shadow:0 0 9em #000}",
    ".disclaimer__text{-webkit-text-security:disc}",
    ".disclaimer__text{font-family:Wingdings}",
    ".disclaimer__text{font-variant-caps:unicase;font-palette:x}",
    "@font-face{font-family:'Segoe UI';src:local(Wingdings)}",
    "@font-face{font-family:x;src:url(x.woff2);unicode-range:U+0-FFFF}",
    "@counter-style decimal{system:cyclic;symbols:''}",
    ".disclaimer{forced-color-adjust:none}",
    ".disclaimer::before{content:'Ceci est faux.'}",
    ".disclaimer__text{content:url(data:image/png;base64,xx)}",
    "li{list-style-type:'Faux : '}",
    # Covered, by what is no box.
    ".x{position:fixed;inset:0}",
    ".site-header{position:sticky;block-size:100vh}",
    ".mark{position:absolute;inline-size:100vw;block-size:999rem}",
    ".site-footer{margin-block-start:-999rem}",
    ".site-header{margin-block-end:-20rem}",
    ".site-header__bar{transform:scale(99)}",
    ".site-header{box-shadow:0 0 0 100vmax #fff}",
    ".site-header{outline:99rem solid #fff}",
    ".site-header{border-block-end:99rem solid #fff}",
    ".site-header__link{line-height:99}",
    ".site-header{padding-block-end:999rem}",
    ".x{block-size:100000px}",
    ".site-header{min-block-size:100vh}",
    ".site-header::after{content:'';display:block;block-size:99rem}",
    ".site-header__brand{font-size:99rem}",
    ".x{z-index:9}",
    ".x{float:left;inline-size:100vw}",
    ".x::backdrop{position:fixed}",
    ".article-card__link::after{inset:-99rem}",
    ".sources-call > a::after{content:attr(data-reference)}",
    # Tokens, wherever they are.
    ":root{--size-text:0rem}",
    ":root{--size-small:calc(1px*0)}",
    "@media print{:root{--size-small:1pt}}",
    "@layer tokens{@media (min-width:62rem){:root{--line-text:0}}}",
    ":root{--line-small:9}",
    ":root{--space-m:-9rem}",
    ":root{--space-xl:999rem}",
    ":root{--gutter:50vw}",
    ":root{--measure:1rem}",
    ":root{--frame:0}",
    ":root{--margin-column:12rem}",
    ":root{--panel-outset:9rem}",
    ":root{--font-text:Wingdings, sans-serif}",
    ":root{--font-text:sans-serif, Wingdings}",
    ":root{--target:99rem}",
    ".disclaimer{--size-small:1px}",
    ".disclaimer{--color-text:#fff}",
    "html{--color-text:#faf6ee}",
    "*{--space-m:4rem}",
    ":root{--unknown:1rem}",
    ".care--urgent{--_bar:var(--color-panel)}",
    "@property --space-m{syntax:'<number>';inherits:false;initial-value:9}",
    # What a browser would do with it is not known.
    "@import 'a.css';",
    "@namespace x url(y);",
    "@unknown{.x{color:red}}",
    ".disclaimer{display:block;;}}",
]


@pytest.mark.parametrize("rule", HOSTILE)
def test_a_hostile_rule_is_found(rule: str):
    """One line of a sheet is enough to be refused."""
    assert {problem.line for problem in refused(f".x{{color:red}}\n{rule}")} == {2}


TOKENS = (CSS / "tokens.css").read_text("utf-8")
PUBLISHED = shorten_names(theme_sheet(), TOKENS)


@pytest.mark.parametrize("rule", [rule for rule in HOSTILE if re.search(r"[{(]--", rule)])
def test_a_hostile_rule_is_found_by_its_short_names(rule: str):
    """What is published is held to the same list, and told with the names of the theme."""
    short = shorten_names(theme_sheet() + rule, TOKENS)

    assert refused(PUBLISHED) == []
    assert {problem.quote for problem in refused(short)} == {
        problem.quote for problem in refused(rule)
    }


@pytest.mark.parametrize("name", ["--color-paper", "--color-p\\61per"])
def test_a_name_is_one_thing_only(name: str):
    """A sheet that has a name of the theme beside its short one is not taken for either."""
    assert refused(f"{PUBLISHED}:root{{{name}:#faf6ee}}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("--color-text: #1c2927;", "--color-text: transparent;"),
        ("--color-text: #1c2927;", "--color-text: #faf6ee;"),
        ("--color-text: #1c2927;", "--color-text: #1c292700;"),
        ("--color-text: #1c2927;", "--color-text: var(--color-text);"),
        ("--color-text: #1c2927;", ""),
        ("--color-paper: #faf6ee;", "--color-paper: #1c2927;"),
        ("--color-panel: #e7efe6;", "--color-panel: #678;"),
        ("--color-on-emergency: #fdfaf3;", "--color-on-emergency: var(--color-emergency);"),
        ("--color-text: #ece6d9;", "--color-text: #161d1c;"),
        ("--color-text-quiet: #b3bcb6;", "--color-text-quiet: #555;"),
        ("--color-text-quiet: var(--color-text);", "--color-text-quiet: var(--color-panel);"),
        ("--color-accent: #000;", "--color-accent: #ccc;"),
        ("@media print {", "@supports (display: grid) {"),
        ("/* Who asks", "@layer x { :root { --color-text: #1c2927; } }\n/* Who asks"),
    ],
)
def test_letters_that_cannot_be_read_are_found(old: str, new: str):
    """By day, by night, with more contrast and on paper, at 4.5 to 1 or better."""
    assert refused(TOKENS) == []
    assert old in TOKENS

    assert refused(TOKENS.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("--color-accent: #11594e;", "--color-accent: #0b4f6c;"),
        ("--color-panel: #20302c;", "--color-panel: #1a2a33;"),
        ("--space-l: 1.75rem;", "--space-l: 2rem;"),
        ("--size-text: 11pt;", "--size-text: 12pt;"),
        ('--font-display: "Iowan Old Style", ', '--font-display: "Charter", '),
    ],
)
def test_a_theme_may_be_given_other_tokens(old: str, new: str):
    """Colours, sizes and fonts are a developer's choice, within what can be read."""
    assert old in TOKENS

    assert refused(TOKENS.replace(old, new)) == []


@pytest.mark.parametrize(
    "rule",
    [
        ".disclaimer{padding-block:var(--space-s);border-radius:.25rem}",
        ".disclaimer__text{font-size:1.25rem;line-height:1.7;color:var(--color-text-quiet)}",
        ".sources{margin-block-start:4rem;border-block-start:1px solid var(--color-rule)}",
        ".sources__back{display:none}",
        ".communities__title{color:var(--color-caution);text-align:center}",
        ".site-footer__kit{display:none}",
        "nav{display:none}",
        ".x{color:red;display:flex;gap:1rem;opacity:.3}",
        ".x:hover{text-decoration:underline}",
        "@media (min-width:50rem){.x{display:grid}}",
        ".disclaimer + .x{display:none}",
        ".x{& > .y{display:none}}",
        "h2{hyphens:none;font-weight:700}",
        "/* .disclaimer{display:none} */",
        ":root{--space-l:2rem;--font-text:Georgia, serif}",
    ],
)
def test_what_leaves_the_boxes_in_sight_passes(rule: str):
    """Sizes, spaces and colours in their ranges; what is no box may also be hidden."""
    assert refused(rule) == []


def test_the_file_and_the_line_are_named(published: Path, monkeypatch: pytest.MonkeyPatch):
    """Of the sheets that readers get, what is wrong is said where the theme has it."""
    monkeypatch.setattr(styles, "_word_for_word", frozenset)
    styles._refused.cache_clear()
    found = {(file, problem.line, problem.quote) for file, problem in audited(published).findings}
    styles._refused.cache_clear()

    assert ("theme/static/css/base.css", line_of("base.css", "margin: 0;"), BODY) in found
    size = line_of("print_directory.css", "size: A4;")
    assert (
        "theme/static/css/print_directory.css",
        size,
        "@media print { @page handout { size: a4 } }",
    ) in found


def test_what_the_theme_does_not_have_is_said_of_the_sheet(published: Path):
    """A rule that was put into the finished sheet has its line there."""
    sheet = published / SHEET
    css = sheet.read_text("utf-8")
    sheet.write_text(f"{css}main{{zoom:0}}", "utf-8")
    found = [(file, problem.line, problem.quote) for file, problem in audited(published).findings]

    assert found == [(SHEET, css.count("\n") + 1, "main { zoom: 0 }")]


def test_how_a_sheet_is_read():
    """Rules in rules, strings, comments and escapes, as a browser reads them."""
    css = (
        "a:hover{COLOR:Red;margin:0}\n@media print{b{/*;*/top:0}}\n"
        "c,d{e{f:'}'}g:h}\n@page x{margin:1mm}\nk{l:\\6dn !important}m{n:1/**/px}"
    )

    assert list(read_sheet(css)) == [
        Declaration(1, "", "", "a:hover", "color", "red"),
        Declaration(1, "", "", "a:hover", "margin", "0"),
        Declaration(2, "", "@media print", "b", "top", "0"),
        Declaration(3, "", "", ":is(c, d) e", "f", '"}"'),
        Declaration(3, "", "", "c", "g", "h"),
        Declaration(3, "", "", "d", "g", "h"),
        Declaration(4, "", "", "@page x", "margin", "1mm"),
        Declaration(5, "", "", "k", "l", "mn !important"),
        Declaration(5, "", "", "m", "n", "1 px"),
    ]
    assert split("a:is(b, c), d[e=',' ] ,f") == ["a:is(b, c)", "d[e=',' ]", "f"]
    assert [type(one) for one in read_sheet("a{" * 20 + "b:c")] == [Odd]
    assert [type(one) for one in read_sheet("a{b:c}" * 200_000)] == [Odd]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".disclaimer", OF_A_BOX),
        ("body .disclaimer", OF_A_BOX),
        (".disclaimer__call", OF_A_BOX),
        (".x.disclaimer", OF_A_BOX),
        (".disclaimer .x", BESIDE_A_BOX),
        (".disclaimer::before", BESIDE_A_BOX),
        (".disclaimer::first-line", OF_A_BOX),
        (".sources__back", BESIDE_A_BOX),
        (".sources__back-link", OF_A_BOX),
        (".disclaimer-like", BESIDE_A_BOX),
        ("nav", BESIDE_A_BOX),
        ("navx", INERT),
        ("section", INERT),
        ("main > *", {}),
        ("[hidden]", {}),
        (":root", {}),
        (".layout", INERT),
        (".care--urgent", INERT),
        ("#page-content", INERT),
        ("#source-chey2024", INERT),
        (".x#y", BESIDE_A_BOX),
        ("div.x", BESIDE_A_BOX),
        ("div:not(.x)", INERT),
    ],
)
def test_what_a_selector_may_touch(selector: str, expected: object):
    """The last part of a selector says what it styles."""
    assert allowed_for(selector) is expected or allowed_for(selector) == expected == {}


def test_contrast_is_that_of_wcag():
    """Black on white, a grey at the edge, a colour on itself (W3C, “G18”)."""
    assert round(contrast("000000", "ffffff"), 2) == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54
    assert contrast("11594e", "11594e") == 1
