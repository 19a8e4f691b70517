"""What only a process of its own can show: exit codes, Ctrl-C, what is imported."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.stores import program, script

import mutuals

HEAVY = ("duckdb", "pyarrow", "fastapi", "networkit", "sqlglot", "numpy", "scipy", "uvicorn")
IMPORTED = """
import sys
sys.argv = ["mutuals", *sys.argv[1:]]
from mutuals.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stdout.write("\\n" + " ".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["read", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    with script(IMPORTED, *arguments) as child:
        said, _ = child.communicate(timeout=60)
    loaded = set(said.rpartition("\n")[2].split())
    assert "mutuals.cli" in loaded
    assert loaded & set(HEAVY) == set()


def test_the_package_itself_loads_nothing() -> None:
    loading = "import mutuals, sys; sys.stdout.write(' '.join(sorted(sys.modules)))"
    with script(loading) as child:
        said, _ = child.communicate(timeout=60)
    assert [one for one in said.split() if one.startswith("mutuals")] == ["mutuals"]
    assert set(said.split()) & {*HEAVY, "typer", "rich"} == set()


def test_a_held_store_ends_with_75(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    network = mutuals.open(path)
    ended = program("people", "--store", str(path))
    network.close()
    assert ended.returncode == 75
    assert ended.stdout == ""
    waits, refused = ended.stderr.splitlines()
    assert waits.startswith("Waiting until process ")
    assert "is held by process " in refused


def test_the_store_can_be_named_by_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "named.mutuals"
    mutuals.open(path).close()
    ended = program("content-hash", MUTUALS_STORE=str(path))
    assert ended.returncode == 0
    assert len(ended.stdout) == 65


@pytest.mark.parametrize(
    ("path", "code"), [("/proc/nowhere/x.mutuals", 73), ("/proc/self/status", 65), ("/proc", 65)]
)
def test_a_store_that_cannot_be(path: str, code: int) -> None:
    ended = program("read", __file__, "--store", path)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.startswith("mutuals: ")
    assert "Traceback" not in ended.stderr


def test_ctrl_c_ends_with_130(tmp_path: Path) -> None:
    pipe = tmp_path / "archive.csv"
    with pipe.open("w", encoding="utf-8") as file:
        file.write("started_at,sender,recipients\n")
        file.writelines(f"{1_600_000_000 + one},ann,bo\n" for one in range(400_000))
    command = [sys.executable, "-m", "mutuals", "--store", str(tmp_path / "x.mutuals")]
    with subprocess.Popen(  # noqa: S603  # our own program
        [*command, "read", str(pipe), "--yes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as child:
        while not (tmp_path / "x.mutuals.wal").exists():
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        said, error = child.communicate(timeout=120)
    # A shell says 130 for both: Python kills itself where an import was interrupted.
    assert child.returncode in {130, -signal.SIGINT}, error
    assert (said, error) == ("", "")
    network = mutuals.open(tmp_path / "x.mutuals")
    assert network.check(read_data=True) == []
    network.close()


@pytest.mark.parametrize(
    "command", [["table"], ["table", "interaction"], ["content-hash"]], ids=" ".join
)
def test_a_reader_of_our_output_may_go(village_store: Path, command: list[str]) -> None:
    program = [sys.executable, "-m", "mutuals", "--store", str(village_store), *command]
    with subprocess.Popen(  # noqa: S603  # our own program
        program,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 0
