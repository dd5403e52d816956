"""One style sheet for the reader, many for whoever works on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit.style_sheet import Declaration, read_sheet
from plugins.output.stylesheet import bundle, shorten_names
from tests.support.sites import Site
from tests.support.stylesheet import CSS, theme_imports


def test_imports_are_put_in_their_place():
    """An import becomes its text, in its layer and its medium; so does what it imports."""
    sheets = {
        "frame.css": '@layer base, print;\n@import url("a.css") layer(base);\n',
        "a.css": "a { color: red }\n",
        "print.css": "b { color: blue; margin: 0 }\nc { top: 0 }\n",
    }
    main = '@import url("frame.css");\n@import url("print.css") layer(print) print;\n'
    text, paths = bundle(main, sheets.__getitem__)

    assert paths == ["frame.css", "a.css", "print.css"]
    assert text == (
        "@layer base,print;@layer base{a{color:red}}"
        "@media print{@layer print{b{color:blue;margin:0}c{top:0}}}\n"
    )


def test_blocks_that_open_alike_are_one():
    """Where they follow each other, so that nothing changes its order."""
    sheets = {"a.css": "a{b:c}", "d.css": "d{e:f}", "g.css": '@import url("a.css") layer(x);'}
    names = ("a.css", "d.css")
    layered = "".join(f'@import url("{name}") layer(x);' for name in names)
    printed = "".join(f'@import url("{name}") layer(y) print;' for name in names)
    apart = '@import url("a.css") layer(x);@import url("d.css") layer(y);@import url("g.css");'

    assert bundle(layered, sheets.__getitem__)[0] == "@layer x{a{b:c}d{e:f}}\n"
    assert bundle(printed, sheets.__getitem__)[0] == (
        "@media print{@layer y{a{b:c}}@layer y{d{e:f}}}\n"
    )
    assert bundle(apart, sheets.__getitem__)[0] == (
        "@layer x{a{b:c}}@layer y{d{e:f}}@layer x{a{b:c}}\n"
    )


@pytest.mark.parametrize(
    ("sheet", "made"),
    [
        (
            'a {\n  /* one\n     two */\n  content: "/* no  */";\n}\n/* last',
            'a{content:"/* no  */"}\n',
        ),
        ("a:hover  >  b ,\n c  d { margin : 0  1px ; }", "a:hover > b,c d{margin:0 1px}\n"),
        ("a{inset:calc( 1px  +  2px )/**/0}", "a{inset:calc(1px + 2px) 0}\n"),
        (
            "@media (min-width: 1rem)  and  (scripting) {a{b:c}}",
            "@media (min-width: 1rem) and (scripting){a{b:c}}\n",
        ),
        ("a{&:hover{b:c} d:e!important}", "a{&:hover{b:c}d:e!important}\n"),
        (":is( a , b ):not([c = 'd e']){--x:  y ;}", ":is(a,b):not([c = 'd e']){--x:y}\n"),
        ("a{b:url( x.png ) no-repeat}", "a{b:url(x.png) no-repeat}\n"),
    ],
)
def test_what_means_nothing_is_taken_out(sheet: str, made: str):
    """Remarks, spaces, the last semicolon; a string is what it was."""
    assert bundle(sheet, str)[0].replace('"', "'") == made.replace('"', "'")


@pytest.mark.parametrize("sheet", ["a{b:c} }", "a{b c}", "@media x{a b}"])
def test_what_cannot_be_read_stays(sheet: str):
    """So that the audit sees what the theme has."""
    assert bundle(sheet, str) == (f"\n{sheet}\n\n", [])


def test_the_theme_says_the_same():
    """Each declaration of its sheets is in the one that is sent, value for value, in order."""
    text, paths = bundle(theme_imports(), lambda path: (CSS / path).read_text("utf-8"))
    written = [found for path in paths for found in read_sheet((CSS / path).read_text("utf-8"))]
    sent = [found for found in read_sheet(text) if isinstance(found, Declaration)]

    assert [found[3:] for found in sent] == [
        found[3:] for found in written if isinstance(found, Declaration)
    ]
    assert len(text) < 40_000


def test_published_names_are_short(published: Path):
    """What the theme names by its role has a letter or two in every sheet, and nothing else has."""
    for sheet in (published / "theme" / "css").glob("*.css"):
        (line,) = sheet.read_text("utf-8").splitlines()
        named = set(re.findall(r"(?<![\w-])--[a-zA-Z][\w-]*", line))
        assert len(named) > 25
        assert max(map(len, named)) == 3, sheet.name

    many = "".join(f"--x{number}: 1;" for number in range(54))
    assert shorten_names("var(--x51) var(--x52) var(--x53)", many) == "var(--Z) var(--aa) var(--ab)"


def test_a_size_that_no_rule_of_a_sheet_calls_is_left_out():
    """Whatever stands beside it; colours stay, which the audit holds against each other."""
    tokens = "--size-a: 1; --size-b: 1; --size-c: 1; --color-d: #fff;"
    sheet = ":root{--size-a:1rem;--size-b:2rem;--color-d:#fff;--size-c:3rem}p{margin:var(--size-b)}"

    assert shorten_names(sheet, tokens) == ":root{--b:2rem;--d:#fff;}p{margin:var(--b)}"
    assert shorten_names(":root{--size-a:1rem}p{margin:0}", tokens) == ":root{}p{margin:0}"
    assert shorten_names("a{b:var(--x)}.x--x{--_x:var(--y)}", ":root{--x: 1}") == (
        "a{b:var(--a)}.x--x{--_x:var(--y)}"
    )


def test_another_theme_is_left_alone(site: Site):
    """A theme that has none of these keeps its sheets as they are."""
    built = site.build("THEME = 'notmyidea'\nJINJA_ENVIRONMENT.pop('undefined')")

    assert built.status == 0, built.said
    assert len(list((built.output / "theme" / "css").glob("*.css"))) > 1
