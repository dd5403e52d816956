"""Time the builds of a blog full of photographs: drawn for the first time, then kept.

    .venv/bin/python benchmarks/pictures.py 100

Photographs of twelve million points, as telephones make them, ten to an article. ``tasks.py build``
as the doctor types it, gate and audit included. Read ratios: these machines are noisy.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rebuild import KIT, RUN, checkout, measure

TEN = 10


def photograph(path: Path, seed: int) -> None:
    """Write a photograph: large shapes with a grain, 4032 by 3024 points."""
    chance = random.Random(seed)
    shapes = Image.new("RGB", (24, 18))
    shapes.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(24 * 18)])
    whole = shapes.resize((4032, 3024), Image.Resampling.BICUBIC)
    grain = Image.effect_noise(whole.size, 24).convert("RGB")
    Image.blend(whole, grain, 0.12).save(path, "JPEG", quality=92)


def main() -> None:
    """Print the seconds of each build, and the bytes before and after."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photographs", type=int)
    count = parser.parse_args().photographs
    with tempfile.TemporaryDirectory() as folder:
        blog = checkout(KIT, Path(folder, "blog"), max(1, count // TEN))
        build = [sys.executable, "-c", RUN, str(blog), "build"]
        images = blog / "content/images"
        images.mkdir(exist_ok=True)
        for number in range(count):
            photograph(images / f"{number}.jpg", number)
        articles = sorted((blog / "content/articles").glob("*.md"))
        for number, article in enumerate(articles):
            shown = range(number * TEN, min(count, number * TEN + TEN))
            lines = [f"\n![Photographie {one}]({{static}}/images/{one}.jpg)\n" for one in shown]
            article.write_text(article.read_text("utf-8") + "".join(lines), "utf-8")
        given = sum(path.stat().st_size for path in images.iterdir())
        first = measure(build, Path(folder))
        articles[0].write_text(f"{articles[0].read_text('utf-8')}\nUne phrase.\n", "utf-8")
        kept = measure(build, Path(folder))
        phone = sum(path.stat().st_size for path in blog.glob("output/pictures/*-800.avif"))
    sys.stdout.write(
        f"first   {first.wall:7.1f} s, {first.cpu:7.1f} s of processor, {first.peak:5.0f} MB\n"
        f"kept    {kept.wall:7.1f} s, {kept.cpu:7.1f} s of processor, {kept.peak:5.0f} MB\n"
        f"given   {given / 1e6:7.1f} MB, a telephone loads {phone / 1e6:.1f} MB\n"
    )


if __name__ == "__main__":
    main()
