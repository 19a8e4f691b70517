"""A process that is all ours loads nothing it has no use for."""

import subprocess
import sys

SPARED = """
import sys
from mutuals.sparing import spare
spare()
import pyarrow as pa
pa.array([1, 2, 3])
import mutuals.sandbox.worker
from mutuals.discover import modules
modules("mutuals.readers")
print(*sorted({"pandas", "pyarrow.compute", "matplotlib"} & set(sys.modules)))
"""


def test_a_child_that_only_recognises_loads_neither_pandas_nor_arrows_functions() -> None:
    found = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", SPARED], capture_output=True, text=True, check=True
    )
    assert not found.stdout.strip()
