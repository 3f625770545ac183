"""The output formats of `check`, each held against its schema with findings that are hard to write down."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator
from msgspec.structs import replace

from conv1d_lsp.diagnostics import ADVICE, Diagnostic, Edit, Fix, Place, Severity, Step
from conv1d_lsp.reports.formats import FORMATS, make
from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.report import Chunk, Found, Missed, Run, Setting
from tests.units.reports.records import SOURCE, TOO_LONG

SCHEMAS = Path(__file__).with_name("schemas")

#: What the formats take for their own: line ends, percent, commas, colons, brackets, XML, controls, beyond ASCII.
HARD = 'a% b%0A\r\nc,d:e;f]g <h> & "i" ]]> \x00\x1b[0m \ud800 |*_`x`_ x[0](1) ü 𝄞'
ODD_FILE = "sub folder/mod&el, 100%:ü.py"
ODD_SOURCE = 'name = "𝄞ü"; y = layers.Conv1D(64, 30)(x)\n'
ODD = Diagnostic(
    Place(ODD_FILE, 1, 35, 1, 37),
    "window-too-long",
    Severity.WARNING,
    HARD,
    (Step(Place("other.py", 3, 5, 3, 9), HARD), Step(Place(ODD_FILE, 1, 35, 1, 37), f"{ADVICE}{HARD}")),
    (Fix("Pad", False, (Edit(Place(ODD_FILE, 1, 37, 1, 37), ', padding="same"'),), proven=True),),
    (2, 3),
)
NOTE = replace(ODD, severity=Severity.INFORMATION, trail=(), fixes=(), place=Place(ODD_FILE, 1, 1, 2, 1))
OF_NO_RULE = replace(TOO_LONG, rule="not-a-rule", fixes=(), trail=())

FOUND = [
    Found("train.py", "\n".join(SOURCE), (TOO_LONG, OF_NO_RULE)),
    Found(ODD_FILE, ODD_SOURCE, (ODD, NOTE, ODD)),
    Found("sound.py", "import keras\n", ()),
]
MISSED = (Missed("gone.py", "gone.py cannot be read: <nothing>", True), Missed("x.py", "x.py: it is odd", False))
RUN = Run({"error": 2, "warning": 2, "information": 1}, 2, 3, 3, missed=MISSED, status=2)


def text_of(chunk: Chunk) -> str:
    return chunk if isinstance(chunk, str) else plain(chunk)


def written(name: str, found: Sequence[Found] = FOUND, run: Run = RUN, setting: Setting = Setting()) -> str:  # noqa: B008 - frozen
    report = make(name, setting)
    return "".join(map(text_of, (report.begin(), *(report.of(each) for each in found), report.end(run))))


@cache
def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text())


def sarif(*arguments: Any, **keywords: Any) -> Any:
    log = json.loads(written("sarif", *arguments, **keywords))
    Draft4Validator(schema("sarif-2.1.0.json"), format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    (run,) = log["runs"]
    return run


def xml(name: str, *arguments: Any) -> Any:
    text = written(name, *arguments)
    assert text.isascii()
    found = xmlschema.XMLSchema(SCHEMAS / {"junit": "junit-10.xsd"}.get(name, f"{name}.xsd"))
    found.validate(text)
    from xml.etree import ElementTree

    return ElementTree.fromstring(text)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_all_of_it_and_nothing_where_nothing_is(name: str) -> None:
    text = written(name)
    assert text.count("window-too-long") >= 4
    assert "not-a-rule" in text
    empty = written(name, [], Run({}, 0, 0, 0))
    assert "window-too-long" not in empty
    if name in {"full", "concise", "json-lines", "github", "azure"}:
        assert empty == ""


@pytest.mark.parametrize("name", ["full", "concise", "json-lines", "github", "azure"])
def test_what_streams_keeps_nothing(name: str) -> None:
    report = make(name, Setting())
    assert report.begin() == ""
    assert text_of(report.of(FOUND[0])).count("window-too-long") == 1
    assert not {key for key in vars(report) if key != "setting"}


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown"])
def test_a_document_is_written_whole(name: str) -> None:
    report = make(name, Setting())
    assert (report.begin(), report.of(FOUND[0])) == ("", "")


def test_json_lines_are_the_array() -> None:
    lines = [json.loads(line) for line in written("json-lines").splitlines()]
    assert lines == json.loads(written("json"))
    own = Path(__file__).parents[3] / "conv1d_lsp/reports/schemas/check.schema.json"
    Draft202012Validator(json.loads(own.read_text())).validate(lines)


def test_a_concise_line() -> None:
    first, *_, last = written("concise").splitlines()
    assert first == "train.py:2:23: error[window-too-long] the window covers 30 steps, the sequence has 9"
    assert last == "2 errors, 2 warnings, 1 note in 2 files (3 files looked at, all of them use Keras)"


def test_github_commands() -> None:
    first, _, odd, note, _ = written("github").splitlines()
    assert first == (
        "::error title=conv1d-lsp (window-too-long),file=train.py,line=2,col=23,endColumn=25::"
        "the window covers 30 steps, the sequence has 9%0Atrain.py:1: Input makes (None, 9, 8)"
    )
    name, properties, data = odd.removeprefix("::").partition(" ")[0], *odd.removeprefix("::warning ").split("::", 1)
    assert name == "warning"
    assert dict(part.split("=") for part in properties.split(","))["file"] == "sub folder/mod&el%2C 100%25%3Aü.py"
    assert data.startswith("a%25 b%250A%0D%0Ac,d:e;f]g")
    assert note.startswith("::notice ") and ",line=1,endLine=2::" in note and "col=" not in note


def test_azure_commands() -> None:
    lines = written("azure").splitlines()
    assert lines[0] == (
        "##vso[task.logissue type=error;sourcepath=train.py;linenumber=2;columnnumber=23;code=window-too-long;]"
        "the window covers 30 steps, the sequence has 9%0Atrain.py:1: Input makes (None, 9, 8)"
    )
    assert "sourcepath=sub folder/mod&el, 100%AZP25:ü.py;" in lines[2]
    assert "]a%AZP25 b%AZP250A%0D%0Ac,d:e;f]g" in lines[2]
    assert sum(line.startswith("##vso[") for line in lines) == 4  # the note is none


def test_gitlab() -> None:
    entries = json.loads(written("gitlab"))
    Draft202012Validator(schema("gitlab.json")).validate(entries)
    assert [entry["severity"] for entry in entries] == ["critical", "critical", "major", "minor", "major"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_junit() -> None:
    suites = xml("junit")
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("7", "4", "1")
    assert [(suite.get("name"), suite.get("tests")) for suite in suites] == [
        ("train.py", "2"),
        (ODD_FILE, "3"),
        ("sound.py", "1"),
        ("gone.py", "1"),
    ]
    message = suites.find(".//testsuite[2]/testcase/failure").get("message")
    assert message == HARD.translate({0: "\ufffd", 0x1B: "\ufffd", 0xD800: "\ufffd"})


def test_checkstyle() -> None:
    root = xml("checkstyle")
    assert [file.get("name") for file in root] == ["train.py", ODD_FILE]
    assert [error.get("severity") for error in root.iter("error")] == ["error", "error", "warning", "info", "warning"]
    assert len(xml("checkstyle", [], RUN)) == 0


def test_rdjson() -> None:
    log = json.loads(written("rdjson"))
    Draft202012Validator(schema("rdjson.json")).validate(log)
    first, _, odd, *_ = log["diagnostics"]
    assert first["suggestions"] == [
        {"range": {"start": {"line": 2, "column": 25}, "end": {"line": 2, "column": 25}}, "text": ', padding="same"'}
    ]
    assert odd["location"]["range"]["start"] == {"line": 1, "column": 35 + 3 + 1}  # bytes: 4 of a clef, 2 of ü


def test_sarif_results() -> None:
    run = sarif()
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "warning"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["window-too-long", "not-a-rule"]
    assert rules[0]["help"]["markdown"].startswith("A window longer than the sequence.\n\n## What it does")
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    first, _, odd, *_ = run["results"]
    assert first["message"]["text"].splitlines()[1] == "[train.py:1](1): Input makes (None, 9, 8)"
    (flow,) = first["codeFlows"][0]["threadFlows"]
    assert [each["location"]["message"]["text"] for each in flow["locations"]] == [
        "Input makes (None, 9, 8)",
        "the window covers 30 steps, the sequence has 9",
    ]
    place = odd["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "sub%20folder/mod%26el%2C%20100%25%3A%C3%BC.py",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"]["startColumn"] == 36  # the clef is two units of UTF-16
    assert odd["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "x\\[0](1)" in odd["message"]["text"]  # no link
    assert odd["properties"]["keras"] == [2, 3]


def test_sarif_fixes_are_the_proven_ones() -> None:
    first, second, *_ = sarif()["results"]
    (fix,) = first["fixes"]
    assert fix["description"]["text"].startswith("Pad, so that the number of steps stays")
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": ', padding="same"'}
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 25, "endLine": 2, "endColumn": 25}
    assert "fixes" not in second


def test_sarif_tells_what_was_not_checked() -> None:
    (invocation,) = sarif()["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    notes = invocation["toolExecutionNotifications"]
    assert [(note["level"], note["message"]["text"]) for note in notes] == [
        ("error", "gone.py cannot be read: <nothing>"),
        ("warning", "x.py: it is odd"),
    ]


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_a_finding_that_moves_is_the_same(name: str) -> None:
    def prints(found: Found) -> list[str]:
        log = json.loads(written(name, [found]))
        if name == "gitlab":
            return [entry["fingerprint"] for entry in log]
        return [each["partialFingerprints"]["primaryLocationLineHash"] for each in log["runs"][0]["results"]]

    before = Found("train.py", "\n".join(SOURCE), (TOO_LONG, TOO_LONG))
    down = replace(TOO_LONG, place=replace(TOO_LONG.place, line=4, end_line=4))
    after = Found("train.py", "\n\n" + "\n".join(SOURCE).replace("Conv1D(64, 30)", "Conv1D(64,  30)"), (down, down))
    assert prints(before) == prints(after)
    assert len(set(prints(before))) == 2
    changed = Found("train.py", "\n".join(SOURCE).replace("64", "32"), (TOO_LONG,))
    assert prints(changed)[0] not in prints(before)


def test_files_are_named_from_the_root_of_the_repository() -> None:
    setting = Setting("models/one", "https://host/o/r/blob/abc")
    assert setting.in_repository("../two/x.py") == "models/two/x.py"
    assert setting.in_repository("/other/x.py") == "/other/x.py"
    assert setting.in_repository("C:/other/x.py") == "C:/other/x.py"
    found = [FOUND[0]]
    (place, _) = (each["locations"][0]["physicalLocation"] for each in sarif(found, RUN, setting)["results"])
    assert place["artifactLocation"]["uri"] == "models/one/train.py"
    assert "file=models/one/train.py," in written("github", found, RUN, setting)
    assert json.loads(written("gitlab", found, RUN, setting))[0]["location"]["path"] == "models/one/train.py"
    assert "sourcepath=models/one/train.py;" in written("azure", found, RUN, setting)
    assert "[train.py:2](https://host/o/r/blob/abc/models/one/train.py#L2)" in written("markdown", found, RUN, setting)
    elsewhere = [Found("C:/a b/x.py", "", (replace(TOO_LONG, place=Place("C:/a b/x.py", 1, 1, 1, 1)),))]
    (result,) = sarif(elsewhere, RUN, setting)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///C:/a%20b/x.py"}


def test_markdown_is_a_table_with_the_worst_first() -> None:
    lines = written("markdown").splitlines()
    assert lines[:5] == [
        "### conv1d-lsp",
        "",
        "2 errors, 2 warnings, 1 note in 2 files (3 files looked at, all of them use Keras)",
        "",
        "| | Where | What | Rule |",
    ]
    rows = lines[6:11]
    assert [row.split("|")[1].split()[-1] for row in rows] == ["error", "error", "warning", "warning", "information"]
    assert "\\<h\\>" in rows[2] and "\\|\\*\\_`x`\\_" in rows[2] and "x\\[0\\](1)" in rows[2]
    assert lines[-2:] == ["- gone.py cannot be read: \\<nothing\\>", "- x.py: it is odd"]
