"""Settings from the user's files, sets of files and their results: what the command line and the server share.

`settings.ProjectSettings` answers which `Settings` a file is read under; `results.check_files` runs the engine over
many files. Neither knows a protocol, an option's spelling or how a result is shown. Errors in the user's files are
`ConfigurationError`s, one sentence each.
"""

from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.settings import ProjectSettings

__all__ = ["ConfigurationError", "ProjectSettings"]
