"""Seconds of work of each part of the tests, from pytest's JUnit report: `python .ci/times.py tests.xml`.

Work done side by side counts for each of the processes that do it.
"""

import sys
from collections import Counter, defaultdict
from xml.etree import ElementTree

ROOMS = 3  # tests.units.layers, tests.judge.test_generated, tests.server.test_clients


def main(report: str) -> None:
    """Print the parts, the longest first."""
    seconds: dict[str, float] = defaultdict(float)
    count: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        part = ".".join(case.get("classname", "").split(".")[:ROOMS])
        seconds[part] += float(case.get("time", 0))
        count[part] += 1
    for part, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{part:<40}{count[part]:>6} tests{spent:>8.1f} s")


if __name__ == "__main__":
    main(sys.argv[1])
