"""Whatever is dropped into a folder keeps its promise: readers, pages, commands."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mutuals.discover import listed, modules, names
from mutuals.engine.duckdb import DuckDB
from mutuals.readers import Reader
from mutuals.schemas import SCHEMAS
from mutuals.steps import needed_for, steps
from mutuals.steps.build import make

# Of the tables others build on, the columns that will not be renamed.
PROMISED = {
    "person": "person_id name is_me is_automaton first_at last_at",
    "address": "address_id person_id scheme value name",
    "tie": "ego_id alter_id sent received one_on_one group_share first_at last_at active_weeks"
    " reciprocity strength overlap",
    "closeness": "ego_id alter_id closeness lower upper evidence",
    "stage": "ego_id alter_id stage is_dormant probability since kind alive",
    "transition": "ego_id alter_id from_stage to_stage happened_at trigger",
    "status": "person_id followers likes reach percentile",
    "influence": "person_id personal personal_lower personal_upper broadcast broadcast_lower"
    " broadcast_upper personal_share potential potential_lower potential_upper outcomes"
    " exposures grade",
    "credit": "outcome_id source_id personal broadcast",
    "peer_effect": "thing scale naive adjusted lower upper placebo_mean placebo_z grade",
    "independence": "person_id taste crowd friends independent lower upper choices",
    "introduction": "introducer_id person_a_id person_b_id introduced_at evidence confidence"
    " outcome stage_gain",
    "candidate": "person_a_id person_b_id gain_a gain_b reason score",
    "option": "ego_id alter_id option_value lower upper reach_2 novelty",
    "subgroup": "gathering_id started_at subgroup person_id",
    "circle": "circle_id person_id stability",
    "hours": "ego_id alter_id month minutes lower upper one_on_one sort",
    "claim": "claim verdict effect lower upper records grade",
}
LATER = {"peer_effect", "candidate", "option"}


@pytest.mark.parametrize("name", names("mutuals.readers"))
def test_a_reader_recognises_and_reads(name: str) -> None:
    reader = modules("mutuals.readers")[name]
    for promised in ("recognizes", "read"):
        expected = inspect.signature(getattr(Reader, promised))
        given = inspect.signature(getattr(reader, promised))
        wanted = [one for one in expected.parameters if one != "self"]
        assert [one.lstrip("_") for one in given.parameters] == wanted
        assert given.return_annotation == expected.return_annotation
    assert reader.recognizes("", b"") == 0.0


@pytest.mark.parametrize("name", names("mutuals.readers"))
def test_no_reader_takes_noise_for_its_own(name: str) -> None:
    reader = modules("mutuals.readers")[name]
    for noise in (b"\0" * 65536, bytes(range(256)) * 256, b"lorem ipsum dolor\n" * 3000):
        assert 0 <= reader.recognizes("holiday.bin", noise) < 0.5


@pytest.mark.parametrize("name", names("mutuals.web.pages"))
def test_a_page_has_a_router_and_a_template(name: str) -> None:
    page = modules("mutuals.web.pages")[name]
    assert page.router.routes
    assert page.__doc__
    assert Path(str(page.__file__)).with_suffix(".html").is_file()


@pytest.mark.parametrize("name", names("mutuals.cli"))
def test_a_command_runs_and_shows_an_example(name: str) -> None:
    command = modules("mutuals.cli")[name]
    assert f"Example: mutuals {name.replace('_', '-')}" in (command.run.__doc__ or "")
    assert inspect.signature(command.run).return_annotation is None


def test_every_command_of_this_issue_is_there() -> None:
    promised = (
        "demo read build table people person ties mirror influence status introductions reach"
        " hours circles claims rejects doctor check undo content_hash serve"
    )
    assert set(promised.split()) <= set(names("mutuals.cli"))


@pytest.mark.parametrize("table", sorted(PROMISED))
def test_a_promised_table_has_its_columns(table: str) -> None:
    if table not in steps():
        assert table in LATER
        return
    engine = DuckDB()
    for name, schema in SCHEMAS.items():
        engine.register(name, schema.empty_table())
    engine.create("clock", "SELECT 0 AS as_of, TIMESTAMP '1970-01-01' AS as_of_at")
    for step in needed_for([table], steps()):
        make(engine, step)
    columns = engine.read(table).column_names
    engine.close()
    assert [one for one in PROMISED[table].split() if one not in columns] == []


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an importable package with one public and one private module."""
    package = tmp_path / "planted_plug_ins"
    package.mkdir()
    for name in ("__init__", "letters", "_drawer"):
        (package / f"{name}.py").write_text(f'"""{name}."""\n', encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield package
    for name in [one for one in sys.modules if one.startswith(package.name)]:
        del sys.modules[name]


def test_a_module_in_the_folder_is_enough(planted: Path) -> None:
    assert list(modules(planted.name)) == ["letters"]
    (planted / "postcards.py").write_text('"""New."""\n', encoding="utf-8")
    assert list(modules(planted.name)) == ["letters", "postcards"]


def test_an_installed_entry_point_is_enough(planted: Path) -> None:
    about = planted.parent / "outside-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: outside\nVersion: 1.0\n")
    entry = f"[{planted.name}]\ntelegrams = json\nletters = email\n"
    (about / "entry_points.txt").write_text(entry)
    found = modules(planted.name)
    assert {name: module.__name__ for name, module in found.items()} == {
        "letters": f"{planted.name}.letters",
        "telegrams": "json",
    }
    assert listed(planted.name) == ["letters", "telegrams"]


def test_a_broken_one_is_told_and_left_out(planted: Path) -> None:
    (planted / "broken.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    with pytest.raises(ModuleNotFoundError):
        modules(planted.name)
    heard: list[tuple[str, str]] = []
    found = modules(planted.name, lambda name, error: heard.append((name, type(error).__name__)))
    assert list(found) == ["letters"]
    assert heard == [("broken", "ModuleNotFoundError")]
