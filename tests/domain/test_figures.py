"""Counts in the order in which people see them."""

from __future__ import annotations

from ka2results.domain.figures import Figure


def test_the_most_frequent_value_comes_first_and_equal_ones_by_their_code() -> None:
    figure = Figure.of("country", [("SE", 1), ("FI", 3), ("EE", 1)])

    assert figure.rows == (("FI", 3), ("EE", 1), ("SE", 1))


def test_years_are_in_their_order() -> None:
    assert Figure.of("year", [(2021, 1), (2019, 4), (2020, 2)]).rows == (
        ("2019", 4), ("2020", 2), ("2021", 1),
    )  # fmt: skip


def test_what_has_no_value_and_what_counts_nothing_is_left_out() -> None:
    assert Figure.of("field", [(None, 7), ("", 2), ("vet", 0), ("adult", 1)]).rows == (
        ("adult", 1),
    )


def test_a_figure_knows_its_largest_count_and_its_total() -> None:
    figure = Figure.of("language", [("fi", 2), ("en", 5)])

    assert (figure.largest, figure.total) == (5, 7)
    assert (Figure("language", ()).largest, Figure("language", ()).total) == (0, 0)
