"""What each construct within a line looks like, by its shape alone.

Every repetition is bounded or read in one way only: what is never closed costs its length.

A group is repeated within ``(?>…)``, never by ``*+``: before Python 3.11.5 (Debian 12 has 3.11.2)
that did not always match what it should, https://github.com/python/cpython/issues/106052.
"""

from __future__ import annotations

import re

# A sign that may begin a construct, found fast; then what it begins with, read in full.
SIGN = re.compile(r"[\\`<&!\[\]*_~^{|]")
SIGN_OR_ADDRESS = re.compile(rf"{SIGN.pattern}|(?<![^\W_])(?<![@/.])(?:(?:https?|ftp)://|www\.)")
SPECIAL = re.compile(
    r"\\(?:[!-/:-@\[-`{-~]|(?=[ ]*\n))|`+|<"
    r"|&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    r"|!?\[|\]|\*+|_+|~+|\^|\{|(?<![^\W_])(?<![@/.])(?:(?:https?|ftp)://|www\.)[^\s<>\[\]\"«»]+|\|"
)
# What ends the sentence that an address stands in, or the emphasis around it.
END_OF_ADDRESS = re.compile(r"(?:[.,;:!?'’…*~–—-]|(?<!\\)_)+$")
AUTOLINK = re.compile(
    r"<((?:(?P<mail>mailto:)|(?:https?|ftp|tel):|(?i:www)\.)[^\s<>]{1,2000}"
    r"|[^\s<>@]{1,200}@[^\s<>@]{1,200})>"
)
TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})"
    r"((?:\s+[^\s\"'<>/=]{1,80}(?:\s*=\s*(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'|[^\s\"'<>=`]{1,2000}))?)*)"
    r"\s*/?>"
)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+))")
RAISED_WORD = re.compile(
    r"\d/\d(?=~)|[+\u2212–-]{1,2}"
    r"|[+\u2212–-]?[^\W_]{1,80}(?>(?:[,;–-][^\W_]{1,80}){0,20})[+\u2212–-]{0,2}"
)
BOX = re.compile(r"\[([ xX])\](?=\s)")
NOTE_CALL = re.compile(r"\[\^([^\[\]\s]{1,40})\]")
SOURCE_CALL = re.compile(
    r"(\\?)\[(?P<words>(?:[^\[\]@]{0,30}\s)?\\?@[^\[\]]{1,500})(?<!\\)\1\](?![(\[])"
)
CONTENTS_LINE = re.compile(r"\[TOC\](?=\s*$)", re.MULTILINE)
LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
# A range of sources: [3]–[5].
LABELS = re.compile(r"\[(\s*\d[^\[\]]{0,200}\][-–]\[\d{1,3}\s*)\]")
DESTINATION = re.compile(
    r"\(\s*+(?:<([^<>\n]{0,2000}+)>|((?>(?:[^()\n\"'\s]{1,2000}+|(?<=\S)'|\([^()\n]{0,500}+\)"
    r"|[ \t]++(?![\"')])){0,100})))(?:[ \t]++(?:\"([^\"\n]{0,500}+)\"|'([^'\n]{0,500}+)'))?\s*+\)"
)
ADDRESS = re.compile(r"[a-zA-Z][\w+.-]*:|[/#.{]|www\.|\S*\.\w{2,5}(?:$|[/?#])|\S*$", re.ASCII)
LIST_OF_ATTRIBUTES = re.compile(
    r"\{:?[ ]*(?>(?:(?:[#.][\w:-]{1,80}+|[\w:-]{1,80}+="
    r"(?:\"[^\"\n]{0,500}+\"|'[^'\n]{0,500}+'|[^\s}\"']{1,500}+))[ ]*+){1,30})\}"
)
