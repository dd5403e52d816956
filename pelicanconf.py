"""Settings of the site, as it is built on the doctor's machine.

https://docs.getpelican.com/en/4.12.0/settings.html
"""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from plugins.communities import plugin as communities  # noqa: E402 - found through the line above
from plugins.directory import plugin as directory  # noqa: E402
from plugins.gate import plugin as gate  # noqa: E402
from plugins.gate.foreign_files import IGNORED  # noqa: E402
from plugins.leaflets import plugin as leaflets  # noqa: E402
from plugins.legal import plugin as legal  # noqa: E402
from plugins.linked_data import plugin as linked_data  # noqa: E402
from plugins.navigation import plugin as navigation  # noqa: E402
from plugins.output import plugin as output  # noqa: E402
from plugins.output.security_headers import PAGE_POLICY, SEARCH_POLICY  # noqa: E402
from plugins.pipeline import plugin as pipeline  # noqa: E402
from plugins.reader import plugin as reader  # noqa: E402
from plugins.redirects import plugin as redirects  # noqa: E402
from plugins.search import plugin as search  # noqa: E402
from plugins.share_picture import plugin as share_picture  # noqa: E402
from plugins.shared import i18n  # noqa: E402
from plugins.shared.blog import load_blog  # noqa: E402
from plugins.shared.problems import N_, WARNING  # noqa: E402
from plugins.shared.templates import COMPILED, Unindented  # noqa: E402
from plugins.sources import plugin as sources  # noqa: E402

# From here on what Pelican complains of is kept: a plugin that it cannot load, to begin with.
gate.listen()

# Modules, not names: a plugin that is missing or broken stops the build. The steps of an article
# are not here but in plugins/pipeline/steps.py: Pelican knows the pipeline only.
PLUGINS = [
    reader,
    sources,
    legal,
    pipeline,
    directory,
    redirects,
    navigation,
    linked_data,
    communities,
    search,
    leaflets,
    share_picture,
    output,
    gate,
]

# What belongs to the doctor.
PATH = str(HERE / "content")
BLOG = load_blog(HERE / "content" / "blog.toml")
BUILD_DAY = BLOG.build_day()
SITENAME = BLOG.blog.title
SITESUBTITLE = BLOG.blog.subtitle
AUTHOR = BLOG.doctor.name
DEFAULT_LANG = BLOG.blog.language
TIMEZONE = BLOG.blog.timezone
SITEURL = BLOG.blog.address
FEED_DOMAIN = BLOG.blog.address

# A field that the law asks for may come later than the first lines of a beginner.
LEGAL_FIELDS = WARNING
# Words that may identify or harm somebody are told at once, and stop nothing but a publication.
HELD_WORDS = WARNING

# Pages open from the disk as well as from a server.
RELATIVE_URLS = True
INDEX = "index.html"

OUTPUT_PATH = str(HERE / "output")
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
# What editors, office programs and systems leave behind.
IGNORE_FILES = IGNORED
THEME = str(HERE / "theme")
THEME_STATIC_DIR = "theme"

# The file name is the address; reflux.en.md is the English of reflux.md.
FILENAME_METADATA = r"(?=(?P<text>[^.]+))(?P<slug>[^.]+)(?:\.(?P<lang>[a-z]{2}))?"
# Two files of one text are translations of one another, whatever their addresses: see the reader.
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = "text"
ARTICLE_SAVE_AS = "{slug}/index.html"
ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
DRAFT_LANG_SAVE_AS = "drafts/{lang}/{slug}/index.html"
DRAFT_PAGE_SAVE_AS = DRAFT_SAVE_AS
DRAFT_PAGE_LANG_SAVE_AS = DRAFT_LANG_SAVE_AS
CATEGORY_SAVE_AS = "rubrique/{slug}/index.html"
TAG_SAVE_AS = "mot-cle/{slug}/index.html"
ARCHIVES_SAVE_AS = "articles/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""


def addresses(index: str) -> dict[str, str]:
    """Return the URL settings; ``index`` ends each: a file name on the disk, nothing online."""
    return {
        "ARTICLE_URL": f"{{slug}}/{index}",
        "ARTICLE_LANG_URL": f"{{lang}}/{{slug}}/{index}",
        "PAGE_URL": f"{{slug}}/{index}",
        "PAGE_LANG_URL": f"{{lang}}/{{slug}}/{index}",
        "DRAFT_URL": f"drafts/{{slug}}/{index}",
        "DRAFT_LANG_URL": f"drafts/{{lang}}/{{slug}}/{index}",
        "DRAFT_PAGE_URL": f"drafts/{{slug}}/{index}",
        "DRAFT_PAGE_LANG_URL": f"drafts/{{lang}}/{{slug}}/{index}",
        "CATEGORY_URL": f"rubrique/{{slug}}/{index}",
        "TAG_URL": f"mot-cle/{{slug}}/{index}",
        "ARCHIVES_URL": f"articles/{index}",
    }


globals().update(addresses(INDEX))

# A folder per page: with a suffix, page 2 of “b1” and “b12” would be one file, and the build dies.
DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "archives": 50}
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
DIRECT_TEMPLATES = ["index", "archives", "404"]
SOURCES_PAGES = {"fr": "pages/sources.md", "en": "pages/sources.en.md"}
COMMUNITIES_PAGES = {"fr": "pages/communautes.md", "en": "pages/communautes.en.md"}

# A leaflet of each article as PDF: the commands ask for it, “publish” and “build --leaflets”.
LEAFLETS = False
# A picture for those who share an article: of what is online alone, see publishconf.py.
SHARE_PICTURES = False

# A page of search, wherever the machine has what makes its index.
SEARCH = True

# Atom only: the guid of Pelican's RSS is not valid.
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/rubrique/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/{lang}.atom.xml"
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20

# What Markdown reads is the reader's: plugins/reader/dialect. Further extensions may be named here.
MARKDOWN = {"extensions": [], "output_format": "html5"}
# The kit calls typogrify itself, on the body alone: plugins/shared/typography.
TYPOGRIFY = False
SUMMARY_MAX_LENGTH = None

# A name that no template knows stops the build. A theme made elsewhere may ask for settings that
# need not be there: take “undefined” away for it.
JINJA_ENVIRONMENT = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [Unindented],
    "undefined": StrictUndefined,
    "bytecode_cache": COMPILED,
    # A build reads each template once, as it stands then.
    "auto_reload": False,
}
JINJA_GLOBALS = i18n.GLOBALS | {
    "PAGE_POLICY": PAGE_POLICY,
    "SEARCH_POLICY": SEARCH_POLICY,
}
JINJA_FILTERS = i18n.FILTERS

# A build never changes with the machine: dates are Babel's, no cache is trusted.
LOCALE = "C"
DEFAULT_DATE = None
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = i18n.translator(DEFAULT_LANG)(N_("Miscellaneous"))
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
# The folder in which the kit keeps what it worked out, by the texts; the commands name it.
TEXT_CACHE = ""
# The folder of the last release, whose pages are taken where they would be the same, and that of
# the release that is being made, where the next build finds what they came from.
LAST_RELEASE = RELEASE = ""
# This file, or what takes its place: other processes of a large build read it too.
SETTINGS_FILE = ""
# That of the pictures that it drew.
PICTURE_CACHE = ""
# That of the leaflets.
LEAFLET_CACHE = ""
# That of the pictures for sharing.
SHARE_CACHE = ""
DELETE_OUTPUT_DIRECTORY = False
WITH_FUTURE_DATES = True
