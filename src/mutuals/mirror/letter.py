"""The mirror as plain text, and as values for scripts."""

from collections.abc import Sequence

from mutuals.sentence import Sentence


def told_first(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences in order; where the answer is missing, those said come first."""
    if not sentences or not sentences[0].missing:
        return list(sentences)
    return sorted(sentences, key=lambda one: bool(one.missing))


def as_text(sentences: Sequence[Sentence]) -> list[str]:
    """Return the mirror's lines: each sentence, then how sure it is and from what."""
    lines: list[str] = []
    for one in sentences:
        lines.append(one.text())
        if not one.missing:
            grade = f"; evidence grade {one.grade}" if one.grade else ""
            lines.append(f"    {one.sure}, from {one.basis}{grade}")
        lines.append("")
    return lines[:-1]


def as_rows(sentences: Sequence[Sentence]) -> list[dict[str, str]]:
    """Return the mirror's sentences as rows of words."""
    return [
        {
            "sentence": one.text(),
            "basis": one.basis,
            "grade": one.grade,
            "sure": one.sure,
            "missing": one.missing,
        }
        for one in sentences
    ]
