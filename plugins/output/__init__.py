"""Complete the written site: its style sheet, its images, its security headers, its sitemap.

Pages are written by a writer of the kit's own (:mod:`.kept_pages`): one that would be the very page
of the last release is taken from there and not rendered. Everything else here is done once every
page is written, on the files themselves:

- **style sheets** (:mod:`.stylesheet`): a sheet of the theme for each kind of page
  (``css/article.css``, ``list.css``, ``page.css``, ``directory.css``, ``search.css``) and one for
  feeds import a sheet per component, in layers: good to work on, but each import is one more
  request on a telephone. Each becomes one, without remarks and spaces, with short names for what
  ``tokens.css`` names: a sheet that uses those is imported, not linked. Those of another theme are
  left alone. No rule is left out for want of a page that uses it today: a browser may show the page
  of tomorrow with the sheet that it kept.
- **images** (:mod:`plugins.shared.image_metadata`): a photograph says where, when and with what it
  was taken, and a patient's door can be found by that. All of it is taken out of the published
  copies, without touching a pixel; the doctor's own files stay as they are. An image that cannot
  be freed of it stops the publication: the gate says so with the file's name. An image that only
  texts without a page online name is kept back (:mod:`.kept_back`).
- **pictures** (:mod:`.pictures`, :mod:`.picture_tags`): a photograph is drawn anew in up to four
  widths, as AVIF, WebP and JPEG, upright and in the colours of the web, and pages show the one that
  fits the reader's screen: a ``picture`` element with the sizes, the first picture at once, the
  others when the reader comes near. A photograph of a telephone (HEIC) is published as JPEG. What
  moves, what is small and light, drawings (SVG) and documents stay as they are. What was drawn is
  kept in ``.build/pictures/``.
- **feeds** (:mod:`.feeds`): opened in a browser, a feed says what it is and lists its articles.
- **security headers** (:mod:`.security_headers`): ``_headers``, which Netlify, Cloudflare Pages and
  others send with every page, and ``.htaccess``, which Apache reads: the same list, and the page
  for what is not there. ``docs/headers.md`` says the same for other servers; ``preview`` sends the
  same list, so that what they forbid is seen while writing.
- **web manifest** (:mod:`.web_manifest`): ``manifest.webmanifest``, by which a telephone puts the
  blog on its home screen under its name, with the icons of the theme. It still opens in a browser.
- **sitemap** (:mod:`.sitemap`): ``sitemap.xml``, ``robots.txt`` and ``security.txt``. The sitemap
  lists every page that lets itself be found, each article with the day it last changed as its
  reader knows it, never the day of the build: ``modified``, else ``date``. Hidden articles, drafts
  and the page of lost addresses stay out. ``.well-known/security.txt`` is written only when
  ``blog.toml`` has a ``mail`` under ``[contact]``.

Nothing here stops a publication; the audit reads the results again by rules of its own.
"""
