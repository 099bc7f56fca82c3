"""Sixty documents in many languages: some written by hand, the rest made by a fixed rule."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ka2results.domain.search import FileText, IndexDocument

PHRASES = {
    "en": "teachers guide for digital skills in vocational schools and inclusive classrooms",
    "de": "Leitfaden für Lehrkräfte über digitale Fähigkeiten und Berufsbildung in Schulen",
    "fr": "guide des enseignants pour les élèves et les écoles à l'ère du numérique",
    "es": "guía para profesores sobre educación ambiental y escuelas sostenibles en España",
    "fi": "opettajien opas työpajat ja koulutus kestävän kehityksen kouluissa",
    "pl": "źródło wiedzy dla nauczycieli o edukacji cyfrowej w szkołach zawodowych",
    "el": "οδηγός για εκπαιδευτικούς σχετικά με την ψηφιακή εκπαίδευση στα σχολεία",
    "bg": "ръководство за учители относно цифровото обучение в училищата",
    "pt": "guia de educação para professores e formação profissional nas escolas",
    "hu": "útmutató tanárok számára a digitális készségekről és az iskolákról",
    "sv": "handledning för lärare om digitala färdigheter och yrkesutbildning i skolor",
    "mt": "gwida għall-għalliema dwar il-ħiliet diġitali fl-iskejjel",
}
LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
COUNTRIES = ("AT", "BG", "DE", "EL", "ES", "FI", "FR", "IT", "PL", "PT", "UK")
FIELDS = ("school", "vet", "adult", "higher", "youth")
TOPICS = ("green-skills", "soft-skills", "Something of another list", "stem")


def made(number: int) -> IndexDocument:
    """Make one document; the same number always gives the same one."""
    chance = random.Random(number)
    language = list(PHRASES)[number % len(PHRASES)]
    words, year = PHRASES[language].split(), 2014 + number % 7
    return IndexDocument(
        pid=f"made-{number:03}",
        sequence=100 + number,
        titles={language: " ".join(chance.sample(words, 4)).capitalize()},
        summaries={
            language: " ".join(chance.choices(words, k=20)),
            "en": " ".join(chance.choices(PHRASES["en"].split(), k=12)),
        },
        keywords=tuple(chance.sample(words, 2)),
        partnership=(f"{year}-1-DE02-KA202-{number:06}", f"PRO{number}"),
        organisations=(f"Universität {number % 5}", "Οργανισμός Αθήνας"),
        languages=(language, "en"),
        facets={
            "kind": ("event" if number % 4 == 0 else "output",),
            "language": (language, "en"),
            "field": (FIELDS[number % len(FIELDS)],),
            "topic": TOPICS[: number % 4],
            "licence": (chance.choice(LICENCES),),
            "country": tuple(chance.sample(COUNTRIES, chance.randint(1, 4))),
            "year": (str(year),),
            "agency": ("DE02",) if number % 2 else (),
        },
        published_on=date(2020, 1, 1) + timedelta(days=chance.randint(0, 40)),
        file_texts=(FileText("annex.pdf", language, " ".join(chance.choices(words, k=80))),)
        if number % 3 == 0
        else (),
    )


def written(
    pid: str, title: str, language: str = "en", summary: str = "", **given: object
) -> IndexDocument:
    """Write one document by hand, with only the facts that matter."""
    facts: dict[str, object] = {
        "pid": pid,
        "sequence": 10,
        "titles": {language: title},
        "summaries": {language: summary} if summary else {},
        "keywords": (),
        "partnership": (),
        "organisations": (),
        "languages": (language,),
        "facets": {"kind": ("output",), "language": (language,)},
        "published_on": date(2019, 5, 1),
    }
    return IndexDocument(**(facts | given))  # type: ignore[arg-type]  # facts vary by test


BY_HAND = (
    written("number", "Sailing for all", partnership=("2019-1-DE01-KA203-005016", "SAIL")),
    written("number-near", "Rowing for all", partnership=("2019-1-DE01-KA203-005017", "ROW")),
    written("eleve-exact", "L’élève au théâtre", "fr"),
    written("eleve-plural", "Les élèves au théâtre", "fr"),
    written("workshop-fi", "Näin järjestät työpajat", "fi"),
    written("strasse", "Die große Straße", "de"),
    written("lodz", "Źródła w Łodzi", "pl"),
    written("greek", "Ο δρόμος της Αθήνας", "el"),
    written("teacher-sk", "Príručka pre učiteľov", "sk"),
    written("phrase", "Methods", summary="We teach work based learning to apprentices."),
    written("scattered", "Methods", summary="Learning and work are based on trust."),
    written("apart", "Work based", summary="learning by doing"),
    written("two-values", "Values", keywords=("open educational", "resources everywhere")),
    written("in-file", "Annex", file_texts=(FileText("a.pdf", "en", "rare quokka facts here"),)),
    written("in-title", "The quokka", summary="A marsupial."),
    written("in-summary", "A marsupial", summary="The quokka lives on islands."),
    written("hyphen", "An e-learning course"),
    written("same-1", "Équal titles", sequence=11),
    written("same-2", "equal Titles", sequence=12),
    written("same-3", "EQUAL TITLES", sequence=12),
    written("bare", "Nothing else", facets={}),
)
CORPUS = (*BY_HAND, *(made(number) for number in range(48)))
