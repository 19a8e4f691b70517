"""What the parent asks a child to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """What the parent asks for; see ``parent.Request``.

    A child died while reading the file ``again``: of it, ``handed_over`` records have
    arrived already, and the next ones go ``step`` by step, so that the one that kills
    is known and none before it is lost.
    """

    paths: list[str]
    members: list[str]
    only_recognise: bool
    as_format: str
    keep_text: bool
    answers: dict[str, dict[str, str]]
    done: list[str]
    again: str
    handed_over: int
    step: int
    record_seconds: float
    memory: int
    cpu_seconds: int
    first_number: int
