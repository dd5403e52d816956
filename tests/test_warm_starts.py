"""A copy of the tests' process does what a Python that starts does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.warm_starts import warm_starts

PROGRAMS = {
    "words": "import sys; print(sys.argv[1:], file=sys.stderr); print('é', input())",
    "status": "import sys; sys.exit(300)",
    "nothing": "import sys; sys.exit()",
    "a sentence": "import sys; sys.exit('non')",
    "an error": "1 / 0",
    "Ctrl-C": "raise KeyboardInterrupt",
    "a signal": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "handlers": "import signal; print([signal.getsignal(n) for n in (1, 2, 13, 15)])",
    "a thread": "import threading, time\ndef late():\n    time.sleep(0.1); print('tard')\n"
    "threading.Thread(target=late).start()",
    "its end": "import atexit; atexit.register(print, 'fin')",
    "files": "import os; print(sorted(os.listdir('/proc/self/fd'), key=int)[:-1])",
    "group": "import os; print(os.getpgid(0) == os.getpid(), os.getsid(0) == os.getpid())",
    "place": "import os; print(os.getcwd(), dict(os.environ).get('LU'))",
    "listeners": "from pelican import signals; print(signals.initialized.receivers)",
    "another": "import subprocess, sys\n"
    "print(subprocess.run([sys.executable, '-c', 'print(len(__name__))'], capture_output=True))",
}


def run(folder: Path, words: list[str]) -> tuple[int, bytes, list[bytes]]:
    """Run a Python; return its exit status, what it printed, the last line of what it said."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "LU": "oui"},
        input=b"lu\n",
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_both_do_the_same(tmp_path: Path, text: str):
    """Given as words, as a file and as a module: the same status, the same output."""
    (tmp_path / "programme.py").write_text(text, "utf-8")
    for words in (["-c", text], ["-P", "programme.py"], ["-m", "programme"]):
        expected = run(tmp_path, [*words, "un", "deux"])
        with warm_starts():
            assert run(tmp_path, [*words, "un", "deux"]) == expected, words


def test_a_copy_that_is_killed(tmp_path: Path):
    """Its end is that of any process; another program than Python is started as ever."""
    with warm_starts():
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        process.kill()
        assert process.wait(30) == -signal.SIGKILL
        assert subprocess.run(["true"], check=False).returncode == 0
