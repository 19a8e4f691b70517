"""From base tables to every other table: which steps there are, and running them."""

from mutuals.steps.build import Built, Made, Workbench, build, current
from mutuals.steps.find import Step, in_order, needed_for, steps

__all__ = [
    "Built",
    "Made",
    "Step",
    "Workbench",
    "build",
    "current",
    "in_order",
    "needed_for",
    "steps",
]
