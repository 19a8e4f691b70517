"""Every reader against bytes that a coverage-guided fuzzer thinks up, for a while.

``make fuzz`` does the same for as long as one likes. What it ever found is tried first.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.fuzz.seeds import ROOT, written

from mutuals.discover import names

FORMATS = names("mutuals.readers")
FOUND = Path(__file__).parent / "found"
SECONDS = 1
OPTIONS = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=16384", "-seed=1", "-verbosity=0"]
needs_fuzzer = pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris here")


def fuzzed(format_name: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tests/fuzz/target.py", format_name, *OPTIONS, *options]
    # A process begins with the peak memory of the one that forked it, which counts
    # against the limit: a shell in between is small.
    return subprocess.run(  # noqa: S603  # our own script
        ["/bin/sh", "-c", '"$@"; exit $?', "sh", *command, f"-artifact_prefix={folder}/"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


@needs_fuzzer
@pytest.mark.parametrize("format_name", FORMATS)
def test_no_bytes_break_a_reader(format_name: str, tmp_path: Path) -> None:
    written(format_name, tmp_path / "begun")
    begun = [f"-dict={tmp_path}/begun/words.dict", str(tmp_path / "begun/inputs")]
    known = FOUND / format_name
    if known.is_dir():
        begun.append(str(known))
    done = fuzzed(format_name, tmp_path, f"-max_total_time={SECONDS}", *begun)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


@needs_fuzzer
def test_a_reader_that_breaks_is_noticed(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "one").write_bytes(b"\0PLANTED\nraise now\n")
    done = fuzzed("tests.sandbox.planted_reader", tmp_path, "-runs=1", str(inputs))
    assert done.returncode != 0
    assert "Uncaught Python exception" in done.stdout + done.stderr
