"""The scripts that turn shared studies into community files, on a few invented rows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.readers.community.reading import found_in

SCRIPTS = Path(__file__).parents[3] / "benchmarks" / "data"
ENRON = """\
0,1,1979-12-31 21:00:00,to,1,0
0,1,2000-01-01 10:00:00,to,1,0
0,1,2000-01-01 10:00:00,to,2,0
0,2,2000-01-01 10:00:00,cc,1,0
0,2,2000-01-01 10:00:00,bcc,1,0
0,0,2000-01-01 10:00:00,to,1,0
1,0,1999-01-01 10:00:00,cc,1,0
"""
NODES = "id,Email,Name,Note\n0,a.a,Ann,Trader\n1,b.b,,\n2,c.c,Cy,\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("enron_igraph", "collegemsg", "thiers13"):
        (tmp_path / name).mkdir()
    header = "from,to,Time,Reciptype,Topic,LDC_topic\n"
    (tmp_path / "enron_igraph/edges.csv").write_text(header + ENRON, "utf-8")
    (tmp_path / "enron_igraph/nodes.csv").write_text(NODES, "utf-8")
    (tmp_path / "collegemsg/CollegeMsg.txt").write_text("1 2 1082040961\n", "utf-8")
    contacts = "1385982020 7 8 A A\n1385982040 7 8 A A\n1385982100 8 7 A A\n"
    (tmp_path / "thiers13/High-School_data_2013.csv").write_text(contacts, "utf-8")
    (tmp_path / "thiers13/metadata_2013.txt").write_text("7\tA\tF\n8\tA\tM\n", "utf-8")
    (tmp_path / "thiers13/Friendship-network_data_2013.csv").write_text("7 8\n", "utf-8")
    return tmp_path


def run(script: str, data: Path) -> list[str]:
    """Run a script and return what it said."""
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPTS / f"{script}.py"), str(data / "out")],
        env={**os.environ, "MUTUALS_DATA": str(data)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


def test_enron_drops_what_its_readme_warns_of(data: Path) -> None:
    assert run("enron", data) == [
        "rows read: 7",
        "  dropped, blind copy that repeats a copy: 1",
        "  dropped, impossible date: 1",
        "  dropped, repeated for another topic: 1",
        "  dropped, to oneself: 1",
        "  kept: 3",
        "interactions written: 2",
        "people written: 3",
    ]
    found = found_in((data / "out/interactions.csv").read_bytes())
    assert found.values("interaction", "audience_size") == [1, 2]
    assert sorted(found.values("participation", "role")) == ["cc", "cc", "to"]
    assert sorted(found.values("handle", "value")) == ["a.a", "b.b", "c.c"]
    people = found_in((data / "out/people.csv").read_bytes())
    assert people.values("profile", "role") == ["Trader", "", ""]


def test_college_has_a_row_for_each_message(data: Path) -> None:
    assert run("college", data) == ["rows read: 1", "interactions written: 1"]
    found = found_in((data / "out/interactions.csv").read_bytes())
    assert found.values("interaction", "started") == [1082040961]


def test_school_contacts_become_spells(data: Path) -> None:
    assert run("thiers13", data)[:3] == [
        "contact rows read: 3",
        "  merged into the spell before: 1",
        "interactions written: 2",
    ]
    found = found_in((data / "out/interactions.csv").read_bytes())
    assert found.values("interaction", "seconds") == [40, 20]
    assert set(found.values("interaction", "kind")) == {"proximity"}
    assert found_in((data / "out/ties.csv").read_bytes()).values("nomination", "relation") == [
        "friend"
    ]
    people = found_in((data / "out/people.csv").read_bytes())
    assert people.values("profile", "covariates") == ['{"x_gender":"F"}', '{"x_gender":"M"}']
