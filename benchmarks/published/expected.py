"""What studies should show, written down before the run, and whether ours does."""

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.markdown import table

FILE = Path(__file__).with_suffix(".toml")
DATA = Path(__file__).parents[3] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure: a value and how far off it may be, or a bound it must keep."""

    about: str
    source: str
    value: float | None = None
    tolerance: float = 0.0
    above: float | None = None
    below: float | None = None

    def is_met(self, ours: float) -> bool:
        """Return whether a figure is what was expected; not a number never is."""
        if self.value is not None:
            return abs(ours - self.value) <= self.tolerance
        if self.above is not None:
            return ours > self.above
        return self.below is not None and ours < self.below

    @property
    def words(self) -> str:
        """Return what is expected.

        >>> Expected("", "", value=0.5, tolerance=0.1).words
        '0.5 ± 0.1'
        """
        if self.value is not None:
            return f"{self.value:g} ± {self.tolerance:g}"
        return f"> {self.above:g}" if self.above is not None else f"< {self.below:g}"


def expected(study: str) -> dict[str, Expected]:
    """Return what was written down for one study."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))[study]
    return {name: Expected(**one) for name, one in told.items()}


def missed(study: str, ours: Mapping[str, float]) -> list[str]:
    """Return the names of the figures that are not what was expected, or not there."""
    return [
        name
        for name, one in expected(study).items()
        if name not in ours or not one.is_met(ours[name])
    ]


def judged(study: str, ours: Mapping[str, float]) -> str:
    """Return a table of expected and found figures."""
    rows = [
        [
            one.about,
            one.words,
            f"{ours[name]:.3f}",
            "yes" if one.is_met(ours[name]) else "**no**",
            one.source,
        ]
        for name, one in expected(study).items()
    ]
    return table(["what", "expected", "ours", "met", "from"], rows)


def folder(name: str, file: str) -> Path:
    """Return where a study's data is; without the file, say so and end."""
    found = Path(os.environ.get("MUTUALS_DATA", DATA)) / name
    if not (found / file).is_file():
        print(f"Not run: there is no {name}/{file} in MUTUALS_DATA.")
        sys.exit(0)
    return found
