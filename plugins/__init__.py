"""The life of an article, from its file to its page.

::

    content/articles/reflux.md
       │
       ▼
    reader        header checked, Markdown to HTML, typography
       │
       ▼          one article at a time: plugins/pipeline/steps.py, the only list
    conditions    article.conditions    the illnesses it is about
    disclaimer    article.disclaimer    which text, for this subject, country and language
    callouts      article.callouts      headings that become boxes: when to call, what to remember
    glossary      article.glossary      medical words, explained at their first use
    prose_lint    words that deserve a second look, or wait for the doctor's word
    sources       article.sources       references numbered, with their status
    credit        article.credit        whose text it translates or adapts
    contents      article.contents      its headings, and the minutes it takes to read
    communities   article.communities   vetted groups for these illnesses
    navigation    article.navigation    its place in a series; once all are known, what to read next
    identity      article.identity      authors, reviewer, funding, help of an AI
    review        article.review        published, modified, reviewed, next review, changes
       │
       ▼          all articles known: plugins/pipeline/site.py
    directory     what the blog has about each illness, a page each; the pages of the communities
    redirects     former addresses, each with a page that leads on
    legal         the pages that write themselves from blog.toml; what the law asks and it lacks
       │
       ▼          put together: plugins/pipeline/compose.py
    pipeline      article.content       disclaimer, caution, body, words, days, sources, communities
    linked_data   LINKED_DATA           what the page is, for search engines
    gate          anything missing or unsafe? say everything at once, write nothing
       │
       ▼
    theme/templates/article.html → output/reflux/index.html
       │
       ▼
    search        what readers may look for, as an index for their own browser
    leaflets      article.leaflet       when asked for: what a patient takes away of it, as PDF
    share_picture article.share_picture online: what other sites show of it
    output        of the written site: styles, silent images, security headers, a sitemap
       │
       ▼
    audit         reads the finished folder from outside, and trusts none of the above
    then: a fresh folder, audited → output/, or public/ when published

A step is a package: ``__init__.py`` is its manual, ``step.py`` what the pipeline calls, ``core.py``
and the rest are pure. ``plugin.py``, where there is one, connects it to Pelican's signals and alone
imports Pelican. A step never imports another; they meet on the article. What several need is in
``shared``.
"""
