"""From files to rows in the store, batch by batch, with every record accounted for."""

from mutuals.intake.desk import intake
from mutuals.intake.preview import Part, parts, recognise, summary, told
from mutuals.intake.report import Asked, FileReport, ReadReport
from mutuals.intake.sources import own_words, said
from mutuals.intake.walk import holding, walk

__all__ = [
    "Asked",
    "FileReport",
    "Part",
    "ReadReport",
    "holding",
    "intake",
    "own_words",
    "parts",
    "recognise",
    "said",
    "summary",
    "told",
    "walk",
]
