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

# What is no sign in the query of an address (RFC 3986), and in that of a mail (RFC 6068).
_OF_A_QUERY = ":/"
_OF_A_MAIL = "!(),:"
# Marks that, like letters, no address gives a meaning to.
_MARKS = "’«»–—…"

# Where each network takes an address to be shared: the title, it reads in the page. Mastodon's own
# page keeps the text after the #, which no browser sends, and asks the reader for their server.
_NETWORKS = {
    "mail": "mailto:?subject={title}&body={body}",
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
    if not typeset:
        subject, body = (words.translate(_TYPESET) for words in (subject, body))
    return f"mailto:{address}?subject={_quoted(subject)}&body={_quoted(body)}"


def share_links(address: str, title: str, networks: Iterable[str]) -> list[tuple[str, str]]:
    """Return the name of each network, and the link by which a reader shares a page there."""
    values = {
        "address": quote(address, safe=_OF_A_QUERY),
        "title": _quoted(title.translate(_TYPESET)),
        "body": _quoted(address),
    }
    return [(name, _NETWORKS[name].format(**values)) for name in networks]


def _quoted(text: str) -> str:
    """Return words as part of the address of a mail, whose lines end with CR and LF (RFC 6068).

    Letters stay as they are: browsers write their bytes (RFC 3987; the URL standard of WHATWG).
    """
    return "".join(
        letter if letter.isalpha() or letter in _MARKS else quote(letter, safe=_OF_A_MAIL)
        for letter in text.replace("\n", "\r\n")
    )
