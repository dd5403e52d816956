"""Pelican in a process of its own: what it is given, what ends it, what it leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest

from commands.cli.errors import CommandError
from commands.generate import Ready, environment, generate, time_allowed
from commands.generate import run as run_bounded
from tests.support.publishing import leftovers, orphans, publish, run, start, tree
from tests.support.sites import KIT, Site

DAY = date(2026, 11, 22)

# Says what it was given, then writes nothing.
WITNESS = """\
import json, os, resource, sys
from pathlib import Path
seen = {"env": dict(os.environ), "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "alone": os.getpgid(0) == os.getpid(), "path": sys.path}
Path(__file__).with_name("seen.json").write_text(json.dumps(seen))
"""


def spoil_settings(site: Site, python: str) -> None:
    """Add Python to the settings of a checkout."""
    conf = (KIT / "pelicanconf.py").read_text("utf-8")
    (site.root / "pelicanconf.py").unlink()
    (site.root / "pelicanconf.py").write_text(f"{conf}\n{python}", "utf-8")


def test_what_pelican_is_given(site: Site, monkeypatch: pytest.MonkeyPatch):
    """Nothing of the caller's Python, Pelican, language or time zone; a limit, its own group."""
    for name in ("PYTHONSTARTUP", "PYTHONWARNINGS", "PELICAN_X", "LC_TIME", "LANG", "TZ"):
        monkeypatch.setenv(name, "error" if name == "PYTHONWARNINGS" else "Asia/Tokyo")
    spoil_settings(site, WITNESS)
    assert run(site, "build").returncode == 0
    seen = json.loads((site.root / "seen.json").read_text("utf-8"))

    names = {name for name in seen["env"] if name.startswith(("PYTHON", "PELICAN", "LC_", "LANG"))}
    assert names == {"PYTHONHASHSEED", "PYTHONSAFEPATH", "PYTHONUTF8", "LC_ALL"}
    assert (seen["env"]["TZ"], seen["env"]["PYTHONHASHSEED"]) == ("UTC", "0")
    assert seen["memory"] == 4 * 1024**3
    assert seen["alone"]
    assert str(KIT / "commands") not in seen["path"]


def _wait_until_it_waits(ready: Ready) -> None:
    """Wait for a process to have imported the kit: it uses its processor no more."""
    used, until = -1, time.monotonic() + 60
    while (now := _processor_time(ready.pid)) < 20 or now != used:
        assert time.monotonic() < until
        used = now
        time.sleep(0.3)


def _processor_time(pid: int) -> int:
    """Return what a process took of its processor, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@pytest.mark.parametrize("edited", [False, True])
def test_one_that_waits_builds_by_the_code_of_now(site: Site, tmp_path: Path, edited: bool):
    """What imported code that changed since leaves the build to another process."""
    site.own("plugins")
    # Its own place, or the plugins are found where the link leads.
    site.own("commands")
    ready = Ready(site.root)
    _wait_until_it_waits(ready)
    if edited:
        code = site.root / "plugins/output/security_headers.py"
        more = (
            "\n_before = headers_file\n\n\ndef headers_file():\n    return _before() + '# New\\n'\n"
        )
        code.write_text(code.read_text("utf-8") + more, "utf-8")
    work = tmp_path / "work"
    work.mkdir()
    waited = ready.waits
    done = generate(site.root, "pelicanconf.py", work, DAY, 60, ready=ready)

    assert waited
    assert done.good, done.printed
    assert ("# New" in (work / "site/_headers").read_text("utf-8")) is edited
    assert not ready.waits


def test_the_day_is_given():
    """The build is of the day that the command worked out, whatever the hour."""
    given = environment({"SOURCE_DATE_EPOCH": "0", "HOME": "/h"}, DAY, Path("/p"))

    assert given["SOURCE_DATE_EPOCH"] == "1795348800"
    assert given["HOME"] == "/h"


def test_no_pickle_is_read(site: Site):
    """A prepared cache is never opened, even when the settings ask for one."""
    trap = f"import os; os.system('touch {site.root}/caught')"
    pickle = f"c__builtin__\nexec\n(V{trap}\ntR.".encode()
    for name in (
        "ArticlesGenerator",
        "MarkdownReader",
        "PagesGenerator",
        "ArticlesGenerator-Readers",
    ):
        site.write(f"../cache/{name}", pickle)
    spoil_settings(
        site,
        f"CACHE_CONTENT = LOAD_CONTENT_CACHE = True\nCACHE_PATH = {str(site.root / 'cache')!r}\n"
        "GZIP_CACHE = False\nCONTENT_CACHING_LAYER = 'generator'\n",
    )

    assert run(site, "build").returncode == 0
    assert not (site.root / "caught").exists()


def test_too_long(tmp_path: Path):
    """Beyond its time a build is ended with all it started, and it is said."""
    marker = f"orphan-{os.getpid()}-{tmp_path.name}"
    program = (
        "import subprocess, sys, time;"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', '{marker}']);"
        "time.sleep(60)"
    )
    with pytest.raises(CommandError, match="took more than"):
        run_bounded([sys.executable, "-c", program], tmp_path, os.environ, 1.0, tmp_path)

    # A process that was killed is there until the system has put it away.
    deadline = time.monotonic() + 10
    while alive(marker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(marker)


def alive(marker: str) -> list[Path]:
    """Return the processes whose command line holds a word."""
    return [file for file in Path("/proc").glob("[0-9]*/cmdline") if marker in said(file)]


def said(file: Path) -> str:
    """Return a command line; nothing once its process is gone."""
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def test_what_it_prints_may_be_anything(tmp_path: Path):
    """Bytes that are no text are shown all the same."""
    program = r"import os; os.write(1, b'\xff\xfe caf\xc3\xa9'); os.write(2, b' \x80')"
    command = [sys.executable, "-c", program]
    status, printed = run_bounded(command, tmp_path, os.environ, 60, tmp_path)

    assert status == 0
    assert "café" in printed


def test_only_the_end_of_what_it_prints_is_kept(tmp_path: Path):
    """A theme that prints without end takes no memory: the last lines say why it failed."""
    program = "print('début'); print('x' * 2_000_000); print('fin')"
    command = [sys.executable, "-c", program]
    status, printed = run_bounded(command, tmp_path, os.environ, 60, tmp_path)

    assert status == 0
    assert printed.endswith("x\nfin\n")
    assert len(printed) == 64 * 1024
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_temporary_files(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A build that could not even say why it ended did not for want of room: that is said."""
    spoil_settings(site, "import os\nos._exit(1)\n")
    work, full = tmp_path / "work", tmp_path / "full"
    work.mkdir()
    usage = shutil.disk_usage
    none_left = usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(full))
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: none_left if path == str(full) else usage(path)
    )

    with pytest.raises(CommandError, match="disk is full"):
        generate(site.root, "pelicanconf.py", work, DAY, 60)


def test_too_much_memory(site: Site):
    """A build that asks for more than it is allowed is stopped, in words; the site stays."""
    assert run(site, "build").returncode == 0
    before = tree(site.output)
    spoil_settings(site, "WASTE = bytearray(5 * 1024**3)\n")
    done = run(site, "build")

    assert done.returncode == 1
    assert "plus de mémoire que la limite ne le permet" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site.output) == before


@pytest.mark.parametrize(
    "python",
    [
        "import sys; sys.exit(0)",
        "import os; os._exit(0)",
        "raise KeyboardInterrupt",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
    ],
)
def test_a_pelican_that_gives_up(site: Site, python: str):
    """An end that is no end is not believed, whatever its status; the site stays."""
    publish(site)
    before = tree(site.root / "public")
    spoil_settings(site, python)
    done = run(site, "publish")

    assert done.returncode == 1
    assert tree(site.root / "public") == before
    assert leftovers(site) == []


def test_nobody_survives_its_command(site: Site):
    """A command that is killed outright takes a Pelican that never ends along."""
    spoil_settings(site, "import time\ntime.sleep(600)\n")
    process = start(site, "build")
    until = time.monotonic() + 60
    while not [line for line in orphans(site, 0) if "pelican_child.py" in line]:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)

    assert orphans(site) == []


def test_a_time_for_each_article(site: Site):
    """The time allowed grows with what is made, and a build that takes more is stopped."""
    work = site.root / "work"
    (work / "site").mkdir(parents=True)
    for more in ((1_000, 0, 0), (0, 1_000, 0), (0, 0, 1_000)):
        assert time_allowed(*more) > time_allowed(0, 0, 0)
    with pytest.raises(CommandError, match="took more than"):
        generate(site.root, "pelicanconf.py", work, DAY, 0.05)

    assert generate(site.root, "pelicanconf.py", work, DAY, 60).good
