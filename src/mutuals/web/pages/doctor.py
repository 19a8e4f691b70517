"""Doctor: how the set-up stands, and what the store says of itself."""

import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.network import Network
from mutuals.web.answering import HERE, answer, world_of
from mutuals.web.why import gist

TITLE = "Doctor"
UNDER = "records"
router = APIRouter()
PARTS: Final = ("mutuals", "duckdb", "pyarrow", "numpy", "sqlglot", "networkit", "fastapi")
KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    found: str
    is_well: bool


@dataclass(frozen=True, slots=True)
class DoctorPage:
    """What was looked at, and the tables there are."""

    is_well: bool
    checks: tuple[Check, ...]
    parts: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]


@router.get("/doctor", response_model=None)
def show(request: Request) -> Response:
    """Show how things stand."""
    world = world_of(request)
    with world.shelf.lock:
        page = doctor(request.app.state.network, hidden=world.hidden)
    return answer(request, page)


def doctor(network: Network, *, hidden: bool) -> DoctorPage:
    """Look at the store and the set-up."""
    wrong = network.check()
    stat = network.path.stat()
    mode = stat.st_mode & 0o777
    place = "its file" if hidden else str(network.path)
    built = (HERE / "static" / "bundle.js").is_file()
    checks = (
        Check("The store", f"{place}, {number(stat.st_size / KIB)} KiB", is_well=True),
        Check("Only you can read it", f"{mode:o}", is_well=mode & 0o077 == 0),
        *(Check("The store is damaged", one, is_well=False) for one in wrong),
        *(() if wrong else (Check("The store", "holds what was committed", is_well=True),)),
        Check(
            "The page's script",
            "is built" if built else "is not built; `make install` builds it",
            is_well=built,
        ),
    )
    return DoctorPage(
        is_well=all(one.is_well for one in checks),
        checks=checks,
        parts=(("Python", platform.python_version()), *((name, version(name)) for name in PARTS)),
        tables=tuple((name, gist(said)) for name, said in sorted(network.tables().items())),
    )
