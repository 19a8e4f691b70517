"""Rejects: every line that could not be read or was left out, and why."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mutuals.counts import number
from mutuals.records import LEFT_OUT, Cut
from mutuals.sentence import Sentence
from mutuals.web.answering import answer, world_of
from mutuals.web.lines import not_kept, source_name
from mutuals.web.world import World

TITLE = "Rejects"
UNDER = "records"
router = APIRouter()
SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record that could not be read, or was left out."""

    file: str
    record_no: str
    byte_offset: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class RejectsPage:
    """All of them, by file and place."""

    answer: Sentence
    reasons: tuple[tuple[str, str], ...]
    rejects: tuple[Rejected, ...]
    more: int


@router.get("/rejects", response_model=None)
def show(request: Request) -> Response:
    """Show what could not be read and what was left out."""
    return answer(request, rejects(world_of(request)))


def rejects(world: World) -> RejectsPage:
    """Work the page out."""
    path_of = {row["source_id"]: row["path"] for row in world.rows("source")}
    order = (("source_id", "ascending"), ("record_no", "ascending"))
    rows = world.cut("reject", Cut(order=order, most=SHOWN))
    counted = Counter(row["reason"] for row in world.cut("reject", Cut(columns=("reason",))))
    many = counted.total()
    lines = "1 line" if many == 1 else f"{number(many)} lines"
    left = sum(many for reason, many in counted.items() if reason in LEFT_OUT)
    said = Sentence((f"{not_kept(many - left, left)}, and each has its reason.",), basis=lines)
    return RejectsPage(
        answer=said if rows else Sentence((), missing="Every line was read and kept."),
        reasons=tuple(
            (reason.replace("_", " "), number(count)) for reason, count in counted.most_common()
        ),
        rejects=tuple(
            Rejected(
                file=source_name(path_of.get(row["source_id"], "a file taken back")),
                record_no=number(row["record_no"]),
                byte_offset="" if row["byte_offset"] is None else number(row["byte_offset"]),
                reason=row["reason"].replace("_", " "),
                message=row["message"],
            )
            for row in rows
        ),
        more=max(many - SHOWN, 0),
    )
