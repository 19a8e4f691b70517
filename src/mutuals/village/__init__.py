"""The made-up village of Quillby: archive files of four years, and the planted truth.

``write`` invents one owner's archives, the whole community's records, and a file that
says what was planted in them. Everything comes from a seed; nothing reads the clock.
"""

from mutuals.village.writing import write

__all__ = ["write"]
