"""The output formats of `check`, a module each, which is imported when its format is asked for.

Whoever adds a format adds its module, with a class `Format`, and its line here.
"""

from importlib import import_module

from conv1d_lsp.reports.report import Report, Setting

#: Each format and what it is for. The module of "json-lines" is `json_lines`.
FORMATS = {
    "full": "the source line, how it came about, what helps",
    "concise": "a line each",
    "json": "one array",
    "json-lines": "an object a line, as files are checked",
    "sarif": "SARIF 2.1.0, as GitHub's code scanning takes it",
    "github": "annotations of GitHub Actions",
    "gitlab": "GitLab's code quality report",
    "junit": "JUnit's XML, as Jenkins takes it",
    "checkstyle": "Checkstyle's XML",
    "rdjson": "what reviewdog takes",
    "azure": "commands of Azure Pipelines",
    "markdown": "a table for a comment or a page",
}

#: The formats that are made of lines for people.
FOR_PEOPLE = frozenset({"full", "concise"})


def make(name: str, setting: Setting) -> Report:
    """The report of a format, one for each run."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    report: Report = module.Format(setting)
    return report
