"""Options for large runs, and what they come to: `--jobs`, `--shard`, `--executor`, `--no-cache`, `--cache-dir`."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.words import path
from conv1d_lsp.project.kinds import MOST_JOBS

if TYPE_CHECKING:
    from conv1d_lsp.project.batch import Means
    from conv1d_lsp.project.cache import Cache
    from conv1d_lsp.project.configuration import Configuration
    from conv1d_lsp.project.shards import Shard
    from conv1d_lsp.project.work import Workers
    from conv1d_lsp.source.discover import Found, Missed

_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)


def add_scaling(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    group = parser.add_argument_group("speed and large trees")
    group.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        help="processes that analyse files; auto (the default) is one for each processor, where there is enough to do",
    )
    group.add_argument(
        "--shard",
        metavar="K/N",
        type=_shard,
        help="check the K-th of N parts of the files, the same on every machine; merge joins their JSON reports",
    )
    group.add_argument(
        "--executor",
        metavar="ADDRESS",
        type=_executor,
        help="have the files analysed by the workers of a Dask cluster, which see the same files: dask://HOST:PORT",
    )
    group.add_argument("--no-cache", action="store_true", help="neither read nor keep answers of earlier runs")
    add_cache_dir(group)


def add_cache_dir(group: argparse._ActionsContainer) -> None:
    """Where the cache is: an option of `check` and of `clean`."""
    group.add_argument(
        "--cache-dir", metavar="FOLDER", type=path, help="where answers of earlier runs are (default: the user's cache)"
    )


def means_of(arguments: Namespace, configuration: Configuration) -> Means:
    """What helps the run that these arguments ask for. configuration: holds where they do not say more."""
    from conv1d_lsp.project.batch import Means

    return Means(lambda: _cache(arguments, configuration), lambda: _workers(arguments, configuration.options.jobs))


def part_of(arguments: Namespace, found: Iterable[Found | Missed]) -> Iterable[Found | Missed]:
    """The files that this run is to check."""
    shard: Shard | None = arguments.shard
    return found if shard is None else shard.of(found)


def _cache(arguments: Namespace, configuration: Configuration) -> Cache | None:
    if arguments.no_cache:
        return None
    from conv1d_lsp.project.cache import Cache
    from conv1d_lsp.project.program import cache_folder, known_by

    named = configuration.options.cache_dir
    folder = arguments.cache_dir or (Path(configuration.folder, named) if named else cache_folder())
    return None if folder is None else Cache(folder, known_by())


def _workers(arguments: Namespace, jobs: int | None) -> Workers | None:
    if arguments.executor is not None:
        from conv1d_lsp.project.cluster import cluster

        return cluster(arguments.executor)
    from conv1d_lsp.project.processes import processes, usable_processors

    return processes(arguments.jobs or jobs or usable_processors())


def _jobs(word: str) -> int | None:
    if word == "auto":
        return None
    if not word.isdecimal() or not 0 < int(word[:9]) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f'must be auto or a number from 1 to {MOST_JOBS}, not "{word}"')
    return int(word)


def _shard(word: str) -> Shard:
    from conv1d_lsp.project.shards import Shard

    found = _SHARD.fullmatch(word)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise argparse.ArgumentTypeError(f'must be a part and the number of parts, such as 2/8, not "{word}"')
    return Shard(int(found[1]), int(found[2]))


def _executor(word: str) -> str:
    found = re.fullmatch(r"dask://[^\s/:]+:(\d{1,5})", word, re.ASCII)
    if found is None or not 0 < int(found[1]) < 2**16:
        raise argparse.ArgumentTypeError(f'must be the address of a Dask scheduler, dask://HOST:PORT, not "{word}"')
    return word.removeprefix("dask://")
