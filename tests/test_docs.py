"""What is written about the program is what the program is."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from mutuals.discover import names
from mutuals.settings import Settings

ROOT = Path(__file__).parents[1]


def _writer() -> ModuleType:
    spec = spec_from_file_location("write", ROOT / "docs" / "write.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "formats.md", "tables.md", "claims.md"])
def test_the_docs_are_those_of_the_code(page: str) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == _writer().PAGES[page]().rstrip() + "\n", "run `make docs`"


def test_the_readme_shows_only_commands_there_are() -> None:
    shown = re.findall(
        r"^\$ mutuals ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    there_are = {name.replace("_", "-") for name in names("mutuals.cli")}
    assert shown
    assert set(shown) <= there_are


def test_the_architecture_fits_on_two_pages_and_says_where_new_code_goes() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.split()) <= 1100
    assert "where new code goes" in text.lower()


def test_every_setting_says_what_it_is() -> None:
    doc = Settings.__doc__ or ""
    undocumented = [
        name for name in Settings.__dataclass_fields__ if name not in doc and name != "threads"
    ]
    assert undocumented == []


def test_every_option_says_what_it_means() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    options = re.findall(r"^- `([^`]+)`: ?(.*)$", written, re.MULTILINE)
    assert len(options) > len(names("mutuals.cli"))
    assert [name for name, meaning in options if len(meaning.split()) < 2] == []
