"""Credit for a million outcomes over ten million exposures: CPU, memory and growth.

    python -m benchmarks.speed.credit [--outcomes N ...] [--draws N]

Made-up contacts and adoptions of twenty things; what is timed is one whole pass from
contacts to credit (exposures, fit, credit), then the bootstrap by person on one thread
and on two. Every size runs in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np
from benchmarks.markdown import table

from mutuals.estimators.contact_kernel import Kernel
from mutuals.estimators.hazard import Exposures, fit
from mutuals.estimators.own_setting import Parts
from mutuals.estimators.refits import refits
from mutuals.estimators.study import Adoptions, Contacts, Floats, Ids, Study, personal_share

OUTCOMES = (100_000, 300_000, 1_000_000)
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
    )


def measured(outcomes: int, draws: int) -> dict[str, float]:
    """Return CPU seconds, peak memory and counts of one size."""
    rng = np.random.default_rng(outcomes)
    fold = np.arange(THINGS) % FOLDS
    Exposures.of(world(WARM, rng), KERNEL, fold)
    study = world(outcomes, rng)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = Exposures.of(study, KERNEL, fold)
    exposed = time.process_time()
    fitted = fit(study, found, Parts(), rng=rng)
    spent = time.process_time()
    known = {
        "outcomes": float(study.adoptions.person.size),
        "exposures": float(found.personal.event.size),
        "exposure_s": exposed - began,
        "fit_s": spent - exposed,
        "given_mib": before / 1024,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "sums": float(fitted.credit.sum() + fitted.broadcast_credit.sum() + fitted.nobody.sum()),
    }
    for threads in (1, 2) if draws else ():
        start = time.perf_counter()
        refits(study, found, draws=draws, threads=threads, rng=np.random.default_rng(1))
        known[f"threads_{threads}_s"] = time.perf_counter() - start
    return known


def main() -> None:
    """Measure every size in a process of its own and print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--outcomes", type=int, nargs="*", default=list(OUTCOMES))
    asked.add_argument("--draws", type=int, default=4)
    asked.add_argument("--one", type=int)
    told = asked.parse_args()
    if told.one:
        print(json.dumps(measured(told.one, told.draws)))
        return
    rows = []
    for size in told.outcomes:
        draws = told.draws if size == told.outcomes[0] else 0
        command = [sys.executable, "-m", "benchmarks.speed.credit", "--one", str(size)]
        command += ["--draws", str(draws)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603  a module of ours
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(table(HEADER, [_row(one) for one in rows]))
    first, last = rows[0], rows[-1]
    per = [(one["exposure_s"] + one["fit_s"]) / one["outcomes"] for one in (first, last)]
    print(f"\nCPU per outcome, largest over smallest: {per[1] / per[0]:.2f} (linear: 1).")
    if "threads_2_s" in first:
        ratio = first["threads_1_s"] / first["threads_2_s"]
        print(
            f"Bootstrap of {told.draws} draws: two threads {ratio:.2f} times as fast by the clock."
        )


HEADER = (
    *("outcomes", "exposures", "exposure, CPU s", "fit, CPU s"),
    *("peak MiB", "of it given", "credit over outcomes"),
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
    ]


if __name__ == "__main__":
    main()
