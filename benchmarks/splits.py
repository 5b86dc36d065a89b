"""Which of the invented families (benchmarks/families) are for what, by what their files' names begin with."""

from __future__ import annotations

REPORT = frozenset({"a5", "a6", "b5", *(f"ab{n}" for n in range(3, 25, 3))})
DEVELOP = frozenset(
    {*(f"a{n}" for n in range(1, 7)), *(f"b{n}" for n in range(1, 6)), *(f"ab{n}" for n in range(1, 25))}
).difference(REPORT)
SPLITS: dict[str, frozenset[str] | None] = {"develop": DEVELOP, "report": REPORT, "all": None}
