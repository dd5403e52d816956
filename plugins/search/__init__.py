"""Make the search of the blog: an index that the reader's own browser reads, and its page.

The doctor writes nothing for it. Each language has a page, ``recherche/`` or ``search/``, to which
the header of every page leads; it is one of the pages of the directory (:mod:`plugins.directory`),
whose template is ``components/directory_search.html``.

- **what is found** (:mod:`.documents`): articles that are published, illnesses that have one,
  vetted communities, and the page of contact with whom to call in an emergency. Not disclaimers,
  not what stands around a text. Each is given the other names of the illnesses that it is about or
  speaks of, from the vocabulary: “crise cardiaque” finds an article that only says “infarctus”.
- **how words are compared** (:mod:`.spelling`, ``languages.toml``): Pagefind takes « l’asthme » for
  one word, and *œdème* for another than *oedème*. It is therefore given copies in which that is
  undone, and ``search.js`` undoes it in what is typed, in the same way.
- **the index** (:mod:`.index`): the program of ``pagefind_bin`` makes it of these copies while the
  pages are written, and it is put into the folder ``pagefind/`` of the site. The same texts give
  the same bytes.
- **the page** loads ``search.js`` and, once something is typed, the index: nothing of it is on any
  other page. What is typed stays in the browser; it is in no address, and no server is asked.

Where the machine has no such program, the blog has no search: no page, no link, and the build says
so. The setting ``SEARCH = False`` does the same, and says nothing. Nothing here stops a build.
"""
