"""Settings from the user's files, sets of files and their results: what the command line and the server share.

`settings.ProjectSettings` answers which `Settings` a file is read under; `results.check_files` runs the engine over
many files. Neither knows a protocol, an option's spelling or how a result is shown. Errors in the user's files are
`errors.ConfigurationError`s, one sentence each.

Import the modules, not this package: most runs need few of them.
"""
