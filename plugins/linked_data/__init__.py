"""Tell search engines what each page is, in the words of schema.org.

One graph a page (JSON-LD, which no browser runs). A medical article's page is a
``MedicalWebPage``, with its last review, by whom, the illnesses and their ICD-10
codes, for patients; it holds a ``BlogPosting`` with its author, dates, sources,
corrections and translations; both belong to the doctor's site.

The theme receives ``LINKED_DATA``, a :class:`Graphs`, and prints what it gives
with ``components/linked_data.html``. Nothing here stops a publication; the audit
refuses a word that schema.org does not know, or that the page does not show.
"""
