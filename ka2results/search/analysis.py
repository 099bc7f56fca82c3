"""Words of a text, the same for every engine: folded, and stemmed by language.

An exact word is folded (`työpajat` becomes `tyopajat`); a stem is folded after stemming and
carries its language (`fi:tyopaj`). The colon keeps the two apart, since no word holds one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

import Stemmer

from ka2results.domain.letters import bare

ANALYSIS_VERSION = 2
"""Raised with every change that gives other words, or other values of facets, to the same record;
old indexes are rebuilt."""

LONGEST_WORD = 64
"""Letters of a word that count; the rest of a longer one is cut off."""

_INSIDE = "\u0300-\u036f\u00ad\u200c\u200d"  # marks, soft hyphens and joiners split no word
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*")
_ELIDED = frozenset(
    {"l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
    | {"un", "dell", "nell", "sull", "dall", "all", "coll", "quell", "gl"}
)
"""French, Italian and Catalan words that lose a vowel before an apostrophe: `l'élève`."""

_APOSTROPHES = ("'", "’", "ʼ")
_SNOWBALL = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
_SIMPLEMMA = {
    "bg": "bg", "bs": "hbs", "cs": "cs", "hr": "hbs", "is": "is", "lv": "lv", "mk": "mk",
    "pl": "pl", "sk": "sk", "sl": "sl", "sq": "sq", "uk": "uk",
}  # fmt: skip
_one_at_a_time = Lock()  # a PyStemmer object serves one thread at a time


class Token(NamedTuple):
    """One word of a text, with the place where it stands."""

    word: str
    """As written."""
    folded: str
    start: int
    end: int


class Forms(NamedTuple):
    """All that one word of a query may be called in an index."""

    exact: str
    stems: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Write a word without case, accents and signs."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    return "".join(filter(str.isalnum, bare(word[: 4 * LONGEST_WORD])))[:LONGEST_WORD]


def tokens(text: str) -> Iterator[Token]:
    """Walk through the words of a text; elided articles are left out."""
    for found in matches(text):
        word, end = found[0], found.end()
        folded = fold(word)
        if folded and not is_elided(folded, text[end : end + 1]):
            yield Token(word, folded, found.start(), end)


def matches(text: str) -> Iterator[re.Match[str]]:
    """Walk through all that may be a word, for those who look for few of them."""
    return _WORD.finditer(text)


def different_words(text: str) -> set[str]:
    """All that may be a word in a text, each spelling once."""
    return set(_WORD.findall(text))


def is_elided(folded: str, follower: str) -> bool:
    """Whether a word before this character is an article without its vowel, as in l'école."""
    return folded in _ELIDED and follower in _APOSTROPHES


def primary(language: str) -> str:
    """Give the language of a tag without region or script: `pt` of `pt-BR`."""
    return language.partition("-")[0].partition("_")[0].lower()


def stemmed_languages(languages: Iterable[str]) -> frozenset[str]:
    """Keep those languages that have a stemmer, as primary tags."""
    known = _SNOWBALL.keys() | _SIMPLEMMA.keys()
    return frozenset(map(primary, languages)) & known


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Give the stem of a word as the index knows it, such as `fi:tyopaj`.

    Args:
        language: one of `stemmed_languages`.
    """
    lower = unicodedata.normalize("NFC", word[:LONGEST_WORD]).lower()
    snowball = _snowball(language)
    if snowball is None:
        root = _lemma(lower, language)
    else:
        with _one_at_a_time:
            root = snowball.stemWord(lower)
    return f"{language}:{fold(root)}"


def forms(word: str, languages: Iterable[str]) -> Forms:
    """Expand a word of a query to its exact form and its stems in some languages."""
    known = sorted(stemmed_languages(languages))
    return Forms(fold(word), tuple(stem(word, language) for language in known))


@cache
def _snowball(language: str) -> Any:
    name = _SNOWBALL.get(language)  # Czech and Polish came with PyStemmer 3.1
    return Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None


def _lemma(word: str, language: str) -> str:
    """Look a word up in the dictionary of a language, which is loaded at its first word."""
    import simplemma  # a third of a second and tens of megabytes: only for who needs it

    return str(simplemma.lemmatize(word, lang=_SIMPLEMMA[language]))
