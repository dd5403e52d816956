"""A look at a page in a real browser: every box is seen, in order, and nothing lies over it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Route

ADDRESS = "https://carnet.example"
SHEET = "theme/css/article.css"
BOXES = (
    "aside.disclaimer, div.caution, .care, .warning, .fictional, section.review, section.sources, "
    "section.communities"
)
# On paper of no use: see audit/styles.py.
UNPRINTED = ".disclaimer__help, .sources__back, .sources__more, .communities__more"
# At least so many CSS pixels for a letter (9 points on paper), and at most so many of emptiness.
SMALLEST, EMPTIEST = 12, 900

LOOK = """([boxes, unseen, smallest, emptiest, paper]) => {
  const found = new Set();
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(x => x / 255)
    .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = node => {
    for (; node && !paper; node = node.parentElement) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const name = node => {
    const words = node.textContent.trim().slice(0, 30);
    return `${node.tagName.toLowerCase()}.${node.className} “${words}”`;
  };
  const walk = root => {
    const texts = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.trim() && !text.parentElement.closest(unseen)) texts.push(text);
    }
    return texts;
  };
  const lines = text => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(rect => rect.width >= 1 && rect.height >= 1);
  };
  const width = document.documentElement.clientWidth;
  const pool = [...document.querySelectorAll(boxes)];
  if (!pool.length) found.add('no box at all');
  let last = -1;
  for (const box of pool) {
    if (box.parentElement.closest(boxes)) continue;
    scrollTo(0, 0);
    const top = box.getBoundingClientRect().top;
    if (top < last - 1) found.add(`out of order: ${name(box)}`);
    last = top;
    const texts = walk(box);
    if (!texts.length) found.add(`no words: ${name(box)}`);
    let before = -1, side = 0;
    for (const text of texts) {
      const node = text.parentElement, style = getComputedStyle(node);
      scrollTo(0, 0);
      const first = lines(text)[0];
      if (!first) { found.add(`not drawn: ${name(node)}`); continue; }
      const y = first.top + scrollY;
      if (y + first.height / 2 < before && first.left <= side)
        found.add(`out of order: ${name(node)}`);
      before = y; side = first.left;
      scrollTo(0, y - innerHeight / 2);
      if (style.visibility !== 'visible') found.add(`invisible: ${name(node)}`);
      for (let one = node; one; one = one.parentElement) {
        const own = getComputedStyle(one);
        if (own.opacity < 1 || own.filter !== 'none' || own.clipPath !== 'none')
          found.add(`faint or cut: ${name(node)}`);
      }
      if (parseFloat(style.fontSize) < smallest && !node.closest('sup, sub'))
        found.add(`too small: ${name(node)} ${style.fontSize}`);
      const colour = rgb(style.color);
      if (colour[3] === 0) found.add(`no colour: ${name(node)}`);
      const ratio = contrast(colour, ground(node));
      if (ratio < 4.5) found.add(`contrast ${ratio.toFixed(1)}: ${name(node)}`);
      for (const rect of lines(text)) {
        const x = rect.left + rect.width / 2, middle = rect.top + rect.height / 2;
        if (rect.left < -1 || rect.right > width + 1) found.add(`off the screen: ${name(node)}`);
        else if (middle > 0 && middle < innerHeight) {
          const over = document.elementFromPoint(x, middle);
          if (!over || !(node === over || node.contains(over)))
            found.add(`covered by ${over && name(over)}: ${name(node)}`);
        }
      }
    }
  }
  scrollTo(0, 0);
  const spans = [];
  for (const text of walk(document.body))
    for (const rect of lines(text)) spans.push([rect.top, rect.bottom]);
  for (const image of document.querySelectorAll('img, svg')) {
    const rect = image.getBoundingClientRect();
    if (rect.height < emptiest) spans.push([rect.top, rect.bottom]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  let end = 0;
  for (const [top, bottom] of spans) {
    if (top - end > emptiest) found.add(`${Math.round(top - end)} empty pixels`);
    end = Math.max(end, bottom);
  }
  return [...found];
}"""


class Sight(NamedTuple):
    """How a page is looked at: the width of the screen, the scheme, the medium."""

    width: int
    scheme: str = "light"
    forced: str = "none"
    medium: str = "screen"


SIGHTS = {
    f"{screen}-{name}": Sight(width, *how)
    for screen, width in (("telephone", 360), ("desktop", 1280))
    for name, how in {
        "light": (),
        "dark": ("dark",),
        "forced": ("light", "active"),
        "forced-dark": ("dark", "active"),
    }.items()
} | {"paper": Sight(642, medium="print"), "narrow": Sight(320)}


def open_in(browser: Browser, folder: Path, sight: Sight, sheet: str | None = None) -> Page:
    """Open an empty page, to which a published folder answers under the blog's own address.

    ``sheet``: the style sheet it gives in place of its own.
    """
    page = browser.new_page(
        viewport={"width": sight.width, "height": 800},
        color_scheme=sight.scheme,
        forced_colors=sight.forced,
        reduced_motion="reduce",
    )
    page.emulate_media(media=sight.medium)

    def give(route: Route) -> None:
        name = unquote(urlsplit(route.request.url).path).lstrip("/")
        if sheet is not None and name == SHEET:
            route.fulfill(body=sheet, content_type="text/css")
        else:
            route.fulfill(path=folder / name / ("index.html" if not Path(name).suffix else ""))

    page.route(f"{ADDRESS}/**", give)
    return page


def hidden(page: Page, name: str, sight: Sight) -> list[str]:
    """Open a page, and return what of its boxes a reader would not see, or not in order."""
    page.goto(f"{ADDRESS}/{name}/")
    assert page.evaluate("document.styleSheets[0].cssRules.length > 0")
    paper = sight.medium == "print"
    unseen = UNPRINTED if paper else ":not(*)"
    return list(page.evaluate(LOOK, [BOXES, unseen, SMALLEST, EMPTIEST, paper]))
