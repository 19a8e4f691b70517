"""What the program would have foretold, held against what came."""

from mutuals.validation.validate import Validation, validate

__all__ = ["Validation", "validate"]
