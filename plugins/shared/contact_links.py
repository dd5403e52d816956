"""Plain links by which a reader reaches the doctor, or tells others of a page: no script, no form.

A link is an address and nothing else: nothing is asked of another site before it is followed, and
what it tells then is the address of the page, which is public; a mail has its title as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

# What can be dialled: figures, and the signs that set them apart.
_TELEPHONE = re.compile(r"\+?[0-9](?:[ .()/\u00a0\u202f-]*[0-9]){1,14}")

# What a typeset title holds and a mail should not: no-break spaces, word joiners.
_TYPESET = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": None})

# Where each network takes an address to be shared: the title, it reads in the page. Mastodon's own
# page keeps the text after the #, which no browser sends, and asks the reader for their server.
_NETWORKS = {
    "mail": "mailto:?subject={title}&body={address}",
    "mastodon": "https://share.joinmastodon.org/#text={address}",
    "facebook": "https://www.facebook.com/sharer/sharer.php?u={address}",
    "x": "https://x.com/intent/post?url={address}",
    "linkedin": "https://www.linkedin.com/sharing/share-offsite/?url={address}",
    "whatsapp": "https://wa.me/?text={address}",
}
NETWORKS = tuple(_NETWORKS)


def is_phone(written: str) -> bool:
    """Tell whether words are a telephone number: two figures to fifteen (ITU-T E.164)."""
    return _TELEPHONE.fullmatch(written) is not None


def dialled(phone: str) -> str:
    """Return a telephone number as a ``tel:`` link wants it (RFC 3966): figures, a leading +."""
    return ("+" if phone.lstrip().startswith("+") else "") + re.sub(r"\D", "", phone)


def phone_link(phone: str) -> Markup:
    """Return a telephone number as a link that a telephone can dial."""
    return Markup('<a href="tel:{}">{}</a>').format(dialled(phone), phone)


def mail_link(address: str, subject: str, body: str = "", *, typeset: bool = False) -> str:
    """Return a ``mailto:`` link (RFC 6068) with its subject and the beginning of its text.

    ``typeset``: both keep the spaces that do not break.
    """
    subject, body = (_quoted(words, typeset=typeset) for words in (subject, body))
    return f"mailto:{address}?subject={subject}&body={body}"


def share_links(address: str, title: str, networks: Iterable[str]) -> list[tuple[str, str]]:
    """Return the name of each network, and the link by which a reader shares a page there."""
    values = {"address": _quoted(address), "title": _quoted(title)}
    return [(name, _NETWORKS[name].format(**values)) for name in networks]


def _quoted(text: str, *, typeset: bool = False) -> str:
    """Return words as part of an address; a line of a mail ends with CR and LF (RFC 6068)."""
    text = text if typeset else text.translate(_TYPESET)
    return quote(text.replace("\n", "\r\n"), safe="")
