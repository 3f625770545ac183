"""`python -m tests.survey FOLDER`: see the package."""

import argparse
from pathlib import Path

import tests.survey
from conv1d_lsp.settings import Generation, Settings
from tests.survey import shape_makers
from tests.survey.count import survey
from tests.survey.table import report


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.survey",
        description=tests.survey.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--keras", type=int, choices=[int(each) for each in Generation], help="the files' own choice")
    parser.add_argument("--shape-makers", action="store_true", help="count the calls that make arrays instead")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    keras = None if options.keras is None else Generation(options.keras)
    folder = options.folder.resolve()
    settings = Settings(keras=keras)
    if options.shape_makers:
        for line in shape_makers.report(folder, shape_makers.count(folder, settings)):
            print(line)
        return
    for line in report(folder, list(survey(folder, settings))):
        print(line)


main()
