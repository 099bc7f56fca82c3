"""What every search engine has to do; the same cases for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ka2results.domain.search import (
    FACETS,
    MAX_OFFSET,
    MAX_PAGE_SIZE,
    HitPage,
    IndexDocument,
    SearchQuery,
    Sort,
)
from ka2results.search.memory import MemoryIndex
from ka2results.search.port import IndexStatus, SearchIndex
from ka2results.search.whoosh_index import WhooshIndex

from .search_corpus import CORPUS, PHRASES, made, written

ENGINES = ("whoosh", "memory")


def new_index(engine: str, directory: Path) -> SearchIndex:
    return WhooshIndex(directory) if engine == "whoosh" else MemoryIndex()


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    index = new_index(request.param, tmp_path / "index")
    yield index
    index.close()


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SearchIndex]:
    """Hold the corpus, put there in several commits with replaced and dead documents."""
    filled = {}
    for engine in ENGINES:
        index = new_index(engine, tmp_path_factory.mktemp("index") / "live")
        index.apply([written(item.pid, "Stale quokka") for item in CORPUS[:30]], (), sequence=1)
        for start in range(0, len(CORPUS), 10):
            index.apply(CORPUS[start : start + 10], (), sequence=2 + start)
        index.apply([written("dead", "Dead quokka")], (), sequence=200)
        index.apply((), ["dead"], sequence=201)
        filled[engine] = index
    return filled


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, engines: dict[str, SearchIndex]) -> SearchIndex:
    return engines[request.param]


def pids(index: SearchIndex, text: str = "", **asked: Any) -> list[str]:
    return [hit.pid for hit in page(index, text, **asked).hits]


def page(index: SearchIndex, text: str = "", **asked: Any) -> HitPage:
    return index.search(SearchQuery(text, **({"page_size": MAX_PAGE_SIZE} | asked)))


def counts(answer: HitPage, facet: str) -> dict[str, int]:
    return {item.value: item.count for item in answer.facets[facet]}


# What is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-1-DE01-KA203-005016", {"number"}),
        ("2019-1-de01-ka203", {"number", "number-near"}),
        ("005016", {"number"}),
        ("2019-1-DE01-KA203-0050*", {"number", "number-near"}),
        ("eleve théâtre", {"eleve-exact", "eleve-plural"}),
        ("L'ÉLÈVE theatre", {"eleve-exact", "eleve-plural"}),
        ("tyopaja jarjestat", {"workshop-fi"}),
        ("STRASSE", {"strasse"}),
        ("straße", {"strasse"}),
        ("zrodla lodzi", {"lodz"}),
        ("lodzi", {"lodz"}),
        ("δρομος", {"greek"}),
        ("ΔΡΌΜΟΣ", {"greek"}),
        ("učiteľ", {"teacher-sk"}),
        ('"work based learning"', {"phrase"}),
        ("“work based learning”", {"phrase"}),
        ("work based learning", {"phrase", "scattered", "apart"}),
        ("work-based-learning", {"phrase"}),
        ('"based learning to apprentices', {"phrase"}),
        ('"educational resources"', set()),
        ("educational resources", {"two-values"}),
        ("quokka", {"in-title", "in-summary", "in-file"}),
        ('"rare quokka facts"', {"in-file"}),
        ('"quokka rare"', set()),
        ("quokka -marsupial", {"in-file"}),
        ('quokka -"lives on islands"', {"in-title", "in-file"}),
        ("quokka -mars*", {"in-file"}),
        ("e-learning", {"hyphen"}),
        ("sailing OR rowing", {"number", "number-near"}),
        ("sailing OR rowing -sail", {"number-near"}),
        ("all sailing OR rowing", {"number", "number-near"}),
        ("OR sailing OR", {"number"}),
        ("sailing AND all", {"number"}),
        ("quokk*", {"in-title", "in-summary", "in-file"}),
        ("equ*", {"same-1", "same-2", "same-3"}),
        ("quokka sailing", set()),
        ("stale", set()),
        ("dead", set()),
        ("???", set()),
        ("qu*", set()),
        ("---", set()),
        ('""', set()),
    ],
)
def test_a_query_finds_exactly_what_it_says(
    index: SearchIndex, text: str, expected: set[str]
) -> None:
    answer = page(index, text)

    assert {hit.pid for hit in answer.hits} == expected
    assert answer.total == len(expected)


def test_an_empty_text_asks_for_everything_newest_first(index: SearchIndex) -> None:
    newest = sorted(CORPUS, key=lambda item: (-item.published_on.toordinal(), -item.sequence))

    found = pids(index, "  ")

    assert len(found) == len(CORPUS)
    assert found[:20] == [item.pid for item in newest[:20]]


def test_an_exclusion_alone_leaves_all_the_others(index: SearchIndex) -> None:
    assert page(index, "-quokka").total == len(CORPUS) - 3


@pytest.mark.parametrize("language", list(PHRASES))
def test_every_word_of_every_language_is_found(index: SearchIndex, language: str) -> None:
    for document in (item for item in CORPUS if language in item.summaries):
        (title,) = document.titles.values()
        for word in document.summaries[language].split()[:6]:
            assert document.pid in pids(index, f"{word} {title}")


def test_an_exact_word_ranks_above_one_that_shares_its_stem(index: SearchIndex) -> None:
    assert pids(index, "élève théâtre") == ["eleve-exact", "eleve-plural"]
    assert pids(index, "élèves théâtre") == ["eleve-plural", "eleve-exact"]


def test_a_title_ranks_above_a_summary_and_that_above_a_file(index: SearchIndex) -> None:
    assert pids(index, "quokka") == ["in-title", "in-summary", "in-file"]


# What is said about a query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ab*", "3 letters"),
        (" ".join(f"word{number}" for number in range(20)), "first 16 words"),
        ("a" * 300, "first 200 characters"),
        ("!!!", "no word"),
        ("quokka", None),
    ],
)
def test_what_is_left_out_of_a_query_is_said(
    index: SearchIndex, text: str, words: str | None
) -> None:
    notes = " ".join(page(index, text).notes)

    assert (words in notes) if words else notes == ""


def test_a_prefix_of_too_many_words_is_cut_and_said(empty: SearchIndex) -> None:
    words = " ".join(f"zebra{number:03}" for number in range(300))
    late = written("late", "zebra299")
    empty.apply([written("many", "All of them", summary=words), late], (), sequence=1)

    answer = page(empty, "zebra*")

    assert [hit.pid for hit in answer.hits] == ["many"]
    assert "256" in answer.notes[0]


# Filters and facets


def test_values_of_one_facet_are_alternatives_and_facets_must_all_fit(index: SearchIndex) -> None:
    filters = {"field": ("vet", "adult"), "kind": ("event",)}

    found = set(pids(index, filters=filters))

    assert found == {
        item.pid
        for item in CORPUS
        if set(item.facets.get("field", ())) & {"vet", "adult"}
        and "event" in item.facets.get("kind", ())
    }


def test_the_counts_of_a_facet_leave_its_own_filter_out(index: SearchIndex) -> None:
    answer = page(index, filters={"field": ("vet",), "kind": ("output",)})

    of_outputs = page(index, filters={"kind": ("output",)})
    of_vet = page(index, filters={"field": ("vet",)})
    assert counts(answer, "field") == counts(of_outputs, "field")
    assert counts(answer, "kind") == counts(of_vet, "kind")
    assert sum(counts(answer, "licence").values()) == answer.total
    assert [item.value for item in answer.facets["field"] if item.selected] == ["vet"]


def test_facets_come_in_their_order_with_the_most_frequent_value_first(index: SearchIndex) -> None:
    answer = page(index)

    assert tuple(answer.facets) == FACETS
    for facet in FACETS:
        ordered = [(-item.count, item.value) for item in answer.facets[facet]]
        assert ordered == sorted(ordered)
        assert all(count < 0 for count, _ in ordered)


@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_counts_what_a_filter_finds(index: SearchIndex, facet: str) -> None:
    for value, count in counts(page(index, "schools"), facet).items():
        assert page(index, "schools", filters={facet: (value,)}).total == count


def test_a_selected_value_without_hits_stays_in_sight(index: SearchIndex) -> None:
    answer = page(index, "quokka", filters={"field": ("vet",)})

    assert answer.total == 0
    assert [(item.value, item.count) for item in answer.facets["field"]] == [("vet", 0)]


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({"field": ("no such value",)}, 0),
        ({"no such facet": ("vet",)}, 0),
        ({"field": ()}, len(CORPUS)),
    ],
)
def test_odd_filters_are_no_error(
    index: SearchIndex, filters: Mapping[str, tuple[str, ...]], total: int
) -> None:
    assert page(index, filters=filters).total == total


# Orders and pages


def test_titles_sort_without_case_and_accents_and_ties_fall_to_newest_then_pid(
    index: SearchIndex,
) -> None:
    assert pids(index, "equal titles", sort=Sort.TITLE) == ["same-2", "same-3", "same-1"]


def test_all_titles_come_in_alphabetical_order(index: SearchIndex) -> None:
    found = pids(index, filters={"language": ("de",)}, sort=Sort.TITLE)

    titles = {item.pid: next(iter(item.titles.values())).lower() for item in CORPUS}
    assert [titles[pid] for pid in found] == sorted(titles[pid] for pid in found)
    assert len(found) == 5


def test_newest_is_the_day_of_publication_then_the_change_then_the_pid(index: SearchIndex) -> None:
    expected = sorted(
        (item for item in CORPUS if item.pid.startswith("made")),
        key=lambda item: (-item.published_on.toordinal(), -item.sequence, item.pid),
    )

    assert pids(index, "guide OR teachers OR schools", sort=Sort.NEWEST)[:10] == [
        item.pid for item in expected[:10]
    ]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 7, 20])
def test_pages_of_any_size_give_each_hit_once_and_in_order(
    index: SearchIndex, sort: Sort, size: int
) -> None:
    whole = pids(index, "schools", sort=sort)

    pages = [
        pids(index, "schools", sort=sort, page=number, page_size=size)
        for number in range(1, len(whole) // size + 3)
    ]

    assert [pid for part in pages for pid in part] == whole


def test_a_page_behind_the_last_is_empty_and_still_tells_the_total(index: SearchIndex) -> None:
    answer = page(index, "quokka", page=50)

    assert answer.hits == ()
    assert answer.total == 3


def test_a_page_deeper_than_people_read_is_empty_with_a_note(index: SearchIndex) -> None:
    answer = page(index, page=MAX_OFFSET // MAX_PAGE_SIZE + 1)

    assert answer.hits == ()
    assert answer.total == len(CORPUS)
    assert "10,000" in answer.notes[0]


# What the index is told


def test_a_new_index_is_empty_and_shows_sequence_0(empty: SearchIndex) -> None:
    answer = page(empty, "anything", filters={"kind": ("event",)})

    assert empty.status() == IndexStatus(documents=0, sequence=0)
    assert answer.total == 0
    assert tuple(answer.facets) == FACETS


def test_an_index_without_documents_answers(empty: SearchIndex) -> None:
    empty.apply((), ["unknown"], sequence=4)

    assert page(empty, 'word "a phrase" pre* -no').total == 0
    assert page(empty).total == 0
    assert empty.status() == IndexStatus(documents=0, sequence=4)


def test_applying_twice_leaves_the_same_index(empty: SearchIndex) -> None:
    empty.apply(CORPUS, ["gone"], sequence=5)
    before = page(empty, "teachers")

    empty.apply(CORPUS, ["gone"], sequence=5)

    assert page(empty, "teachers") == before
    assert empty.status() == IndexStatus(documents=len(CORPUS), sequence=5)


def test_a_document_replaces_its_older_self(empty: SearchIndex) -> None:
    empty.apply([written("one", "Old words")], (), sequence=1)

    empty.apply([written("one", "New words")], (), sequence=2)

    assert pids(empty, "old") == []
    assert pids(empty, "new") == ["one"]
    assert empty.status() == IndexStatus(documents=1, sequence=2)


def test_a_pid_given_twice_counts_once_the_later_one(empty: SearchIndex) -> None:
    empty.apply([written("one", "First"), written("one", "Second")], (), sequence=1)

    assert pids(empty, "first") == []
    assert pids(empty, "second") == ["one"]
    assert empty.status().documents == 1


def test_what_is_gone_is_not_found_nor_counted(empty: SearchIndex) -> None:
    empty.apply([written("one", "A word"), written("two", "A word")], (), sequence=1)

    empty.apply([written("three", "A word")], ["one", "three"], sequence=2)

    answer = page(empty, "word")
    assert [hit.pid for hit in answer.hits] == ["two"]
    assert counts(answer, "kind") == {"output": 1}


def test_a_stale_sequence_is_ignored(empty: SearchIndex) -> None:
    empty.apply([written("one", "New")], (), sequence=9)

    empty.apply([written("one", "Old")], ["one"], sequence=8)

    assert pids(empty, "new") == ["one"]
    assert empty.status() == IndexStatus(documents=1, sequence=9)


def test_an_empty_change_moves_the_sequence_on(empty: SearchIndex) -> None:
    empty.apply([written("one", "Word")], (), sequence=1)

    empty.apply((), (), sequence=7)

    assert empty.status() == IndexStatus(documents=1, sequence=7)


def test_a_document_without_any_text_is_found_by_no_word(empty: SearchIndex) -> None:
    empty.apply([written("one", "", facets={})], (), sequence=1)

    assert pids(empty) == ["one"]
    assert pids(empty, "word") == []


def test_letters_of_any_kind_can_be_indexed(empty: SearchIndex) -> None:
    odd = "a\x00b \ud800 😀 日本語 \u202e ½ ﬁne x" + "y" * 1_000 + "\uffff"
    document = written("one", odd, summary=odd, facets={"field": ("\ud800\x00,", "é")})

    empty.apply([document], (), sequence=1)

    assert pids(empty, "fine 日本語") == ["one"]
    assert counts(page(empty), "field") == {"é": 1, "\ud800\x00,": 1}


def test_many_small_changes_keep_everything(empty: SearchIndex) -> None:
    for number in range(40):
        empty.apply([made(number % 30)], [f"made-{number - 5:03}"], sequence=number)

    left = {f"made-{number:03}" for number in (5, 6, 7, 8, 9)}
    assert {pid for pid in pids(empty) if pid in left} == left
    assert empty.status().documents == len(pids(empty))


def test_a_rebuild_replaces_everything_and_may_go_back_in_sequence(empty: SearchIndex) -> None:
    empty.apply([written("old", "Old")], (), sequence=50)

    empty.rebuild(([item] for item in CORPUS), sequence=40)

    assert empty.status() == IndexStatus(documents=len(CORPUS), sequence=40)
    assert pids(empty, "old") == []
    assert len(pids(empty)) == len(CORPUS)


def test_a_rebuild_counts_a_pid_in_two_batches_once(empty: SearchIndex) -> None:
    empty.rebuild([[written("one", "First")], [written("one", "Second")]], sequence=3)

    assert pids(empty, "first") == []
    assert pids(empty, "second") == ["one"]
    assert empty.status().documents == 1


def test_a_rebuild_becomes_visible_only_at_its_end(empty: SearchIndex) -> None:
    empty.apply([written("old", "Old")], (), sequence=1)
    seen = []

    def batches() -> Iterator[list[IndexDocument]]:
        for document in CORPUS[:3]:
            yield [document]
            seen.append(pids(empty))

    empty.rebuild(batches(), sequence=2)

    assert seen == [["old"]] * 3
    assert len(pids(empty)) == 3


def test_a_rebuild_that_fails_leaves_the_old_index(empty: SearchIndex) -> None:
    empty.apply([written("old", "Old")], (), sequence=1)

    def batches() -> Iterator[list[IndexDocument]]:
        yield [written("new", "New")]
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        empty.rebuild(batches(), sequence=2)

    assert pids(empty) == ["old"]
    assert empty.status().sequence == 1
    empty.apply([written("more", "More")], (), sequence=2)
    assert len(pids(empty)) == 2


# Equal answers of all engines

WORDS = sorted({word for phrase in PHRASES.values() for word in phrase.split()})
VALUES = ["output", "vet", "DE", "EL", "2015", "fr"]
PARTS = st.one_of(
    st.sampled_from([*WORDS, "quokka", "eleve", "2019-1-DE01-KA203-005016", "OR", "AND"]),
    st.sampled_from(WORDS).map(lambda word: f"-{word}"),
    st.sampled_from(WORDS).map(lambda word: f"{word[:4]}*"),
    st.lists(st.sampled_from(WORDS), max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.sampled_from([item.titles for item in CORPUS[21:]]).map(
        lambda titles: f'"{" ".join(next(iter(titles.values())).split()[:2])}"'
    ),
    st.text(max_size=6),
)
QUERIES = st.builds(
    SearchQuery,
    text=st.lists(PARTS, max_size=6).map(" ".join),
    filters=st.dictionaries(
        st.sampled_from(FACETS),
        st.lists(st.sampled_from(["output", "vet", "DE", "EL", "2015", "fr"]), max_size=2).map(
            tuple
        ),
        max_size=2,
    ),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(1, 4),
    page_size=st.integers(1, 30),
    reader_languages=st.sampled_from([("en",), ("de", "fr"), ("mt",), ("pt-BR",), ("x!",), ()]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES)
def test_all_engines_give_the_same_answer(
    engines: dict[str, SearchIndex], query: SearchQuery
) -> None:
    answers = [index.search(query) for index in engines.values()]

    assert answers[0] == answers[1]
