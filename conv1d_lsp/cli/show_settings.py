"""`conv1d-lsp check --show-settings`: what holds for the files of a run, and who says so."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.cli.check import Checking
from conv1d_lsp.cli.inputs import folder_of
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.show_files import told_of_missed
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.in_force import DEFAULT, InForce, in_force, plain
from conv1d_lsp.project.options import BY_RUN
from conv1d_lsp.project.paths import shown
from conv1d_lsp.project.severities import Selection
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, counted
from conv1d_lsp.source.discover import Found, Missed

#: Settings that the rules of a run come from together.
_SELECTION = ("select", "extend-select", "ignore")


class _Alike(NamedTuple):
    """Files for which the same holds. configuration: the file that says so; None if none does."""

    configuration: Path | None
    settings: Sequence[InForce]
    files: list[str]


def show_settings(files: Sequence[Found | Missed], run: Checking, arguments: Namespace) -> Status:
    """Print them once for all files that have the same."""
    alike, failed = dict[str, _Alike](), dict[str, None]()
    for found in files:
        if isinstance(found, Found):
            configuration = run.settings.configuration(found.path.absolute().parent)
            try:
                settings = list(_with_arguments(_of_file(found.path, run), arguments))
            except ConfigurationError as error:
                failed[str(error)] = None
                continue
            first = _Alike(configuration.file, settings, [])
            alike.setdefault(repr(first), first).files.append(shown(found.path, Path.cwd()))
    if run.output.format == "json":
        sys.stdout.write(json.dumps([_entry(each) for each in alike.values()], indent=2) + "\n")
    else:
        show = show_on(sys.stdout)
        for index, each in enumerate(alike.values()):
            show([*([EMPTY] if index else []), *_lines(each)])
    for sentence in failed:
        complain(f"{PROGRAM}: {sentence}")
    status = told_of_missed(files, run)
    return Status.FAILED if failed else status


def _of_file(file: Path, run: Checking) -> dict[str, InForce]:
    """What its configuration says of a file, and what that of the run says of the run."""
    of_run = in_force(run.settings.configuration(folder_of(run.paths)), file)
    found = in_force(run.settings.configuration(file.absolute().parent), file)
    found |= {key: of_run[key] for key in BY_RUN}
    pinned = run.settings.for_file(file).pinned_keras
    if found["keras"].value == "auto" and pinned is not None:
        found["keras"] = found["keras"]._replace(source=f"{DEFAULT}; the project has Keras {pinned.value}")
    return found


def _with_arguments(settings: Mapping[str, InForce], arguments: Namespace) -> Iterator[InForce]:
    """With what the command line says, which has the last word."""
    given = _given(arguments)
    rules = _selected(settings, given)
    for key, setting in settings.items():
        if key in rules:
            setting = setting._replace(value=rules[key], source=_source(key, setting, given))
        elif key in given:
            value, option = given[key]
            setting = InForce(key, plain(value), option)
        yield setting


def _given(arguments: Namespace) -> dict[str, tuple[object, str]]:
    """Values that the command line gives, with the option that does, by the settings that they stand for."""
    given = dict[str, tuple[object, str]]()
    for option, value in vars(arguments).items():
        if value not in (None, False, "auto"):
            spelled = f"--{option.replace('_', '-')}"
            given[spelled[2:]] = tuple(value) if isinstance(value, list) else value, spelled
    for option in ("unsafe_fixes", "show_fixes", "respect_gitignore", "force_exclude"):
        if getattr(arguments, option) is False:
            key = option.replace("_", "-")
            given[key] = False, f"--no-{key}"
    if arguments.no_data_files:
        given["read-data-files"] = False, "--no-data-files"
    if arguments.exit_zero:
        given["fail-on"] = "never", "--exit-zero"
    return given


def _selected(settings: Mapping[str, InForce], given: Mapping[str, tuple[object, str]]) -> Mapping[str, object]:
    """The three settings of the rules as they come together; nothing if the command line is silent on them."""
    if not any(key in given for key in _SELECTION):
        return {}
    below = [_rules(settings[key].value) for key in _SELECTION]
    above = [_rules(given[key][0]) if key in given else None for key in _SELECTION]
    said = Selection(above[0], above[2] or frozenset(), above[1] or frozenset())
    both = said.over(Selection(below[0], below[2] or frozenset(), below[1] or frozenset()))
    return {"select": plain(both.select), "extend-select": plain(both.extend), "ignore": plain(both.ignore)}


def _rules(value: object) -> frozenset[str] | None:
    return frozenset(value) if isinstance(value, list | tuple) else None


def _source(key: str, setting: InForce, given: Mapping[str, tuple[object, str]]) -> str:
    if key not in given:
        return "--select" if "select" in given and setting.source != DEFAULT else setting.source
    return given[key][1] if setting.source == DEFAULT or "select" in given else f"{given[key][1]} and {setting.source}"


def _entry(alike: _Alike) -> Mapping[str, object]:
    return {
        "files": alike.files,
        "configuration": None if alike.configuration is None else str(alike.configuration),
        "settings": {each.key: {"value": each.value, "source": each.source} for each in alike.settings},
    }


def _lines(alike: _Alike) -> Iterator[Line]:
    others = f" and {counted(len(alike.files) - 1, 'more file')}" if len(alike.files) > 1 else ""
    yield (Span(f"# {alike.files[0]}{others}", Ink.PATH),)
    yield (Span(f"# {alike.configuration or 'no configuration file'}", Ink.FAINT),)
    values = [(each, "" if each.value is None else _toml(each.value)) for each in alike.settings]
    column = max(len(f"{each.key} = {value}") for each, value in values if len(value) < _LONG) + 2
    for each, value in values:
        start = f"{each.key} = {value}" if value else f"# {each.key} is not set"
        source = each.source.removesuffix(f" in {alike.configuration}")
        source = "this file" if source == str(alike.configuration) else source
        space = " " * max(column - len(start), 2)
        said = Span("" if each.value is None and each.source == DEFAULT else f"{space}# {source}", Ink.FAINT)
        yield Span(start, Ink.FAINT if each.source == DEFAULT else Ink.STRONG), said


#: Characters of a value beside which the sources do not line up.
_LONG = 40


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return json.dumps(value, ensure_ascii=False)
