"""Find plug-ins: the modules of a package, plus installed entry points."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules(
    package: str, on_error: Callable[[str, Exception], None] | None = None
) -> dict[str, ModuleType]:
    """Return a package's public modules, and those installed for it, by name.

    A module that cannot be imported is told to ``on_error`` and left out; without
    ``on_error`` its error is raised.

    >>> sorted(modules("mutuals.claims"))[:1]
    ['claim']
    """
    loaders: dict[str, Callable[[], ModuleType]] = {
        name: partial(import_module, f"{package}.{name}") for name in names(package)
    }
    for name, load in _installed(package).items():
        loaders.setdefault(name, load)
    found: dict[str, ModuleType] = {}
    for name, load in loaders.items():
        try:
            found[name] = load()
        except Exception as error:
            if on_error is None:
                raise
            on_error(name, error)
    return found


def listed(package: str) -> list[str]:
    """Return the names of all plug-ins of a package without importing them."""
    return sorted({*names(package), *_installed(package)})


def names(package: str) -> list[str]:
    """Return the names of a package's public modules without importing them."""
    path = import_module(package).__path__
    return sorted(one.name for one in iter_modules(path) if not one.name.startswith("_"))


def _installed(package: str) -> dict[str, Callable[[], ModuleType]]:
    """Return how to load what others have installed for a package."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # as heavy as all of this

    return {entry.name: entry.load for entry in reversed([*entry_points(group=package)])}
