"""The one place where body and boxes meet.

Disclaimer, caution about dates, body, words explained, credit, dates, sources and communities
become ``article.content``, so that any Pelican theme, every feed and every reader mode carries the
boxes. The summary is made before that, from the body alone. The page of COMMUNITIES_PAGES gets the
panorama of all vetted communities in the same way, that of SOURCES_PAGES the list of all sources,
and each page of the plugin directory its text.

A theme overrides a box with a template of the same name:
``components/disclaimer.html``, ``caution.html``, ``glossary.html``, ``credit.html``,
``review.html``, ``sources.html``, ``communities.html``. An article that a plugin did not touch
stops the publication.
"""
