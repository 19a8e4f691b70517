"""A program that loads no more than it needs.

Arrow looks for pandas types among the values it is given, and NetworKit for what draws
and for other libraries of networks, wherever they are installed. Nothing here has any
use for them, and they take longer to load than some thousand messages to read.
"""

import sys
from collections.abc import Sequence
from types import ModuleType

_NOT_NEEDED = frozenset({"pandas", "seaborn", "matplotlib", "networkx", "plotly", "ipycytoscape"})


class _Without:
    """Says that some libraries are not there."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        """Raise ModuleNotFoundError for what is not needed; know of nothing else."""
        if name in _NOT_NEEDED:
            raise ModuleNotFoundError(name, name=name)


def spare() -> None:
    """Keep this process, which must be all ours, from loading what it does not need."""
    sys.meta_path.insert(0, _Without())


def is_all_ours() -> bool:
    """Return whether nobody plugged anything in, which may need any of them."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # as heavy as all of this

    groups = (one for one in entry_points().groups if one.partition(".")[0] == "mutuals")
    found = (one for group in groups for one in entry_points(group=group))
    return all(one.value.partition(".")[0] == "mutuals" for one in found)
