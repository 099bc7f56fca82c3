"""BibTeX, for LaTeX: one `@misc` entry, which classic BibTeX and biblatex both print in full."""

from __future__ import annotations

from ka2results.domain.records import ShownRecord
from ka2results.formats.event_words import event_in_english
from ka2results.formats.reference import Reference, refer

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {
        # BibTeX counts even escaped braces, so single ones must go by name.
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)


class BibTex:
    """An entry in UTF-8; institutions stand in braces, so that no name is taken apart."""

    name = "bib"
    media_type = "application/x-bibtex"

    def __init__(self, publisher: str) -> None:
        self._publisher = publisher

    def render(self, record: ShownRecord) -> bytes:
        """Write one entry whose key is the PID."""
        reference = refer(record, self._publisher)
        fields = "".join(
            f"  {field} = {value},\n" for field, value in _fields(reference).items() if value
        )
        return f"@misc{{{reference.pid},\n{fields}}}\n".encode()


def _fields(reference: Reference) -> dict[str, str]:
    published = reference.published_on
    happened = event_in_english(reference.event) if reference.event else ""
    note = ". ".join(part for part in (happened, reference.note) if part)
    # Printed by @misc: howpublished. Read by citation managers: publisher.
    return {
        "author": _braced(" and ".join(_braced(escaped(name)) for name in reference.authors)),
        "title": _braced(_keeping_capitals(reference.title)),
        "year": str(published.year) if published else "",
        "month": _MONTHS[published.month - 1] if published else "",
        "publisher": _braced(escaped(reference.publisher)),
        "howpublished": _braced(escaped(reference.publisher)),
        "url": _braced(reference.url),
        "note": _braced(escaped(note)),
        "keywords": _braced(escaped(", ".join(reference.keywords))),
        "language": _braced(escaped(", ".join(reference.languages))),
        "copyright": _braced(escaped(reference.licence)),
        "abstract": _braced(escaped(reference.abstract)),
    }


def escaped(text: str) -> str:
    """Spell what LaTeX would take for a command; other alphabets stay as they are."""
    return text.translate(_ESCAPES)


def _keeping_capitals(title: str) -> str:
    # Styles set titles in lower case but for what stands in braces.
    words = (
        f"{{{escaped(word)}}}" if word != word.lower() else escaped(word) for word in title.split()
    )
    return " ".join(words)


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
