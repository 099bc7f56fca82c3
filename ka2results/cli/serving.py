"""Commands that keep running: the web server and the worker."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click
import waitress

from ka2results.cli.desk import Desk, examples, pass_desk
from ka2results.cli.sample import load_on_first_start
from ka2results.errors import IndexUnavailable
from ka2results.factory import create_app
from ka2results.services.sample import ACCOUNTS, PASSWORD
from ka2results.wiring import House

log = logging.getLogger(__name__)

_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0

_listening = (
    click.option("--host", default=None, help="Address to listen on.  [KA2_HOST]"),
    click.option("--port", type=int, default=None, help="Port to listen on.  [KA2_PORT]"),
    click.option(
        "--threads", type=int, default=None, help="Requests at the same time.  [KA2_THREADS]"
    ),
    pass_desk,
)


def _with_listening(command: Any) -> Any:
    for option in reversed(_listening):
        command = option(command)
    return command


@click.command(
    short_help="Prepare everything, then serve.",
    epilog=examples("start", "start --port 9000"),
)
@_with_listening
def start(desk: Desk, **given: Any) -> None:
    """Build or update the database, load the sample on the first start, then serve.

    The sample is loaded in development only. Options win over the settings in brackets.
    """
    desk = _given(desk, given)
    try:
        desk.house.schema.upgrade()
        if desk.settings.development:
            load_on_first_start(desk)
        _catch_up(desk.house)
        _serve(desk)
    finally:
        desk.close()


@click.command(
    short_help="Serve the pages and feeds.",
    epilog=examples("serve", "serve --host 0.0.0.0 --threads 16"),
)
@_with_listening
def serve(desk: Desk, **given: Any) -> None:
    """Serve the pages and feeds, with a worker beside them.

    The database must be at the newest revision; `ka2results db upgrade` brings it there. Options
    win over the settings in brackets.
    """
    desk = _given(desk, given)
    try:
        desk.house.schema.require_current()
        _serve(desk)
    finally:
        desk.close()


@click.command(short_help="Read texts and keep the index in step.")
@pass_desk
def worker(desk: Desk) -> None:
    """Read texts and keep the index in step until it is stopped.

    `serve` and `start` run a worker inside; this one is for another WSGI server.
    """
    desk.house.schema.require_current()
    stop = threading.Event()
    _stop_on_signal(stop)
    click.echo("Working. Stop with Ctrl+C.", err=True)
    work(desk.house, stop)


def work(house: House, stop: threading.Event) -> None:
    """Do due jobs and follow the journal, again and again, with longer pauses after failures."""
    pause = _PAUSE_S
    while not stop.is_set():
        try:
            with house.services() as services:
                services.jobs.run_due()
                services.indexing.catch_up()
            pause = _PAUSE_S
        except Exception:
            # Whatever fails now may work later; the worker must still be there then.
            log.exception("The worker failed and tries again in %.0f s.", pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
        stop.wait(pause)


def _catch_up(house: House) -> None:
    """Bring the index up to date before the first page is asked for."""
    try:
        with house.services() as services:
            services.indexing.catch_up()
    except IndexUnavailable:
        log.exception("The index is not up to date; the worker goes on trying.")


def _given(desk: Desk, given: dict[str, Any]) -> Desk:
    chosen = {name: value for name, value in given.items() if value is not None}
    return Desk(desk.environ, **chosen) if chosen else desk


def _serve(desk: Desk) -> None:
    # The address first: when it is taken, nothing else has begun.
    server = _listen(desk)
    with _worker_thread(desk.house):
        _print_welcome(desk)
        _raise_on_terminate()
        try:
            server.run()
        except (KeyboardInterrupt, SystemExit):
            server.close()


def _listen(desk: Desk) -> Any:
    settings = desk.settings
    try:
        return waitress.create_server(
            create_app(desk.house),
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="KA2 Results",
            # What a proxy says of the visitor is read by the application, and only when told so.
            clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
            max_request_body_size=settings.max_upload_bytes + 2 * 1024**2,
        )
    except OSError as error:
        raise click.ClickException(
            f"Nothing can listen on {settings.host}, port {settings.port}: {error.strerror}. "
            "Choose another with --port."
        ) from error


def _print_welcome(desk: Desk) -> None:
    click.secho(f"KA2 Results is at {desk.settings.base_url}", bold=True)
    with desk.house.services() as services:
        known = {account.email for account in services.accounts.all()}
    if desk.settings.development and any(email in known for email, _, _ in ACCOUNTS):
        click.echo(f"Demonstration accounts, all with the password {PASSWORD}:")
        for email, name, _ in ACCOUNTS:
            click.echo(f"    {email:28} {name}")
    click.echo("Stop with Ctrl+C.")


@contextmanager
def _worker_thread(house: House) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(house, stop), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)


def _stop_on_signal(stop: threading.Event) -> None:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)


def _raise_on_terminate() -> None:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, on_signal)
