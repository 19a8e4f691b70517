"""Run commands in this process, as a terminal would."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import mutuals
from mutuals.__main__ import main


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever was said
        """Return standard output as one strict JSON document."""
        return json.loads(self.out, parse_constant=_no_constant)


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def _no_constant(name: str) -> None:
    msg = f"{name} is no JSON"
    raise ValueError(msg)


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs one command line."""

    def running(*arguments: object, typed: str = "") -> Answer:
        monkeypatch.setattr(sys, "argv", ["mutuals", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", Terminal(typed) if typed else io.StringIO())
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Answer(code or 0, said.out, said.err)

    return running


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return the path of a store that holds nothing."""
    path = tmp_path / "empty.mutuals"
    mutuals.open(path).close()
    return path
