"""Make the files of the demonstration partnerships from the source texts beside this module.

Only maintainers run it, after a change to `texts/`:

    python -m ka2results.sample.make_files

It needs libraries that the application itself does not: reportlab, python-docx, python-pptx,
odfpy, pillow and lameenc, and the free fonts Noto Sans (regular and bold) where Pillow looks
for fonts. With the same versions of these, each run writes the same bytes.

The name of a source says what becomes of it: `guide_fi.docx.md` is laid out as `guide_fi.docx`,
`guide_fi.pdf+odt.md` as two files, `table.csv.raw` is copied, `cues.mp3.tones` is played into
an MP3, and the contents of a folder `site.zip/` are made first and then packed.
"""

import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ka2results.sample import make_documents, make_pages, make_pictures, make_sounds
from ka2results.sample.make_text import COLOURS, Document, Imprint, parse

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
FILES = HERE / "files"

LAYOUTS: dict[str, Callable[[Document, Imprint], bytes]] = {
    "docx": make_documents.docx,
    "html": make_pages.web_page,
    "odt": make_documents.odt,
    "pdf": make_pages.pdf,
    "png": make_pictures.png,
    "pptx": make_documents.pptx,
}


class Imprints:
    """Looks up what a file says about itself in `demonstration.toml`."""

    def __init__(self) -> None:
        catalogue = tomllib.loads((HERE / "demonstration.toml").read_text("utf-8"))
        self._acronyms = {p["key"]: p["acronym"] for p in catalogue["partnerships"]}
        self._notices = tomllib.loads((TEXTS / "notices.toml").read_text("utf-8"))
        self._listed = {
            file["path"]: (output["partnership"], output["licence"], file["language"])
            for output in catalogue["outputs"]
            for file in output["files"]
        }

    def of(self, path: str) -> Imprint:
        """Return the imprint of a file.

        Args:
            path: as listed in the catalogue; a member of an archive is named
                `folder/site.zip/index_pl.html` and takes the archive's licence.

        Raises:
            KeyError: no output lists the file.
        """
        archive, zipped, member = path.partition(".zip/")
        partnership, licence, language = self._listed[archive + ".zip" if zipped else path]
        ending = Path(member).stem.rpartition("_")[2]
        language = ending if ending in self._notices else language
        notice = self._notices[language]
        return Imprint(self._acronyms[partnership], licence, language, notice, COLOURS[partnership])


def made_from(source: Path, path: str, imprints: Imprints) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file that a source becomes.

    Raises:
        ValueError: the name of the source does not say what to make.
    """
    if source.is_dir():
        yield path, _archive(source, path, imprints)
        return
    stem, how = path.rsplit(".", 1)
    if how == "raw":
        yield stem, source.read_bytes()
    elif how == "tones":
        yield stem, make_sounds.mp3(source.read_text("utf-8"))
    elif how == "md":
        name, kinds = stem.rsplit(".", 1)
        document = parse(source.read_text("utf-8"))
        for kind in kinds.split("+"):
            target = f"{name}.{kind}"
            yield target, LAYOUTS[kind](document, imprints.of(target))
    else:
        raise ValueError(f"{source}: expected a name ending in .md, .raw or .tones.")


def _archive(folder: Path, path: str, imprints: Imprints) -> bytes:
    members = [
        (name.removeprefix(f"{path}/"), content, zipfile.ZIP_DEFLATED)
        for source in sorted(folder.iterdir())
        for name, content in made_from(source, f"{path}/{source.name}", imprints)
    ]
    return make_documents.pack(members)


def main() -> None:
    """Write every file below `files/`, replacing what is there."""
    imprints = Imprints()
    for source in sorted(TEXTS.glob("*/*")):
        path = source.relative_to(TEXTS).as_posix()
        for name, content in made_from(source, path, imprints):
            target = FILES / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            print(f"{len(content):>8} {name}")


if __name__ == "__main__":
    main()
