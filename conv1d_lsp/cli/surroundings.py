"""Where the command line runs: a service of continuous integration, a repository, or neither."""

from collections.abc import Mapping
from pathlib import Path

from conv1d_lsp.reports.report import Setting

#: The variables in which a service tells where it has put the repository: of GitHub, GitLab, Azure.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


def on_github(environment: Mapping[str, str]) -> bool:
    """Whether this is a step of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def on_gitlab(environment: Mapping[str, str]) -> bool:
    """Whether this is a job of GitLab."""
    return bool(environment.get("GITLAB_CI"))


def setting(environment: Mapping[str, str]) -> Setting:
    """How the files of the working folder are named, and shown, in its repository."""
    here = Path.cwd()
    root = next((root for root in _roots(environment, here) if here.is_relative_to(root)), here)
    folder = here.relative_to(root).as_posix()
    return Setting("" if folder == "." else folder, _files(environment))


def _roots(environment: Mapping[str, str], here: Path) -> list[Path]:
    told = [Path(environment[name]).resolve() for name in _ROOTS if environment.get(name)]
    return [*told, *(folder for folder in (here, *here.parents) if (folder / ".git").exists())]


def _files(environment: Mapping[str, str]) -> str | None:
    """The address of the repository's files as they are checked."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    if server and repository and commit:
        return f"{server}/{repository}/blob/{commit}"
    project, commit = environment.get("CI_PROJECT_URL", ""), environment.get("CI_COMMIT_SHA", "")
    return f"{project}/-/blob/{commit}" if project and commit else None
