"""What fuzzing begins with, worked out from what a format's reader and tests hold."""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mutuals.discover import modules

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("MUTUALS_DATA", ROOT.parent / "shared" / "data"))
_FILE_NAME = re.compile(r"[\w .-]{1,40}\.[a-z]{2,5}")
_LARGEST, _MOST_FILES = 1 << 15, 40
_SHORTEST, _LONGEST = 2, 60


def file_names(format_name: str) -> list[str]:
    """Return names a file of the format may have, as reader and samples write them."""
    found = {"file.json", "file.txt", "file"}
    found.update(one for one in _strings(_sources(format_name)) if _FILE_NAME.fullmatch(one))
    found.update(path.name for path in _samples(format_name))
    return sorted(found)[:127]


def words(format_name: str) -> list[str]:
    """Return the words a reader looks for: the strings in its source."""
    found = _strings(_sources(format_name))
    return sorted({one for one in found if _SHORTEST <= len(one) <= _LONGEST})


def seeds(format_name: str) -> Iterator[bytes]:
    """Yield whole files of the format: its samples, its tests' texts, real exports."""
    for path in _samples(format_name):
        yield path.read_bytes()[:_LARGEST]
    for text in _strings(sorted((ROOT / "tests/readers" / format_name).glob("*.py"))):
        if len(text) > _LONGEST:
            yield text.encode("utf-8", "replace")
    yield from (b"{}", b"[]", b"", b'{"messages": [{}]}')
    yield from _exports(format_name)


def written(format_name: str, folder: Path) -> None:
    """Write the seeds, each behind a byte that chooses its name, and the dictionary."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds(format_name)):
        (inputs / f"seed{number}").write_bytes(bytes([number % 256]) + content)
    lines = [f'"{_escaped(one)}"' for one in words(format_name)]
    (folder / "words.dict").write_text("\n".join(lines) + "\n", encoding="ascii")


def main() -> None:
    """Write what fuzzing of a format begins with: FORMAT FOLDER."""
    written(sys.argv[1], Path(sys.argv[2]))


def _sources(format_name: str) -> list[Path]:
    readers = ROOT / "src/mutuals/readers"
    return sorted([*(readers / format_name).glob("*.py"), *readers.glob(f"{format_name}.py")])


def _samples(format_name: str) -> list[Path]:
    folder = ROOT / "tests/readers" / format_name / "samples"
    found = sorted(folder.glob("*")) if folder.is_dir() else []
    return [one for one in found if one.is_file() and one.suffix != ".json"]


def _exports(format_name: str) -> Iterator[bytes]:
    reader = modules("mutuals.readers")[format_name]
    found = 0
    for path in sorted((DATA / "exports").rglob("*")) if DATA.is_dir() else []:
        if found == _MOST_FILES:
            return
        if path.is_file() and path.stat().st_size <= _LARGEST:
            content = path.read_bytes()
            if reader.recognizes(path.name, content) > 0:
                found += 1
                yield content


def _strings(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                value = node.value
                yield value.decode("latin-1") if isinstance(value, bytes) else value


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode("utf-8", "replace")
    )


if __name__ == "__main__":
    main()
