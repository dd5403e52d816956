"""A finished page spoilt behind the plugins' back: the S family, held by the audit alone."""

from __future__ import annotations

from tests.support.pictures import IMAGES, segment

from .case import ANYWHERE, TARGET, Blocked, Fault, kit, listening, spoil

PAGE = "cible/index.html"


def spoilt(id_: str, title: str, *lines: str, page: str = PAGE, messages: str = "") -> Fault:
    """Return a plugin that changes the text ``html`` of a page, and where that is told."""
    return Fault(id_, title, Blocked("", messages or page), change=spoil(page, *lines))


def swapped(id_: str, title: str, old: str, new: str, **where: str) -> Fault:
    """Return a plugin that replaces some words of a finished page."""
    lines = (f"assert {old!r} in html", f"html = html.replace({old!r}, {new!r}, 1)")
    return spoilt(id_, title, *lines, **where)


def cut(id_: str, title: str, start: str, end: str, **where: str) -> Fault:
    """Return a plugin that cuts a part out of a finished page."""
    lines = (
        f"a = html.index({start!r})",
        f"b = html.index({end!r}, a) + len({end!r})",
        "html = html[:a] + html[b:]",
    )
    return spoilt(id_, title, *lines, **where)


DISCLAIMER = '<aside class="disclaimer '
BODY = '<div class="article__body">'
# The beginning of a JPEG, with a remark that no reader sees.
REMARK = b"\xff\xd8" + segment(0xFE, b"iPhone de Jeanne")

FAULTS = [
    cut("S01", "the disclaimer is cut out", DISCLAIMER, "</aside>"),
    cut("S02", "the sources are cut out", '<section class="sources', "</section>"),
    cut("S03", "the communities are cut out", '<section class="communities', "</section>"),
    swapped("S04", "the disclaimer is hidden", DISCLAIMER, '<aside hidden class="disclaimer '),
    swapped(
        "S05",
        "the disclaimer is hidden by a style",
        DISCLAIMER,
        '<aside style="display:none" class="disclaimer ',
    ),
    swapped(
        "S06", "what holds the disclaimer is hidden", BODY, '<div hidden class="article__body">'
    ),
    swapped("S07", "the disclaimer is put in <details>", DISCLAIMER, f"<details>{DISCLAIMER}"),
    swapped("S08", "the disclaimer is put in a template", DISCLAIMER, f"<template>{DISCLAIMER}"),
    swapped("S09", "the disclaimer is put in a comment", DISCLAIMER, f"<!-- {DISCLAIMER}"),
    swapped("S10", "one word of the disclaimer is changed", "ne remplace pas", "remplace"),
    swapped(
        "S12",
        "the disclaimer stands twice",
        DISCLAIMER,
        f"<aside class='disclaimer'></aside>{DISCLAIMER}",
    ),
    swapped(
        "S13",
        "the disclaimer is written out of sight",
        DISCLAIMER,
        '<aside aria-hidden="true" class="disclaimer ',
    ),
    swapped("S14", "a script is added", "</body>", "<script>alert(1)</script></body>"),
    swapped(
        "S15",
        "a script of another site is added",
        "</head>",
        '<script src="https://espion.example/x.js"></script></head>',
    ),
    swapped("S16", "a style is added", "</head>", "<style>.disclaimer{opacity:0}</style></head>"),
    swapped(
        "S17",
        "an image of another site is added",
        "</body>",
        '<img src="https://espion.example/x.png" alt=""></body>',
    ),
    swapped("S18", "a handler is added", "<h1>", '<h1 onclick="alert(1)">'),
    swapped(
        "S19", "a form is added", "</body>", '<form action="https://espion.example"></form></body>'
    ),
    swapped(
        "S20",
        "a frame is added",
        "</body>",
        '<iframe src="https://espion.example"></iframe></body>',
    ),
    swapped(
        "S21", "the base of links is moved", "<head>", '<head><base href="https://espion.example/">'
    ),
    swapped(
        "S22",
        "the reader is led elsewhere",
        "<head>",
        '<head><meta http-equiv="refresh" content="0;url=https://espion.example/">',
    ),
    spoilt(
        "S23",
        "the security policy is taken out",
        "import re",
        "html = re.sub('<meta http-equiv=.Content-Security-Policy[^>]*>', '', html)",
    ),
    swapped("S24", "the security policy is loosened", "default-src 'none'", "default-src *"),
    swapped(
        "S25",
        "a link leads nowhere",
        'href="https://carnet.example/articles/"',
        'href="https://carnet.example/absent/"',
    ),
    swapped(
        "S26",
        "a community that nobody vetted",
        '<section class="communities',
        '<section class="communities"><a href="https://espion.example">x</a></section>'
        '<section class="communities',
    ),
    swapped("S27", "the language of the page is changed", 'lang="fr"', 'lang="en"'),
    swapped("S28", "a second h1", "<h1>", "<h1>Autre</h1><h1>"),
    spoilt("S29", "the page is emptied", "html = ''"),
    spoilt("S30", "the page is cut in the middle", "html = html[:len(html) // 2]"),
    spoilt(
        "S31",
        "the page becomes that of another article",
        "html = (site / 'estomac/index.html').read_text('utf-8')",
        messages=ANYWHERE,
    ),
    swapped("S32", "an id stands twice", "<h1>", '<span id="page-content"></span><h1>'),
    swapped("S33", "a half-opened template is left", BODY, f"{BODY}{{{{ article.content }}}}"),
    cut(
        "S40",
        "the disclaimer is cut out of a feed",
        "&lt;aside",
        "/aside&gt;",
        page="feeds/all.atom.xml",
        messages="feeds/all.atom.xml (cible/)",
    ),
    cut(
        "S41",
        "an entry is cut out of a feed",
        "<entry>",
        "</entry>",
        page="feeds/all.atom.xml",
        messages=TARGET,
    ),
    spoilt(
        "S42",
        "the feed is cut in the middle",
        "html = html[:len(html) // 2]",
        page="feeds/all.atom.xml",
    ),
    swapped(
        "S43",
        "an entry of the feed leads elsewhere",
        'href="https://carnet.example/cible/"',
        'href="javascript:alert(1)"',
        page="feeds/all.atom.xml",
    ),
    spoilt(
        "S44",
        "the style sheet hides the disclaimer",
        "html += '.disclaimer{display:none}'",
        page="theme/css/article.css",
        messages=ANYWHERE,
    ),
    spoilt(
        "S45",
        "the style sheet loads from another site",
        "html += '@import url(https://espion.example/x.css);'",
        page="theme/css/article.css",
    ),
    spoilt("S46", "the style sheet is emptied", "html = ''", page="theme/css/article.css"),
    spoilt(
        "S47",
        "a page is deleted",
        "path.unlink()",
        "return",
    ),
    spoilt(
        "S48",
        "a page of nobody is added",
        "(site / 'x').mkdir()",
        "(site / 'x/index.html').write_text(html)",
        messages="x/index.html",
    ),
    spoilt("S49", "an unknown file is added", "(site / 'x.php').write_text('x')", messages="x.php"),
    spoilt(
        "S50",
        "a link to a file outside is added",
        "(site / 'x.txt').symlink_to('/etc/passwd')",
        messages="x.txt",
    ),
    spoilt("S51", "the home page is emptied", "html = '<!DOCTYPE html>'", page="index.html"),
    Fault(
        "S52",
        "the page is spoilt as soon as written",
        Blocked("", PAGE),
        change=spoil(
            PAGE, f"html = html.replace({DISCLAIMER!r}, '<p class=\"')", on="content_written"
        ),
    ),
    Fault(
        "S54",
        "the wording of the kit is emptied for all",
        Blocked("", ANYWHERE),
        change=kit(
            "plugins/disclaimer/step.py",
            "Result(made, tuple(problems))",
            "Result(__import__('dataclasses').replace(made, text=''), tuple(problems))",
        ),
    ),
    Fault(
        "S53",
        "the gate’s statement is forged on a site that did not pass",
        Blocked("", ANYWHERE),
        change=listening(
            "initialized",
            'statement = \'{"day": "2026-11-22", "gate": "passed"}\'',
            "site = Path(sender.settings['OUTPUT_PATH'])",
            "(site / 'build.json').write_text(statement)",
            "raise SystemExit(0)",
        ),
    ),
    swapped(
        "S55",
        "another author than the header’s",
        '<p class="byline__author">Dr',
        '<p class="byline__author">Pr Dupont, avec le Dr',
    ),
    swapped(
        "S56",
        "a reviewer whom nobody named",
        "</time></li>\n<li>1 minute",
        "</time> par Pr Dupont</li>\n<li>1 minute",
    ),
    swapped(
        "S57",
        "search engines are told of a funder whom no reader sees",
        '"@type": "BlogPosting"',
        '"@type": "BlogPosting", "funder": {"@type": "Organization", "name": "Laboratoire"}',
    ),
    swapped(
        "S58",
        "other sites are told of a picture that the page does not show",
        '<meta property="og:type"',
        '<meta property="og:image" content="https://carnet.example/images/x.png">'
        '<meta property="og:type"',
    ),
    swapped(
        "S59",
        "the page of contact does not say whom to call",
        '<aside class="disclaimer disclaimer--emergency"',
        '<aside hidden class="disclaimer disclaimer--emergency"',
        page="contact/index.html",
    ),
    Fault(
        "S60",
        "a published image gets back what a camera wrote",
        Blocked("", "images/x.jpg"),
        {"images/x.jpg": IMAGES[".jpg"][0]},
        spoil(
            PAGE,
            "image = site / 'images' / 'x.jpg'",
            f"image.write_bytes({REMARK!r} + image.read_bytes()[2:])",
        ),
    ),
    *(
        swapped(f"S61-{number}", title, old, new)
        for number, (title, old, new) in enumerate(
            (
                (
                    "other sites are told the page a reader comes from",
                    "</head>",
                    '<meta name="referrer" content="unsafe-url"></head>',
                ),
                (
                    "other sites are told the blog a reader comes from",
                    "<head>",
                    '<head><meta name="Referrer" content="origin">',
                ),
                (
                    "a link tells the page a reader comes from",
                    "<a ",
                    '<a referrerpolicy="unsafe-url" ',
                ),
                (
                    "the page is styled by what is no style sheet",
                    "</head>",
                    '<link rel="stylesheet" href="/feeds/all.atom.xml"></head>',
                ),
                (
                    "a source gets a class of something else",
                    '<li class="sources__entry',
                    '<li class="x sources__entry',
                ),
            ),
            start=1,
        )
    ),
    swapped("S11", "the emergency number is changed", "tel:15", "tel:16"),
]
