"""Show the title of a picture as its caption, and the address of a film as a way to it.

Read on the safe HTML of a text, once every word is known to be there. Knows nothing of Pelican.

A picture alone in its paragraph, with a title, becomes a figure. The address of a film alone in its
paragraph, or a picture that leads to one, becomes a link that says where the film is: nothing is
loaded from there, and no other site learns what readers look at before they follow it.
"""

from __future__ import annotations

import re
from html import escape, unescape

from plugins.shared.i18n import translator
from plugins.shared.problems import N_

# The names of the sites, and the addresses of one film there.
_FILMS = tuple(
    (name, re.compile(rf"https?://{address}", re.IGNORECASE))
    for name, address in (
        ("YouTube", r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?|shorts/|live/)\S+"),
        ("YouTube", r"youtu\.be/[\w-]+\S*"),
        ("Vimeo", r"(?:www\.)?vimeo\.com/(?:\w+/)*\d+\S*"),
        ("Dailymotion", r"(?:www\.)?dailymotion\.com/video/\w+\S*"),
        ("Dailymotion", r"dai\.ly/\w+\S*"),
        ("Canal-U", r"(?:www\.)?canal-u\.tv/\S+"),
    )
)
_REST = r'(?:[^<>"]|"[^"]*")*'
_PICTURE = rf"(?:<a\b{_REST}>)?<img\b{_REST}>(?:</a>)?"
_PICTURES = re.compile(rf"<p>(?P<shown>{_PICTURE}(?:\s*(?:<br>\s*)?{_PICTURE})*)</p>")
_ONE = re.compile(rf"(?P<link><a\b{_REST}>)?(?P<image><img\b{_REST}>)(?:</a>)?")
_ADDRESS = re.compile(rf"<p>(?P<link><a\b{_REST}>)(?P<words>[^<\s]+)</a></p>")
_TITLE = re.compile(r'\stitle="([^"]*)"')
_HREF = re.compile(r'\shref="([^"]*)"')


def with_figures(html: str, language: str) -> str:
    """Return a text whose titled pictures have captions, and whose films are ways to them."""
    html = _PICTURES.sub(lambda match: _pictures(match, language), html)
    return _ADDRESS.sub(lambda match: _address(match, language), html)


def _pictures(match: re.Match[str], language: str) -> str:
    """Return a paragraph of pictures as a figure for each, if one of them has something to say."""
    made = [_figure(one, language) for one in _ONE.finditer(match["shown"])]
    return "\n".join(made) if any(one.startswith("<figure") for one in made) else match[0]


def _figure(match: re.Match[str], language: str) -> str:
    """Return a picture with the caption, and the way to a film, that it has."""
    link, image = match["link"] or "", match["image"]
    site = _site(link)
    titles = _TITLE.findall(image) or _TITLE.findall(link if site else "")
    caption = escape(unescape("".join(titles)).strip(), quote=False)
    if not (site or caption):
        return f"<p>{match[0]}</p>"
    shown = _TITLE.sub("", image)
    if site:
        shown = f"{_way(link)}{shown}{_watch(site, language)}</a>"
    elif link:
        shown = f"{link}{shown}</a>"
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="picture">{shown}{below}</figure>'


def _address(match: re.Match[str], language: str) -> str:
    """Return a paragraph that is the address of a film as the way to it, any other as it is."""
    link = match["link"]
    site = _site(link)
    if not site or not _href(link).endswith(unescape(match["words"])):
        return match[0]
    return f'<p class="picture">{_way(link)}{_watch(site, language)}</a></p>'


def _site(link: str) -> str:
    """Return the name of the site of the film that a link leads to, empty for another link."""
    return next((name for name, known in _FILMS if known.fullmatch(_href(link))), "")


def _href(link: str) -> str:
    return unescape("".join(_HREF.findall(link)))


def _way(link: str) -> str:
    return _TITLE.sub("", link).replace("<a ", '<a class="picture__film" ', 1)


def _watch(site: str, language: str) -> str:
    words = translator(language)(N_("Watch on {site}")).format(site=site)
    return f'<span class="picture__watch">{escape(words, quote=False)}</span>'
