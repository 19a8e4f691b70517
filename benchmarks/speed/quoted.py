"""What programs in C++ without a package took to choose seeds, and where."""

from collections.abc import Mapping

from benchmarks.markdown import table
from benchmarks.speed.asked import Asked

# CPU seconds of choosing on another machine, where the first numba sketch of these
# kernels took the last column.
ELSEWHERE = (
    ("nethept", 50, "ic", 0.1, "SUBSIM", 0.049, 0.028),
    ("rmat-16m", 50, "ic", 0.1, "SUBSIM", 0.41, 0.121),
    ("rmat-16m", 500, "ic", 0.1, "SUBSIM", 0.419, 0.109),
    ("rmat-16m", 500, "ic", 0.01, "SUBSIM", 0.99, 0.252),
    ("rmat-69m", 50, "ic", 0.1, "SUBSIM", 0.89, 0.48),
    ("rmat-69m", 500, "ic", 0.1, "SUBSIM", 1.25, 0.24),
)
# Built from their authors' sources and run in turn with ours on one machine, outside
# the project, on 2026-11-28: medians of 5 to 21 runs, CPU seconds of choosing, ours
# last. The sketch ran in the same process as ours.
RACED = (
    ("nethept", 50, "ic", "SUBSIM", 0.0305, 0.0121),
    ("epinions", 50, "ic", "SUBSIM", 0.0253, 0.0109),
    ("nethept", 50, "lt", "OPIM-C 1.1", 0.0157, 0.0100),
    ("epinions", 50, "lt", "OPIM-C 1.1", 0.0289, 0.0196),
    ("epinions, all .1", 50, "ic", "SUBSIM's HIST", 0.1555, 0.0617),
    ("epinions, all .1", 50, "ic", "SUBSIM", 3.8435, 0.0638),
    ("nethept", 50, "ic", "the sketch", 0.0136, 0.0107),
    ("nethept", 50, "lt", "the sketch", 0.0100, 0.0089),
    ("epinions", 50, "ic", "the sketch", 0.0099, 0.0079),
    ("epinions", 50, "lt", "the sketch", 0.0142, 0.0120),
    ("rmat-16m", 50, "ic", "the sketch", 0.0629, 0.0433),
    ("rmat-16m", 500, "ic", "the sketch", 0.0726, 0.0665),
    ("rmat-16m, .01", 500, "ic", "the sketch", 0.1497, 0.1222),
    ("rmat-16m", 50, "lt", "the sketch", 0.0639, 0.0526),
    ("rmat-16m", 500, "lt", "the sketch", 0.1342, 0.1109),
)
EPINIONS = (
    ("SUBSIM", "ic", 0.055),
    ("OPIM-C 1.1", "ic", 0.119),
    ("OPIM-C 1.1", "lt", 0.039),
    ("Ripples, IMM", "ic", 9.5),
    ("EfficientIMM", "ic", 4.8),
    ("the sketch", "ic", 0.018),
)
ALIKE = 1e-9


def quoted(ours: Mapping[Asked, float]) -> None:
    """Print what other programs took elsewhere, beside what we take here."""
    rows = []
    for graph, count, model, epsilon, name, theirs, sketch in ELSEWHERE:
        found = [
            seconds
            for asked, seconds in ours.items()
            if (asked.graph, asked.count, asked.model) == (graph, count, model)
            and abs(asked.epsilon - epsilon) < ALIKE
        ]
        here = f"{found[0]:.3f}" if found else "-"
        known = [graph, count, f"{epsilon:g}", name, f"{theirs:.3f}", f"{sketch:.3f}"]
        rows.append([*known, theirs / sketch, here])
    print("\nQuoted, not run: a program in C++ and the first sketch of these kernels, measured")
    print("beside each other on another machine. Compare their ratio, not seconds across.\n")
    print(table(("graph", "k", "epsilon", "program", "it", "sketch", "ratio", "ours, here"), rows))
    print("\nQuoted for Epinions (76 k nodes, 811 k arcs; not among the shared data), k = 50,")
    print(
        "epsilon .1, seconds there: "
        + ", ".join(f"{name} {model.upper()} {taken:g}" for name, model, taken in EPINIONS)
        + ". With probability .1 on every arc: SUBSIM 4.7, its HIST .19 to .23."
    )
    print("\nRaced outside the project, since they have no package: programs in C++ from their")
    print("authors' sources, and the sketch, in turn with ours on one machine; epsilon .1 but")
    print("where .01 is said. All draw about the same sets.\n")
    raced = [[*one[:2], one[2].upper(), *one[3:], one[4] / one[5]] for one in RACED]
    shown = [[*one[:4], *(f"{seconds:.4f}" for seconds in one[4:6]), one[6]] for one in raced]
    print(table(("graph", "k", "model", "program", "CPU s", "ours", "ratio"), shown))
