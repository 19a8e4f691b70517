"""Credit for a million outcomes over ten million exposures: CPU, memory and growth.

    python -m benchmarks.speed.credit [--outcomes N ...] [--draws N] [--pass-only]

Made-up contacts and adoptions of twenty things, everybody seen for a time of their own.
Timed are one whole pass from contacts to credit (exposures, fit, credit); the whole
estimate (kernel, six fits, the swap, every placebo); and, at the smallest size, the
bootstrap by person on one thread and on two. Every size runs in a process of its own,
with one thread for linear algebra, so that CPU seconds are work.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

import numpy as np
from benchmarks.markdown import table

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.hazard import Exposures, fit
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.peer_effect import peer_effect
from mutuals.estimators.refits import refits
from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, personal_share

OUTCOMES = (100_000, 1_000_000)
THINGS, TAKEN, GROUPS, PRIORS, END = 20, 10, 50, 10, 1000.0
# Contacts per outcome, and a kernel so long that ten exposures come of each.
CONTACTS, KERNEL, FOLDS = 12, Kernel(END / 6, END), 5
# What of the contacts is also a broadcast; how common an earlier behaviour is.
AS_WELL, COMMON = 0.1, 0.3
WARM = 1000


def world(outcomes: int, rng: np.random.Generator) -> Study:
    """Draw so many outcomes, by chance."""
    people = outcomes // TAKEN
    person = np.repeat(np.arange(people), TAKEN)
    thing = np.argsort(rng.random((people, THINGS)), axis=1)[:, :TAKEN].reshape(-1)
    at: Floats = rng.uniform(0, END, person.size)
    source: Ids = rng.integers(0, people, outcomes * CONTACTS)
    target: Ids = (source + rng.integers(1, 50, source.size)) % people
    when: Floats = rng.uniform(0, END, source.size)
    share = personal_share(rng.choice([1, 1, 2, 5], source.size))
    some = rng.random(source.size) < AS_WELL
    return Study(
        personal=Contacts.of((source, target), when, weight=share),
        broadcast=Contacts.of((source[some], target[some]), when[some], weight=1.0 - share[some]),
        adoptions=Adoptions.of((person, thing), at, (people, THINGS)),
        group=np.arange(people) * GROUPS // people,
        priors=(rng.random((people, PRIORS)) < COMMON).astype(np.float64),
        end=END,
        sight=np.stack(
            [rng.uniform(0, END / 4, people), rng.uniform(3 * END / 4, END, people)], axis=1
        ),
    )


def measured(outcomes: int, draws: int, *, is_whole: bool) -> dict[str, float]:
    """Return CPU seconds, peak memory and counts of one size."""
    rng = np.random.default_rng(outcomes)
    fold = np.arange(THINGS) % FOLDS
    # kernels are compiled before anything is timed
    peer_effect(world(WARM, rng), rng=rng, around=KERNEL)
    study = world(outcomes, rng)
    before, began = _peak(), time.process_time()
    found = Exposures.of(study, KERNEL, fold)
    exposed = time.process_time()
    fitted = fit(study, found, Parts(), rng=rng)
    spent = time.process_time()
    known = {
        "outcomes": float(study.adoptions.person.size),
        "exposures": float(found.personal.event.size),
        "exposure_s": exposed - began,
        "fit_s": spent - exposed,
        "given_mib": before,
        "peak_mib": _peak(),
        "sums": float(fitted.credit.sum() + fitted.broadcast_credit.sum() + fitted.nobody.sum()),
    }
    known |= _drawn_again(study, found, draws) if draws else {}
    if is_whole:
        del found, fitted
        start = time.process_time()
        peer_effect(study, rng=rng, around=KERNEL)
        known |= {"whole_s": time.process_time() - start, "whole_mib": _peak()}
    return known


def _drawn_again(study: Study, found: Exposures, draws: int) -> dict[str, float]:
    """Return seconds of the bootstrap on one thread and two, and if it is the same."""
    known, total = {}, {}
    for threads in (1, 2):
        start, cpu = time.perf_counter(), time.process_time()
        rng = np.random.default_rng(1)
        total[threads] = refits(study, found, draws=draws, threads=threads, rng=rng).total
        known[f"threads_{threads}_s"] = time.perf_counter() - start
        known[f"threads_{threads}_cpu_s"] = time.process_time() - cpu
    return {**known, "same": float((total[1] == total[2]).all())}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure every size in a process of its own and print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--outcomes", type=int, nargs="*", default=list(OUTCOMES))
    asked.add_argument("--draws", type=int, default=4)
    asked.add_argument("--pass-only", action="store_true")
    asked.add_argument("--one", type=int)
    told = asked.parse_args()
    if told.one:
        print(json.dumps(measured(told.one, told.draws, is_whole=not told.pass_only)))
        return
    rows = []
    for size in told.outcomes:
        draws = told.draws if size == told.outcomes[0] else 0
        command = [sys.executable, "-m", "benchmarks.speed.credit", "--one", str(size)]
        command += ["--draws", str(draws), *(["--pass-only"] if told.pass_only else [])]
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(  # noqa: S603  a module of ours
            command, stdout=subprocess.PIPE, check=True, text=True, env=alone
        )
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(table(HEADER, [_row(one) for one in rows]))
    first, last = rows[0], rows[-1]
    print("\nGrowth for ten times the outcomes, by CPU (linear: 10):", end=" ")
    ways = {"one pass": ("exposure_s", "fit_s"), "whole estimate": ("whole_s",)}
    print(f"{'; '.join(_growth(way, (first, last), parts) for way, parts in ways.items())}.")
    if "threads_2_s" in first:
        ratio = first["threads_1_s"] / first["threads_2_s"]
        busy = first["threads_2_cpu_s"] / first["threads_2_s"]
        print(
            f"Bootstrap by person, {told.draws} draws of the smallest: two threads "
            f"{ratio:.2f} times as fast by the clock, {busy:.2f} cores busy; totals are "
            f"{'the same' if first['same'] else '**not the same**'} to the last bit."
        )


def _growth(
    way: str, ends: tuple[dict[str, float], dict[str, float]], parts: tuple[str, ...]
) -> str:
    first, last = ends
    if any(part not in last for part in parts) or last["outcomes"] == first["outcomes"]:
        return f"{way} -"
    times = sum(last[one] for one in parts) / sum(first[one] for one in parts)
    tenfold = np.log(10) / np.log(last["outcomes"] / first["outcomes"])
    return f"{way} {times**tenfold:.1f}"


HEADER = (
    *("outcomes", "exposures", "exposure, CPU s", "fit, CPU s"),
    *("peak MiB", "of it given", "credit over outcomes", "whole estimate, CPU s", "peak MiB"),
)


def _row(one: dict[str, float]) -> list[object]:
    return [
        int(one["outcomes"]),
        int(one["exposures"]),
        one["exposure_s"],
        one["fit_s"],
        int(one["peak_mib"]),
        int(one["given_mib"]),
        one["sums"] / one["outcomes"],
        one.get("whole_s", "-"),
        int(one["whole_mib"]) if "whole_mib" in one else "-",
    ]


if __name__ == "__main__":
    main()
