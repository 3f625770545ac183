"""The validated record of options. Where they come from is the business of `project/`."""

from enum import Enum, IntEnum

from msgspec import Struct


class Generation(IntEnum):
    """The two Keras that are in use: `tf_keras` (older `tf.keras`), and `keras` (`tf.keras` of TensorFlow >= 2.16)."""

    KERAS_2 = 2
    KERAS_3 = 3


class Both(Enum):
    """What a user may ask for in place of one generation: the findings of both."""

    BOTH = "both"


BOTH = Both.BOTH

#: A release of Keras without its last number: (3, 14).
Release = tuple[int, int]


class Releases(Struct, frozen=True):
    """The releases of Keras 3 that a program may run under, as far as that is known."""

    oldest: Release | None = None
    newest: Release | None = None

    def all_from(self, release: Release) -> bool:
        """Whether it is certainly this release or a later one."""
        return self.oldest is not None and self.oldest >= release

    def all_before(self, release: Release) -> bool:
        """Whether it is certainly an earlier one than this."""
        return self.newest is not None and self.newest < release


class TooOld(Struct, frozen=True):
    """What is asked for `came` with a release, and those in `use` are all older."""

    came: Release
    use: Releases


class Settings(Struct, frozen=True):
    """What a caller may decide about an analysis.

    keras: the generation that the user chose; None leaves it to the file and the project.
    pinned_keras: the generation that the project's dependencies pin, if they do; weaker than the file's own imports.
    both: the user wants what is found under either generation; who can show one alone goes by the rest.
    releases: the releases of Keras 3 that the project's environment has, or its dependencies allow.
    budget: interpreter steps (statements, expressions, joins) after which the analysis of a short file is cut short;
        each line of the file adds some.
    largest_file: bytes above which a file is not analysed.
    read_data_files: whether the files of data that a program names may be looked into for their shapes.
    """

    keras: Generation | None = None
    pinned_keras: Generation | None = None
    releases: Releases = Releases()
    both: bool = False
    budget: int = 80_000
    largest_file: int = 1_000_000
    read_data_files: bool = True
