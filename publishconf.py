"""Settings of the site as it is published: only what differs from pelicanconf.py."""

from pelicanconf import *  # noqa: F403 - Pelican's own way to build upon the other settings
from pelicanconf import addresses
from plugins.shared.problems import ERROR

RELATIVE_URLS = False
globals().update(addresses(""))

# Networks show it where somebody shares an article.
SHARE_PICTURES = True

# Nothing is published without the fields that the law asks for.
LEGAL_FIELDS = ERROR
# Nor words that may identify or harm somebody, unless the header says that they are intended.
HELD_WORDS = ERROR

# A draft is for the doctor's eyes: it has no page online, not even a hidden one.
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
