"""Faults of typed HTML: the matrix's X family, and what XSS guides add."""

from __future__ import annotations

from .case import NEW, Blocked, Fault, Published, body

CODE = "se lit comme du code de page"


def typed(id_: str, title: str, html: str, line: int = 8, says: str = CODE) -> Fault:
    """Return a fault: HTML typed after the first paragraph, refused at a line."""
    return Fault(id_, title, Blocked(says, line=line), body(html))


def printed(id_: str, title: str, html: str, *never: str, shows: str = NEW) -> Fault:
    """Return a fault that is published without harm: printed as words, or taken out."""
    return Fault(id_, title, Published(shows=(NEW, shows), never=never), body(html))


FAULTS = [
    typed(
        "X01", "comment never closed", "texte <!-- à finir", says="cette remarque n’est pas fermée"
    ),
    typed(
        "X02",
        "comment never closed, a block",
        "<!-- à finir\n\ntexte",
        says="cette remarque n’est pas fermée",
    ),
    typed("X03", "<script> never closed", "<script>alert(1)"),
    typed("X03b", "<script> closed", "<script>alert(1)</script>"),
    typed("X04", "<style> never closed", "<style>.disclaimer{display:none}"),
    typed("X04b", "<style> that hides the disclaimer", "<style>.disclaimer{display:none}</style>"),
    typed("X05", "<textarea> never closed", "<textarea>"),
    typed("X06", "<template> never closed", "<template>"),
    typed("X07", "<div hidden> never closed", "<div hidden>", says="n’est pas fermé"),
    typed(
        "X08",
        "<div style=display:none> never closed",
        '<div style="display:none">',
        says="n’est pas fermé",
    ),
    printed("X08b", "<div hidden> closed", "<div hidden>texte</div>", "hidden>"),
    printed(
        "X08c",
        "style=display:none on closed words",
        '<span style="display:none">texte</span>',
        "style=",
    ),
    typed("X09", "<noscript> never closed", "<noscript>"),
    typed("X10", "<select> never closed", "<select>"),
    typed("X11", "<title> never closed", "<title>"),
    typed("X12", "<iframe> never closed", "<iframe>"),
    typed("X12b", "<iframe> of another site", '<iframe src="https://espion.example/"></iframe>'),
    typed("X13", "<object> never closed", "<object>"),
    typed("X14", "<plaintext>", "<plaintext>"),
    typed("X14b", "<xmp> never closed", "<xmp>"),
    printed("X15", "attribute never closed", 'texte <b title="', "<b title"),
    typed("X16", "<details> never closed", "<details>", says="n’est pas fermé"),
    typed("X16b", "<dialog> never closed", "<dialog>"),
    printed("X17", "</body></html>", "texte\n\n</body></html>\n\nsuite", shows="suite"),
    typed(
        "X18",
        "comment opened in a paragraph, a title after",
        "a <!-- b\n\n## Titre\n\nc",
        says="cette remarque n’est pas fermée",
    ),
    typed("X19", "<base href>", '<base href="https://espion.example/">'),
    printed("X20", "<![CDATA[", "texte <![CDATA[ suite", "<![CDATA["),
    typed("X22", "<svg><style>", "<svg><style>*{display:none}</style></svg>"),
    typed("X23", "<frameset>", "<frameset><frame></frameset>"),
    typed("X24", "<table> never closed", "<table>", says="n’est pas fermé"),
    typed(
        "X25",
        "<meta> that leads elsewhere",
        '<meta http-equiv="refresh" content="0;url=https://espion.example/">',
    ),
    typed(
        "X26",
        "<form> to another site",
        '<form action="https://espion.example/"><input name="mal"></form>',
    ),
    printed("X27", "handler: onclick", '<span onclick="alert(1)">texte</span>', "onclick"),
    typed(
        "X27b",
        "handler on an image: onerror",
        '<img src=rien.png onerror="alert(1)" alt="">',
        says="",
    ),
    typed(
        "X28",
        "<a href=javascript:>",
        '<a href="javascript:alert(1)">texte</a>',
        says="n’est pas publiée",
    ),
    printed(
        "X29",
        "class of the disclaimer",
        '<div class="disclaimer">Rien à craindre.</div>',
        'class="disclaimer"',
    ),
    printed(
        "X29b",
        "class of the sources",
        '<div class="sources">Fausses sources.</div>',
        '<div class="sources"',
    ),
    printed(
        "X30",
        "<aside role=note>, a disclaimer made by hand",
        '<aside class="disclaimer" role="note">Faux.</aside>',
        ">Faux.</aside>",
    ),
    typed(
        "X31",
        "<link> to a style sheet",
        '<link rel="stylesheet" href="https://espion.example/x.css">',
    ),
    typed("X32", "<video> of another site", '<video src="https://espion.example/x.mp4"></video>'),
    typed("X33", "<input>", "<input autofocus onfocus=alert(1)>"),
    typed(
        "X34",
        "<math> with a link",
        '<math><maction xlink:href="javascript:alert(1)">x</maction></math>',
    ),
    typed(
        "X35",
        "script in a code block left open by HTML",
        "<pre><code>x\n\n<script>1</script>\n",
        says="",
    ),
    typed("X36", "<button popovertarget>", '<button popovertarget="x">x</button>'),
    typed("X37", "element with a name of its own", "<x-espion>texte</x-espion>"),
    typed("X38", "<h1> in the text", "<h1>Un autre titre</h1>", says="un second titre"),
    typed("X38b", "# heading in the text", "# Un autre titre", says="un second titre"),
    printed("X39", "<body onload>", "<body onload=alert(1)>", "onload"),
    typed("X40", "<marquee>", "<marquee>texte</marquee>"),
    typed("X21", "<?php", "<?php echo 1 ?>", says=""),
]
