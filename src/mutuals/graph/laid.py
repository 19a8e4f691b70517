"""A flow as files, mapped into memory: processes of one machine share its pages."""

import json
from pathlib import Path

import numpy as np

from mutuals.graph.flow import Flow

_ARRAYS = ("start", "source", "chance", "table")


def save_flow(flow: Flow, folder: Path) -> None:
    """Write a flow into a folder, from where ``load_flow`` maps it into memory."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(flow, name))
    numbers = {"kind": flow.kind, "steps": flow.steps}
    (folder / "flow.json").write_text(json.dumps(numbers), encoding="utf-8")


def load_flow(folder: Path) -> Flow:
    """Map a saved flow into memory: nothing is read before it is needed."""
    # copy-on-write: kernels would be compiled again for read-only arrays
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="c") for name in _ARRAYS}
    numbers = json.loads((folder / "flow.json").read_text(encoding="utf-8"))
    return Flow(**numbers, **{name: array.view(np.ndarray) for name, array in arrays.items()})
