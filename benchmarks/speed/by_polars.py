"""Work contact, dyad, tie and hours out in Polars, from the store's base tables.

    python -m benchmarks.speed.by_polars FOLDER RESULT

``FOLDER`` holds interaction.parquet and participation.parquet of a community of
messages: no meetings, no automata, one address a person, as the generator makes them.
``overlap`` (triangles) and the columns by week of ``dyad_week`` are left out: less work
than ours.
"""

import json
import sys
import time
from pathlib import Path

import polars as pl
from benchmarks.measure import spent

WEEK = 604_800
HALF_LIFE = 180 * 86_400
PAIR = ["ego_id", "alter_id"]


def main(folder: str, result: str) -> None:
    """Do it and write the seconds of each step and the sums of some tables."""
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    began = spent()
    contact = contacts(Path(folder)).collect(engine="streaming")
    seconds["contact"] = spent() - began
    began = spent()
    dyad = dyads(contact.lazy()).collect(engine="streaming")
    seconds["dyad"] = spent() - began
    began = spent()
    times = hours(contact.lazy()).collect(engine="streaming")
    seconds["hours"] = spent() - began
    told: dict[str, object] = {"steps": seconds, "build": time.perf_counter() - started}
    told["checks"] = {
        "contact": _sums(contact, ["sent", "received", "audience_size", "weight"]),
        "dyad": _sums(dyad, ["sent", "one_on_one", "active_weeks", "channels", "strength"]),
        "hours": _sums(times, ["minutes"]),
    }
    Path(result).write_text(json.dumps(told), encoding="utf-8")


def contacts(folder: Path) -> pl.LazyFrame:
    """Return one row per message and person at either end of it."""
    message = pl.scan_parquet(folder / "interaction.parquet").select(
        "interaction_id", "started", "started_at", "channel", "sender_id", "audience_size", "length"
    )
    said = (
        pl.scan_parquet(folder / "participation.parquet")
        .select("interaction_id", pl.col("address_id").alias("alter_id"))
        .join(message, on="interaction_id")
        .filter(pl.col("alter_id") != pl.col("sender_id"))
    )
    others = said.group_by("interaction_id").agg(pl.len().alias("others"))
    facing = (
        said.join(others, on="interaction_id")
        .rename({"sender_id": "ego_id"})
        .with_columns(
            audience_size=pl.max_horizontal("audience_size", "others"),
            minutes=pl.min_horizontal(1 + pl.col("length").fill_null(0) / 1000, pl.lit(30.0)),
            sent=pl.lit(1),
            received=pl.lit(0),
        )
        .filter(pl.col("audience_size") <= 50)  # noqa: PLR2004  above, it is a broadcast
        .with_columns(
            weight=1 / (1 + (pl.col("audience_size") - 1) / 2),
            is_one_on_one=(pl.col("audience_size") == 1).cast(pl.Int64),
        )
    )
    turned = facing.rename(
        {"ego_id": "alter_id", "alter_id": "ego_id", "sent": "received", "received": "sent"}
    )
    return pl.concat([facing, turned.select(facing.collect_schema().names())])


def dyads(contact: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row per dyad with every column of tie but overlap and shared."""
    now = contact.select(pl.col("started").max()).collect().item()
    return (
        contact.with_columns(
            fresh=pl.col("weight") * 0.5 ** ((now - pl.col("started")) / HALF_LIFE),
            week=(pl.col("started") + 259_200) // WEEK,
        )
        .group_by(PAIR)
        .agg(
            pl.col("sent").sum(),
            pl.col("received").sum(),
            pl.col("is_one_on_one").sum().alias("one_on_one"),
            pl.col("started").min().alias("first"),
            pl.col("started").max().alias("last"),
            pl.col("week").n_unique().alias("active_weeks"),
            pl.col("fresh").sum().alias("strength"),
            pl.col("channel").n_unique().alias("channels"),
            pl.col("minutes").sum(),
            pl.len().alias("interactions"),
        )
        .with_columns(
            group_share=1 - pl.col("one_on_one") / pl.col("interactions"),
            reciprocity=pl.min_horizontal("sent", "received")
            / pl.max_horizontal("sent", "received"),
            first_at=pl.from_epoch("first"),
            last_at=pl.from_epoch("last"),
        )
    )


def hours(contact: pl.LazyFrame) -> pl.LazyFrame:
    """Return minutes by ego, alter, month and mode, with the share one-on-one."""
    minutes = pl.when(pl.col("sent") == 1).then(pl.col("minutes") / pl.col("audience_size"))
    mode = (
        pl.when(pl.col("is_one_on_one") == 1)
        .then(pl.lit("one_on_one"))
        .when(pl.col("audience_size") <= 10)  # noqa: PLR2004  as in hours.sql
        .then(pl.lit("group"))
        .otherwise(pl.lit("broadcast"))
    )
    month = [*PAIR, "month"]
    alone = pl.col("minutes").filter(pl.col("mode") == "one_on_one").sum()
    return (
        contact.select(
            *PAIR,
            pl.col("started_at").dt.strftime("%Y-%m").alias("month"),
            mode.alias("mode"),
            minutes.otherwise(pl.col("minutes")).alias("minutes"),
        )
        .group_by([*month, "mode"])
        .agg(pl.col("minutes").sum())
        .with_columns(
            one_on_one=(alone.over(month) / pl.col("minutes").sum().over(month)).round(9),
            lower=(pl.col("minutes") / 2).round(9),
            upper=(pl.col("minutes") * 2).round(9),
            sort=pl.lit("unsaid"),
        )
        .with_columns(pl.col("minutes").round(9))
    )


def _sums(frame: pl.DataFrame, columns: list[str]) -> list[float]:
    return [frame.height, *(float(frame[name].sum()) for name in columns)]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
