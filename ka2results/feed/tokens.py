"""Resumption tokens: the whole request and its position, signed; nothing is kept here.

Source: OAI-PMH 2.0 §3.5 (flow control).
"""

from __future__ import annotations

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer

from ka2results.domain.harvest import HarvestQuery, Position, Syntax
from ka2results.feed.faults import Code, Refused, refused


class Tokens:
    """Writes and reads the tokens of one door."""

    def __init__(self, secret_key: str, syntax: Syntax) -> None:
        self._secret_key, self._syntax = secret_key, syntax

    def write(self, verb: str, query: HarvestQuery, position: Position) -> str:
        """Make the token that continues a list at a position."""
        return self._serializer(verb).dumps(
            [
                query.metadata_prefix,
                query.from_.isoformat() if query.from_ else None,
                query.until.isoformat() if query.until else None,
                query.set_spec,
                position.sequence,
                position.sent,
            ]
        )

    def read(self, verb: str, token: str) -> tuple[HarvestQuery, Position]:
        """Read a token back.

        Raises:
            Refused: it was altered, or it comes from another verb, door or repository.
        """
        serializer = self._serializer(verb)
        try:
            payload = serializer.loads(token.encode("ascii"))
        except (BadData, UnicodeEncodeError) as error:
            raise _bad_token() from error
        # Base64 has spare bits at its end: only the very spelling that was given out counts.
        signed = token.rpartition(".")[0]
        if serializer.make_signer(serializer.salt).sign(signed) != token.encode("ascii"):
            raise _bad_token()
        prefix, from_, until, set_spec, sequence, sent = payload
        query = HarvestQuery(self._syntax, prefix, _moment(from_), _moment(until), set_spec)
        return query, Position(sequence, sent)

    def _serializer(self, verb: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret_key, salt=f"oai.v1.{self._syntax}.{verb}")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _bad_token() -> Refused:
    return refused(
        Code.BAD_RESUMPTION_TOKEN,
        "This resumption token was not given out here for this verb; start the list again.",
    )
