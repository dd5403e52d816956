"""Fixtures that every test may ask for, and which cases run before a change lands."""

from __future__ import annotations

import gc
import json
import locale
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.sampling import load_examples, sample
from tests.support.browser import browser, serve  # noqa: F401 - fixtures for all
from tests.support.folders import Restored
from tests.support.sites import DEMO, Built, Site, small

# As the machine has it, before any Pelican.
LOCALE = locale.setlocale(locale.LC_ALL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run every case, and 2,000 examples of each property: see ``tests/sampling.py``."""
    parser.addoption("--all", action="store_true", help="run every case, not a sample")
    parser.addoption(
        "--sequences", type=int, default=30, help="of edits (tests/properties/test_any_edits.py)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say on how many examples properties are checked, before any test is read.

    What the many processes of these tests import is compiled once, on whatever machine.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    load_examples(everything=config.getoption("all"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect no garbage while tests are read: all of it stays, and is not looked at again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out most cases of the longest tests, unless all are asked for, or some by name."""
    by_name = config.option.keyword or any("::" in argument for argument in config.args)
    if config.getoption("all") or by_name:
        return
    items[:], left = sample(items)
    config.hook.pytest_deselected(items=left)


@pytest.fixture
def everything(pytestconfig: pytest.Config) -> bool:
    """Whether a test that goes through many cases by itself goes through all of them."""
    return bool(pytestconfig.getoption("all"))


@pytest.fixture
def sequences(pytestconfig: pytest.Config) -> int:
    """How many sequences of edits are drawn, where none is left out."""
    return int(pytestconfig.getoption("sequences"))


@pytest.fixture(autouse=True)
def same_locale() -> Iterator[None]:
    """Pelican sets the locale of its process: what a test starts next must not read ASCII."""
    locale.setlocale(locale.LC_ALL, LOCALE)
    yield
    locale.setlocale(locale.LC_ALL, LOCALE)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small blog with nothing wrong."""
    return small(tmp_path)


@pytest.fixture
def demo_site(tmp_path: Path) -> Site:
    """The demonstration, free to be changed."""
    new = Site(tmp_path)
    new.searched = True
    shutil.copytree(DEMO, new.content)
    return new


@pytest.fixture
def demo_content(tmp_path: Path) -> Path:
    """The content folder of the demonstration, free to be changed after it was published."""
    return Path(shutil.copytree(DEMO, tmp_path / "content"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration as it is published, built once for all workers.

    SERMENT_DEMO names a folder where it was built already: for mutants of the audit, which a build
    never runs.
    """
    built = os.environ.get("SERMENT_DEMO")
    if built:
        return Built(0, "", Path(built))
    return _built_once(tmp_path_factory, "publishconf")


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration as the doctor sees it on this machine, built once for all workers."""
    built = _built_once(tmp_path_factory, "pelicanconf")
    assert built.status == 0, built.said
    return built


def _built_once(factory: pytest.TempPathFactory, base: str) -> Built:
    """Return the demonstration by some settings, as the first worker of this run built it."""
    # That of a worker is in the one of the run.
    of_run = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else None
    root = (of_run or factory.getbasetemp()) / f"demonstration-{base}"
    came_to = root / "built.json"
    with FileLock(f"{root}.lock"):
        if not came_to.is_file():
            root.mkdir()
            site = Site(root)
            site.content.symlink_to(DEMO)
            site.searched = True
            built = site.build(base=base)
            came_to.write_text(json.dumps([built.status, built.said]), "utf-8")
    status, said = json.loads(came_to.read_text("utf-8"))
    return Built(status, said, root / "output")


@pytest.fixture(scope="session")
def _published(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Restored:
    return Restored(demo.output, tmp_path_factory.mktemp("published") / "site")


@pytest.fixture
def published(_published: Restored) -> Iterator[Path]:
    """The demonstration as it is published, free to be spoilt."""
    yield _published.folder
    _published.restore()
