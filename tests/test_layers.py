"""Every import contract is broken on purpose once, and seen to be."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What is added to which file of a copy, by the contract's id.
PLANTED = {
    "layers": [("ties/__init__.py", "import mutuals.network")],
    "readers-apart": [("readers/mail/__init__.py", "import mutuals.readers.whatsapp")],
    "pages-apart": [("web/pages/people.py", "import mutuals.web.pages.home")],
    "commands-apart": [("cli/people.py", "import mutuals.cli.status")],
    "acyclic": [
        ("hours/__init__.py", "import mutuals.status"),
        ("status/__init__.py", "import mutuals.hours"),
    ],
    "arrays-only": [("graph/csr.py", "import pyarrow")],
    "village-apart": [("village/dice.py", "import mutuals.keys")],
    "one-door-store": [("people/__init__.py", "import duckdb")],
    "one-door-surface": [("people/__init__.py", "import typer")],
}


def contracts() -> dict[str, str]:
    """Return every contract's name by its id."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in written["tool"]["importlinter"]["contracts"]}


def copied(folder: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", folder)
    left_out = shutil.ignore_patterns("__pycache__", "static", "script", "*.sql", "*.html")
    shutil.copytree(ROOT / "src", folder / "src", ignore=left_out)
    return folder / "src" / "mutuals"


def linted(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603  # the linter of this environment
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the linter says of a copy in which everything is broken."""
    folder = tmp_path_factory.mktemp("broken")
    package = copied(folder)
    for changes in PLANTED.values():
        for name, line in changes:
            with (package / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{line}\n")
    said = linted(folder)
    assert said.returncode == 1, said.stdout + said.stderr
    return said.stdout


@pytest.mark.parametrize("contract", sorted(contracts()))
def test_a_planted_violation_is_caught(broken: str, contract: str) -> None:
    assert contract in PLANTED, "a new contract needs a planted violation here"
    assert f"{contracts()[contract]} BROKEN" in broken


def test_a_folder_without_a_place_is_caught(tmp_path: Path) -> None:
    package = copied(tmp_path)
    (package / "attic").mkdir()
    (package / "attic" / "__init__.py").write_text('"""No place."""\n', encoding="utf-8")
    said = linted(tmp_path)
    assert "Imports point down BROKEN" in said.stdout
    assert "mutuals.attic" in said.stdout
    kept = [name for key, name in contracts().items() if key != "layers"]
    assert [name for name in kept if f"{name} KEPT" not in said.stdout] == []
