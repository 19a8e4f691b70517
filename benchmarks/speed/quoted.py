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
