"""Who truly influences whom, from the records people already have."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mutuals.network import Network, open  # mutuals.open, as gzip.open
    from mutuals.paths.reach import reach
    from mutuals.validation import validate

__all__ = ["Network", "open", "reach", "validate"]

# Loaded when asked for: the command line must answer --help without the engine.
_PLACES = {
    "Network": "mutuals.network",
    "open": "mutuals.network",
    "reach": "mutuals.paths.reach",
    "validate": "mutuals.validation",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module's attributes have any type
    """Load a public name on first use."""
    if name not in _PLACES:
        msg = f"module 'mutuals' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415  # see above

    return getattr(import_module(_PLACES[name]), name)
