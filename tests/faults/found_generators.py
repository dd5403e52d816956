"""Faults found by reading: which files Pelican reads and what its settings allow. The N family."""

from __future__ import annotations

from .case import (
    ANYWHERE,
    HEADER,
    Blocked,
    Fault,
    Published,
    body,
    header,
    own_copy,
    settings,
    whole,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def setting(id_: str, title: str, python: str, pelican: str, says: str = "") -> Fault:
    """Return a change of the settings that must stop the build."""
    return Fault(id_, title, Blocked(says, ANYWHERE), change=settings(python), pelican=pelican)


FAULTS = [
    Fault(
        "N01",
        "article in HTML, read by Pelican itself",
        whole("", "articles/autre.html"),
        {"articles/autre.html": "<html><head><title>x</title></head><body><script>1</script>"},
        pelican="readers.HTMLReader",
    ),
    Fault(
        "N02",
        "article in reStructuredText that includes a file",
        whole("", "articles/autre.rst"),
        {"articles/autre.rst": "x\n#\n\n:date: 2026-10-02\n\n.. include:: ../../secret.env\n"},
        pelican="readers.RstReader",
    ),
    Fault(
        "N03",
        "file .htm among the pages",
        whole("", "pages/x.htm"),
        {"pages/x.htm": "<title>x</title>"},
        pelican="readers.HTMLReader.file_extensions",
    ),
    setting(
        "N04",
        "IGNORE_FILES that passes over every article",
        "IGNORE_FILES = ['*.md']",
        "generators.Generator._include_path",
    ),
    setting(
        "N05",
        "ARTICLE_PATHS, one letter missing",
        "ARTICLE_PATHS = ['article']",
        "generators.Generator.get_files",
    ),
    Fault(
        "N06",
        "ARTICLE_EXCLUDES with the articles",
        Published(),
        change=settings("ARTICLE_EXCLUDES = ['articles']"),
        pelican="generators.Generator.get_files",
    ),
    Fault(
        "N07",
        "READERS without Markdown",
        Published(),
        change=settings("READERS = {'md': None}"),
        pelican="readers.Readers.__init__",
    ),
    setting(
        "N08",
        "ARTICLE_SAVE_AS empty: no article is written",
        "ARTICLE_SAVE_AS = ''",
        "generators.ArticlesGenerator.generate_articles",
    ),
    setting(
        "N09",
        "DEFAULT_METADATA makes drafts of all",
        "DEFAULT_METADATA = {'status': 'draft'}",
        "readers.default_metadata",
    ),
    setting(
        "N10",
        "DEFAULT_METADATA hides all",
        "DEFAULT_METADATA = {'status': 'hidden'}",
        "readers.default_metadata",
    ),
    setting(
        "N11",
        "DIRECT_TEMPLATES empty: no home page",
        "DIRECT_TEMPLATES = []",
        "generators.ArticlesGenerator.generate_direct_templates",
    ),
    setting(
        "N12",
        "OUTPUT_SOURCES publishes the texts, remarks included",
        "OUTPUT_SOURCES = True",
        "generators.SourceFileGenerator._create_source",
    ),
    setting(
        "N13",
        "STATIC_PATHS publishes the whole content folder",
        "STATIC_PATHS = ['images', '.']",
        "generators.StaticGenerator.generate_context",
    ),
    setting(
        "N14",
        "STATIC_PATHS publishes the ledger",
        "STATIC_PATHS = ['images', 'communities', 'blog.toml']",
        "generators.StaticGenerator.generate_context",
    ),
    Fault(
        "N15",
        "EXTRA_PATH_METADATA writes an image over an article",
        Blocked("", ANYWHERE),
        {"images/x.png": PNG},
        settings("EXTRA_PATH_METADATA = {'images/x.png': {'save_as': 'cible/index.html'}}"),
        "readers.path_metadata",
    ),
    Fault(
        "N16",
        "TEMPLATE_PAGES writes a text over an article",
        Blocked("", ANYWHERE),
        {"images/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        settings("TEMPLATE_PAGES = {'images/x.svg': 'cible/index.html'}"),
        "generators.TemplatePagesGenerator.generate_output",
    ),
    Fault(
        "N17",
        "TEMPLATE_PAGES writes outside of the site",
        Blocked("", ANYWHERE),
        {"images/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"},
        settings("TEMPLATE_PAGES = {'images/x.svg': '../../output2/x.html'}"),
        "writers.Writer._get_localcontext",
    ),
    Fault(
        "N18",
        "STATIC_CREATE_LINKS publishes links",
        Published(),
        {"images/x.png": PNG},
        settings("STATIC_CREATE_LINKS = True"),
        "generators.StaticGenerator._link_staticfile",
    ),
    Fault(
        "N19",
        "THEME_TEMPLATES_OVERRIDES with another article.html",
        Blocked("", ANYWHERE),
        {"images/article.html": "<p>vide</p>"},
        settings("THEME_TEMPLATES_OVERRIDES = [str(HERE / 'content/images')]"),
        "generators.Generator.__init__",
    ),
    Fault(
        "N20",
        "theme without article.html: another theme’s is used",
        Blocked("", ANYWHERE),
        change=lambda site: own_copy(site, "theme/templates/article.html").unlink(),
        pelican="generators.Generator.__init__",
    ),
    setting(
        "N21",
        "FEED_ALL_ATOM without a feed",
        "FEED_ALL_ATOM = None",
        "generators.ArticlesGenerator.generate_feeds",
    ),
    setting("N22", "FEED_MAX_ITEMS = 0", "FEED_MAX_ITEMS = 0", "writers.Writer.write_feed"),
    setting(
        "N23",
        "SITEURL of another site",
        "SITEURL = 'https://espion.example'",
        "writers.Writer._create_new_feed",
    ),
    setting(
        "N24",
        "CATEGORY_REGEX_SUBSTITUTIONS that leaves nothing",
        "CATEGORY_REGEX_SUBSTITUTIONS = [('.', '')]",
        "utils.slugify",
    ),
    Fault(
        "N25",
        "JINJA_ENVIRONMENT without StrictUndefined",
        Published(),
        change=settings("JINJA_ENVIRONMENT = {'trim_blocks': True}"),
        pelican="generators.Generator.__init__",
    ),
    Fault(
        "N26",
        "article dated tomorrow, WITH_FUTURE_DATES False",
        Blocked("cacherait aux lecteurs", line=3),
        header(HEADER.replace("2026-10-02", "2028-10-02")),
        settings("WITH_FUTURE_DATES = False"),
        "contents.Article.__init__",
    ),
    setting(
        "N27",
        "DEFAULT_METADATA gives every article another template",
        "DEFAULT_METADATA = {'template': 'archives'}",
        "readers.default_metadata",
    ),
    Fault(
        "N28",
        "INTRASITE_LINK_REGEX that finds no link",
        Blocked("", ANYWHERE),
        body("[x]({filename}estomac.md)"),
        settings("INTRASITE_LINK_REGEX = '(?P<what>jamais)'"),
        "contents.Content._get_intrasite_link_regex",
    ),
]
