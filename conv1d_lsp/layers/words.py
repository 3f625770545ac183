"""Settings that are one of a few words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from conv1d_lsp.layers.arguments import Arg, items, shown
from conv1d_lsp.layers.faults import BadArgument, LayerFault, UnknownWord
from conv1d_lsp.layers.parameters import REQUIRED, Default, Odd, Parameter
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer


class Words(Struct, frozen=True):
    """The words that one generation knows for a setting.

    late: words that pass the constructor only. folded: in any case of letters. unknown: what it makes of other words;
    lists and others: of tuples and lists, and of values of other types.
    """

    known: tuple[str, ...]
    late: tuple[str, ...] = ()
    folded: bool = True
    unknown: Odd = Odd.REFUSED
    lists: Odd = Odd.REFUSED
    others: Odd = Odd.REFUSED

    def refused(self, given: Arg, argument: str) -> Refusal | None:
        """Why the value is none of the words; None if it is one."""
        if isinstance(given, str):
            word = given.lower() if self.folded else given
            if word in self.known:
                return None
            odd = Odd.REFUSED_LATE if word in self.late else self.unknown
            if odd is Odd.TAKEN:
                return None
            close = tuple(get_close_matches(given.lower(), self.known, n=2))
            return _refused(UnknownWord(given, self.known, close, argument=argument), odd)
        odd = self.others if items(given) is None else self.lists
        if odd is Odd.TAKEN:
            return None
        return _refused(BadArgument(shown(given), _either(self.known), argument=argument), odd)


def _refused(fault: LayerFault, odd: Odd) -> Refusal:
    return Refusal(fault, late=Moment.BUILD if odd is Odd.REFUSED_LATE else None)


class Word(Parameter[str]):
    """One of a few words. Where it can't be told, each is tried."""

    def __init__(
        self,
        keras3: Words,
        keras2: Words,
        default: Default = REQUIRED,
        *,
        only: Generation | None = None,
        by_name: bool = False,
    ) -> None:
        super().__init__(default, only=only, by_name=by_name)
        self.words = (keras2, keras3)

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        return self._words(keras).known if isinstance(given, Unclear) else None

    def read(self, given: Arg, layer: Layer) -> str:
        refusal = self._words(layer.keras).refused(given, self.name)
        if refusal is not None:
            raise refusal
        return given.lower() if isinstance(given, str) else self.lost(given, layer)

    def lost(self, given: Arg, layer: Layer) -> str:
        return self._words(layer.keras).known[0]

    def _words(self, keras: Generation) -> Words:
        return self.words[keras is Generation.KERAS_3]


class OptionalWord(Parameter[str]):
    """One of a few words in small letters, or None, which is read as "none"."""

    def __init__(self, words: tuple[str, ...], default: Default) -> None:
        super().__init__(default)
        self.words = Words(words, folded=False)

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        return (*self.words.known, None) if isinstance(given, Unclear) else None

    def read(self, given: Arg, layer: Layer) -> str:
        if given is None:
            return "none"
        refusal = self.words.refused(given, self.name)
        if refusal is not None:
            raise refusal
        return str(given)

    def lost(self, given: Arg, layer: Layer) -> str:
        return self.words.known[0]


class DataFormat(Word):
    """`channels_last`, or `channels_first`; None is Keras's global setting, which is taken to be `channels_last`."""

    def __init__(self, default: Default = None, *, only: Generation | None = None, by_name: bool = False) -> None:
        words = Words(("channels_last", "channels_first"))
        super().__init__(words, words, default, only=only, by_name=by_name)

    def read(self, given: Arg, layer: Layer) -> str:
        return "channels_last" if given is None else super().read(given, layer)


def choice(*words: str, default: Default = REQUIRED, lists: Odd = Odd.REFUSED, only: Generation | None = None) -> Word:
    both = Words(words, lists=lists)
    return Word(both, both, default, only=only)


def channels_order(*, only: Generation | None = None) -> DataFormat:
    return DataFormat(only=only)


def _either(words: tuple[str, ...]) -> str:
    quoted = [repr(word) for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
