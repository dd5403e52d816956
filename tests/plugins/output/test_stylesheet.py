"""One style sheet for the reader, many for whoever works on them."""

from __future__ import annotations

from plugins.output.stylesheet import bundle, spare
from tests.support.sites import Site


def test_imports_are_put_in_their_place():
    """An import becomes its text, in its layer and its medium, under the name of its file."""
    sheets = {"a.css": "a { color: red }\n", "print.css": "b { color: blue }\n"}
    main = (
        "@layer base, print;\n"
        '@import url("a.css") layer(base);\n'
        '@import url("print.css") layer(print) print;\n'
    )
    text, paths = bundle(main, sheets.__getitem__)

    assert paths == ["a.css", "print.css"]
    assert text == (
        "@layer base, print;\n"
        "@layer base {\n/* file: a.css */\na { color: red }\n/* end of file */\n}\n"
        "@media print {\n@layer print {\n/* file: print.css */\nb { color: blue }\n"
        "/* end of file */\n}\n}\n"
    )


def test_remarks_and_indentation_are_spared():
    """Each rule stays on its line, for the audit to name; a string is what it was."""
    sheet = 'a {\n  /* one\n     two */\n  content: "/* no */";\n}\n/* last'

    assert spare(sheet) == 'a {\n\n\ncontent: "/* no */";\n}\n'


def test_a_sheet_without_imports_is_left_alone():
    """Nothing is changed where there is nothing to import."""
    assert bundle("a { color: red }\n", str) == ("a { color: red }\n", [])


def test_another_theme_is_left_alone(site: Site):
    """A theme that has no css/main.css keeps its sheets as they are."""
    built = site.build("THEME = 'notmyidea'\nJINJA_ENVIRONMENT.pop('undefined')")

    assert built.status == 0, built.said
    assert len(list((built.output / "theme" / "css").glob("*.css"))) > 1
