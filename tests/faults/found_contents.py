"""Faults found by reading: links, attributes, addresses of Pelican’s contents. The N family."""

from __future__ import annotations

from .case import (
    ANYWHERE,
    BODY,
    HEADER,
    NEW,
    TARGET,
    Blocked,
    Fault,
    Published,
    added,
    body,
    header,
    whole,
)

WHOLE = f"---\n{HEADER}---\n{BODY}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OTHER = f"---\n{HEADER.replace('La cible', 'Une autre')}---\n{BODY}"
MISSING = "un fichier qui n’existe pas"


FAULTS = [
    Fault(
        "N30",
        "old link |attach|../../secret.env",
        Blocked("", line=8),
        body("[x](|attach|../../secret.env)"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N31",
        "old link |filename|absent.md",
        Blocked("", line=8),
        body("[x](|filename|absent.md)"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N32",
        "{attach} in <blockquote cite>",
        Published(never=("secret.env",)),
        body('<blockquote cite="{attach}../../secret.env">x</blockquote>'),
        pelican="contents.Content._get_intrasite_link_regex",
    ),
    Fault(
        "N33",
        "{attach} in quotes of code",
        Published(shows=("secret.env",)),
        body('`<a href="{attach}../../secret.env">`'),
        pelican="contents.Content.get_static_links",
    ),
    Fault(
        "N34",
        "{attach} with %2e%2e for ..",
        Blocked(MISSING, line=8),
        body("[x]({attach}%2e%2e/%2e%2e/secret.env)"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N38",
        "image linked with {filename}",
        Blocked("", line=8),
        body("![a]({filename}/images/x.png)") | {"images/x.png": PNG},
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N39",
        "article linked with {static}: its source published",
        Blocked("", line=8),
        body("[x]({static}estomac.md)"),
        pelican="generators.StaticGenerator.generate_context",
    ),
    Fault(
        "N40",
        "draft linked with {static}: its source published",
        Blocked("", line=8),
        body("[x]({static}tard.md)")
        | {"articles/tard.md": "---\ntitle: Plus tard\nstatus: draft\n---\nsecret\n"},
        pelican="generators.StaticGenerator.generate_context",
    ),
    Fault(
        "N41",
        "{author} of whom there is no page",
        Blocked("", line=8),
        body("[x]({author}moi)"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N42",
        "{index} in the text",
        Published(shows=(NEW, 'href="https://carnet.example/')),
        body("[x]({index})"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N43",
        "braces in a title, as in a format",
        Published(shows=("{slug}",)),
        header(HEADER.replace("La cible", "Le {slug} et {0.__class__}")),
        pelican="contents.Content._expand_settings",
    ),
    Fault(
        "N44",
        "braces in the category",
        Published(),
        added("category: A {slug}"),
        pelican="urlwrappers.URLWrapper._from_settings",
    ),
    Fault(
        "N45",
        "override_save_as: x",
        Blocked("n’est pas un champ connu", line=5),
        added("override_save_as: x"),
        pelican="contents.Content.__init__",
    ),
    Fault(
        "N46",
        "translations: x",
        Blocked("n’est pas un champ connu", line=5),
        added("translations: x"),
        pelican="contents.Content.__init__",
    ),
    Fault(
        "N47",
        "date_format: %s",
        Blocked("n’est pas un champ connu", line=5),
        added('date_format: "%s"'),
        pelican="contents.Content.__init__",
    ),
    Fault(
        "N50",
        "tags C and C++: one address",
        Published(),
        added("tags: C, C++"),
        pelican="urlwrappers.URLWrapper.__eq__",
    ),
    Fault(
        "N51",
        "tag of nothing but signs",
        Blocked("adresse", line=5),
        added('tags: a, "+++"'),
        pelican="utils.slugify",
    ),
    Fault(
        "N52",
        "category of nothing but signs",
        Blocked("adresse", line=5),
        added('category: "???"'),
        pelican="utils.slugify",
    ),
    Fault(
        "N53",
        "categories that differ by an accent: one address",
        Published(),
        added("category: Santé")
        | {"articles/estomac.md": OTHER.replace("---\nT", "category: Sante\n---\nT")},
        pelican="urlwrappers.URLWrapper.__eq__",
    ),
    Fault(
        "N54",
        "file name of nothing but signs",
        whole("", "articles/!!!.md"),
        {"articles/!!!.md": OTHER},
        pelican="utils.slugify",
    ),
    Fault(
        "N55",
        "file name that begins with a language: .en.md",
        Published(absent=("en",)),
        {"articles/.en.md": OTHER},
        pelican="readers.parse_path_metadata",
    ),
    Fault(
        "N56",
        "file name of three languages",
        whole("", "articles/autre.en.fr.md"),
        {"articles/autre.en.fr.md": OTHER},
        pelican="readers.parse_path_metadata",
    ),
    Fault(
        "N57",
        "two English translations of one article",
        whole("même adresse", ANYWHERE),
        {
            "articles/cible.en.md": OTHER,
            "articles/autre.md": OTHER.replace("---\nT", "slug: cible\nlang: en\n---\nT"),
        },
        pelican="utils.process_translations",
    ),
    Fault(
        "N58",
        "article named cible.fr.md beside cible.md",
        whole("même adresse", ANYWHERE),
        {"articles/cible.fr.md": OTHER},
        pelican="utils.process_translations",
    ),
    Fault(
        "N59",
        "draft translation of a published article",
        Published(never=("drafts/",), absent=("en", "drafts")),
        {"articles/cible.en.md": OTHER.replace("---\nT", "status: draft\n---\nT")},
        pelican="utils.process_translations",
    ),
    Fault(
        "N60",
        "hidden translation of a published article",
        Published(),
        {
            "articles/cible.en.md": OTHER.replace(
                "---\nT", "status: hidden\ninterests: None.\n---\nT"
            )
        },
        pelican="utils.process_translations",
    ),
    Fault(
        "N61",
        "page and article of one name",
        whole("même adresse", ANYWHERE),
        {"pages/cible.md": "---\ntitle: Page\n---\nTexte.\n"},
        pelican="writers.Writer._open_w",
    ),
    Fault(
        "N62",
        "article named 404.md",
        Published(page="404"),
        {"articles/404.md": OTHER.replace("Texte", "Texte neuf")},
        pelican="generators.PagesGenerator.generate_output",
    ),
    Fault(
        "N63",
        "article named en.md",
        Published(page="en"),
        {"articles/en.md": WHOLE},
        pelican="contents.Content.get_url_setting",
    ),
    Fault(
        "N64",
        "author with a comma and a semicolon",
        Blocked("l’auteur « Dr X » n’est pas décrit dans blog.toml", line=5),
        added("author: Dr X; Dr Y"),
        pelican="readers.ensure_metadata_list",
    ),
    Fault(
        "N65",
        "tags parted by semicolons",
        Published(),
        added("tags: un; deux"),
        pelican="readers.ensure_metadata_list",
    ),
    Fault(
        "N35",
        "{static} with &#46;&#46; for ..",
        Blocked(MISSING),
        body("[x]({static}&#46;&#46;/&#46;&#46;/secret.env)"),
        pelican="contents.Content._link_replacer",
    ),
    Fault(
        "N36",
        "{attach} moves the image of another article",
        Published(),
        {
            "images/x.png": PNG,
            TARGET: f"{WHOLE}\n![a]({{attach}}/images/x.png)\n",
            "articles/estomac.md": f"{OTHER}\n![a]({{attach}}/images/x.png)\n",
        },
        pelican="contents.Static.attach_to",
    ),
    Fault(
        "N37",
        "{attach} and {static} of one image",
        Published(),
        {
            "images/x.png": PNG,
            TARGET: f"{WHOLE}\n![a]({{static}}/images/x.png)\n",
            "articles/estomac.md": f"{OTHER}\n![a]({{attach}}/images/x.png)\n",
        },
        pelican="contents.Static.attach_to",
    ),
]
