"""What the benchmarks read: a small script, a typical one, a large one and a tree of 5,000 files."""
