"""Sentences as JSON, so that they can lie in a table and come back as they were."""

import json

from mutuals.sentence import Evidence, Part, Sentence, Who


def parts_to_json(parts: tuple[Part, ...]) -> str:
    """Return a sentence's parts as JSON: a string, or an object with its kind.

    >>> parts_to_json(("Ask ", Who(1, "Ann")))
    '["Ask ", {"who": 1, "name": "Ann"}]'
    """
    return json.dumps([_to_plain(part) for part in parts], ensure_ascii=False)


def parts_from_json(text: str) -> tuple[Part, ...]:
    """Return the parts that ``parts_to_json`` wrote.

    >>> parts_from_json('["Ask ", {"who": 1, "name": "Ann"}]')
    ('Ask ', Who(person_id=1, name='Ann'))
    """
    return tuple(_from_plain(one) for one in json.loads(text))


def row_of(place: str, sentence: Sentence) -> dict[str, str]:
    """Return a sentence as a row of the table mirror."""
    return {
        "place": place,
        "text": sentence.text(),
        "parts": parts_to_json(sentence.parts),
        "basis": sentence.basis,
        "grade": sentence.grade,
        "sure": sentence.sure,
        "missing": sentence.missing,
    }


def sentence_of(row: dict[str, str]) -> Sentence:
    """Return the sentence of a row of the table mirror."""
    return Sentence(
        parts_from_json(row["parts"]),
        basis=row["basis"],
        grade=row["grade"],
        sure=row["sure"],
        missing=row["missing"],
    )


def _to_plain(part: Part) -> str | dict[str, str | int]:
    if isinstance(part, Who):
        return {"who": part.person_id, "name": part.name}
    if isinstance(part, Evidence):
        return {"text": part.text, "link": part.link, "records": part.records}
    return part


def _from_plain(plain: str | dict[str, str | int]) -> Part:
    if isinstance(plain, str):
        return plain
    if "who" in plain:
        return Who(int(plain["who"]), str(plain["name"]))
    return Evidence(str(plain["text"]), str(plain["link"]), int(plain["records"]))
