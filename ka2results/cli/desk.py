"""What every command has at hand: settings, house and services, opened when first needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

import click

from ka2results.errors import KA2Error, WrongSetting
from ka2results.services.house import Services
from ka2results.settings import Settings
from ka2results.wiring import House, build

T = TypeVar("T")


class Desk:
    """Opens the house that the environment describes, once."""

    def __init__(self, environ: Mapping[str, str], **given: Any) -> None:
        self.environ, self.given = environ, given

    @cached_property
    def settings(self) -> Settings:
        """The settings, checked."""
        return Settings.from_env(self.environ, **self.given)

    @cached_property
    def house(self) -> House:
        """The engines.

        Raises:
            WrongSetting: a folder cannot be made or used.
        """
        try:
            return build(self.settings)
        except OSError as error:
            problem = f"The house cannot be opened: {error}."
            raise WrongSetting("KA2_HOME", problem, "a folder that can be written") from error

    @contextmanager
    def services(self) -> Iterator[Services]:
        """Services on a database that is ready for use."""
        self.house.schema.require_current()
        with self.house.services() as opened:
            yield opened

    def close(self) -> None:
        """Let go of the engines, if they were opened."""
        if "house" in self.__dict__:
            self.house.close()


pass_desk = click.make_pass_decorator(Desk)


class Door(click.Group):
    """A group of commands that says in one sentence what was refused, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; our own errors become exit code 1 and a message, so do those of files."""
        try:
            return super().invoke(ctx)
        except KA2Error as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise  # whoever read our output has seen enough; click ends quietly
        except OSError as error:
            raise click.ClickException(str(error)) from error


def examples(*lines: str) -> str:
    """Make the end of a help text; a line that begins with a space goes on with an example."""
    begun = (line if line.startswith(" ") else f"  ka2results {line}" for line in lines)
    return "\n".join(("\b", "Examples:", *begun))


acting = click.option(
    "--as",
    "email",
    required=True,
    metavar="EMAIL",
    help="Whose right this is done by: the e-mail address of an account.",
)
as_json = click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")


def person(services: Services, email: str) -> int:
    """Key of the account with an address."""
    return services.accounts.by_email(email).user_id


def print_json(value: Any) -> None:
    """Print a value as JSON, letters kept."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def with_progress(items: Iterable[T], label: str, length: int | None = None) -> Iterator[T]:
    """Go through items; a bar shows how far, on a terminal only."""
    with click.progressbar(
        items, label=label, length=length, hidden=not sys.stderr.isatty(), file=sys.stderr
    ) as bar:
        yield from bar


@contextmanager
def steps(label: str, length: int) -> Iterator[Callable[[], None]]:
    """Give a function to call after each step; a bar shows how far, on a terminal only."""
    with click.progressbar(
        length=length, label=label, hidden=not sys.stderr.isatty(), file=sys.stderr
    ) as bar:
        yield lambda: bar.update(1)


class Words(click.ParamType[tuple[str, str]]):
    """A text in one language, written as `fi=Opas`."""

    name = "LANGUAGE=TEXT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Split the language from the text."""
        if isinstance(value, tuple):
            return value
        language, sign, text = str(value).partition("=")
        if not sign or not language.isalpha() or not text.strip():
            self.fail(f"“{value}” is not written like fi=Opas.", param, ctx)
        return language, text
