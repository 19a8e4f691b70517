"""A child that loads no more than it needs.

Arrow loads pandas, where there is one, to look for its types among the values it is
given. Nobody here has any, and it takes as long as reading some thousand messages.
"""

import sys
from collections.abc import Sequence
from types import ModuleType

_NOT_NEEDED = "pandas"


class _Without:
    """Says that a library is not there."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> None:
        """Raise ModuleNotFoundError for what is not needed; know of nothing else."""
        if name == _NOT_NEEDED:
            raise ModuleNotFoundError(name, name=name)


def spare() -> None:
    """Keep this process from loading what it does not need."""
    sys.meta_path.insert(0, _Without())
