"""No file names a package registry's host or a folder of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Written in parts, so that this file does not find itself.
FORBIDDEN = {
    "a registry's host": r"(pypi|npmjs|pythonhosted|yarnpkg|conda|crates)"
    r"\.(org|com|io|cloud)\b",
    "a registry's host behind a name": r"registry" + r"\.[a-z]+\.[a-z]{2,}",
    "a resolved address": r'"resolved"' + r"\s*:",
    "an index address": r"--(extra-)?index-" + r"url",
    "somebody's folder": r"(?<![\w.])/(home|Users|root|work)" + r"/[\w.]",
}


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files are tracked")
    said = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607  # the git everybody has
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in said.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what].encode())
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in tracked()
        if path.is_file()
        for match in [pattern.search(path.read_bytes())]
        if match
    ]
    assert found == []
