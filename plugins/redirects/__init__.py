"""Lead readers from former addresses to where a text is now.

The doctor writes, in the header of an article or of a page, where it stood before::

    aliases: /2019/03/mal-de-dos/, mal-au-dos.html

and in ``blog.toml`` what has no text of its own any more::

    [[redirects]]
    old = "/conseils/"
    new = "/mal-de-dos/"

Each former address has a page that leads on at once, by itself and by a link; it asks search
engines to keep the new address instead. Hosts that can do better are told: ``_redirects`` (Netlify,
Cloudflare Pages) and ``.htaccess`` (Apache) answer with 301. An address that ends as a program does
(``.php``, ``.asp``) has no page, and is followed on those hosts only.

A draft and an article that waits for its day lead nowhere yet. What stops the publication: an
address that cannot be one, that a page of the blog has, that two texts claim, or that leads in a
circle or to no page.

Other plugins find in the setting ``REDIRECTS`` the text of ``_redirects`` and the lines of
``.htaccess``, by these names.
"""
