"""Faults found by reading: what Pelican leaves to plugins and caches. The N family."""

from __future__ import annotations

from .case import ANYWHERE, Blocked, Fault, Published, listening, plugin, settings

FAULTS = [
    Fault(
        "N70",
        "prepared cache that would run a program",
        Published(),
        change=lambda site: (
            (site.root / "cache").mkdir(),
            (site.root / "cache/ArticlesGenerator").write_bytes(
                b"cos\nsystem\n(S'touch ../pwned'\ntR."
            ),
        ),
        pelican="cache.FileDataCacher.__init__",
    ),
    Fault(
        "N71",
        "plugin that writes with a writer of its own",
        Blocked("", ANYWHERE),
        change=plugin(
            "from pelican import signals\n"
            "from pelican.writers import Writer\n\n"
            "class Mute(Writer):\n"
            "    def write_file(self, name, *args, **kw):\n"
            "        if 'cible' not in name:\n"
            "            super().write_file(name, *args, **kw)\n\n"
            "def give(pelican):\n"
            "    return Mute\n\n"
            "def register():\n"
            "    signals.get_writer.connect(give)\n"
        ),
        pelican="Pelican._get_writer",
    ),
    Fault(
        "N72",
        "plugin with a generator that writes a page of its own",
        Blocked("", ANYWHERE),
        change=plugin(
            "from pathlib import Path\n"
            "from pelican import signals\n"
            "from pelican.generators import Generator\n\n"
            "class More(Generator):\n"
            "    def generate_context(self):\n"
            "        pass\n"
            "    def generate_output(self, writer):\n"
            "        Path(self.output_path, 'x.html').write_text('<script>1</script>')\n\n"
            "def give(pelican):\n"
            "    return More\n\n"
            "def register():\n"
            "    signals.get_generators.connect(give)\n"
        ),
        pelican="Pelican._get_generator_classes",
    ),
    Fault(
        "N73",
        "plugin that empties the list of articles",
        Blocked("", ANYWHERE),
        change=listening(
            "article_generator_finalized",
            "sender.articles.clear()",
            "sender.context['articles'] = []",
        ),
        pelican="generators.ArticlesGenerator.generate_articles",
    ),
    Fault(
        "N74",
        "plugin that empties the feeds",
        Blocked("", ANYWHERE),
        change=listening("feed_generated", "kw['feed'].items.clear()"),
        pelican="writers.Writer.write_feed",
    ),
    Fault(
        "N75",
        "a plugin that is there twice",
        Blocked("", ANYWHERE),
        change=settings("PLUGINS = [*PLUGINS, PLUGINS[2]]"),
        pelican="plugins._utils.load_plugins",
    ),
    Fault(
        "N76",
        "plugin without register()",
        Blocked("", ANYWHERE),
        change=plugin("x = 1\n"),
        pelican="Pelican.init_plugins",
    ),
    Fault(
        "N77",
        "plugin that writes a file of its own beside a page",
        Blocked("", ANYWHERE),
        change=listening("content_written", "Path(sender).with_name('secret.env').write_text('x')"),
        pelican="writers.Writer.write_file",
    ),
]
