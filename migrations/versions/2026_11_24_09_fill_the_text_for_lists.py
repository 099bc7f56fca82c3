"""Fill the text by which partnerships and organisations are found in their lists."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_09"
down_revision = "2026_11_24_08"
branch_labels = None
depends_on = None

BATCH = 1000
# As the models wrote it on the day of this revision.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ς": "σ"}
)
PARTNERSHIPS = sa.table(
    "partnerships",
    sa.column("id", sa.Integer),
    sa.column("number", sa.Text),
    sa.column("acronym", sa.Text),
    sa.column("titles", sa.JSON),
    sa.column("search_text", sa.Text),
)
ORGANISATIONS = sa.table(
    "organisations",
    sa.column("id", sa.Integer),
    sa.column("name", sa.Text),
    sa.column("city", sa.Text),
    sa.column("oid", sa.Text),
    sa.column("search_text", sa.Text),
)


def upgrade() -> None:
    columns = PARTNERSHIPS.c
    _fill(
        PARTNERSHIPS,
        sa.select(columns.id, columns.number, columns.acronym, columns.titles),
    )
    columns = ORGANISATIONS.c
    _fill(ORGANISATIONS, sa.select(columns.id, columns.name, columns.city, columns.oid))


def downgrade() -> None:
    for table in (PARTNERSHIPS, ORGANISATIONS):
        op.execute(sa.update(table).values(search_text=""))


def _fill(table: sa.TableClause, query: sa.Select) -> None:
    connection = op.get_bind()
    change = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("row"))
        .values(search_text=sa.bindparam("text"))
    )
    rows = [{"row": row[0], "text": _text(row[1:])} for row in connection.execute(query)]
    for start in range(0, len(rows), BATCH):
        connection.execute(change, rows[start : start + BATCH])


def _text(values: sa.Row) -> str:
    words: list[str] = []
    for value in values:
        words += value.values() if isinstance(value, dict) else [value or ""]
    plain = unicodedata.normalize("NFKD", " ".join(words)).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(LETTERS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
