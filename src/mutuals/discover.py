"""Find plug-ins: the modules of a package, plus installed entry points."""

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import ModuleType


def modules(package: str) -> dict[str, ModuleType]:
    """Return a package's public modules, and those installed for it, by name.

    >>> sorted(modules("mutuals.claims"))[:1]
    ['claim']
    """
    found = {name: import_module(f"{package}.{name}") for name in names(package)}
    for entry in entry_points(group=package):
        found.setdefault(entry.name, entry.load())
    return found


def names(package: str) -> list[str]:
    """Return the names of a package's public modules without importing them."""
    path = import_module(package).__path__
    return sorted(one.name for one in iter_modules(path) if not one.name.startswith("_"))
