"""Colours only by token, lengths only as attributes, and no markup but the macros'."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "mutuals" / "web"
TEMPLATES = sorted([*(WEB / "pages").glob("*.html"), *(WEB / "shell").glob("*.html")])
STYLES = sorted((WEB / "static").glob("*.css"))
SCRIPTS = sorted((WEB / "script").glob("*.ts"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_style_and_no_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|<script(?! src=)|\son[a-z]+=|#[0-9a-fA-F]{6}", text) == []
    assert "|safe" not in text


def test_colours_stand_in_the_tokens_only() -> None:
    for path in STYLES:
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)", path.read_text(encoding="utf-8"))
        assert bool(found) == (path.name == "tokens.css"), path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_write_no_markup_and_ask_nobody_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text) == []
    addresses = re.findall(r"https?://[\w.]+", text)
    assert set(addresses) <= {"http://www.w3.org"}, "names of markup languages, never fetched"


def test_every_page_has_a_module_and_a_template() -> None:
    modules = {path.stem for path in (WEB / "pages").glob("*.py")} - {"__init__"}
    assert modules == {path.stem for path in (WEB / "pages").glob("*.html")}
