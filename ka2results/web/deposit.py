"""Pages for partnerships: drafts, files, publishing, withdrawing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import Schema

from ka2results.domain.permissions import Role
from ka2results.domain.records import Kind, ShownRecord, Status
from ka2results.door import services, settings
from ka2results.errors import IncompleteRecord, InvalidInput, KA2Error, NotAllowed
from ka2results.messages import say
from ka2results.schemas.forms import EventForm, FileForm, OutputForm, WithdrawForm
from ka2results.services.pages import LandingPage
from ka2results.web.errors import status_of, words_of
from ka2results.web.forms import Form, read_form, record_form
from ka2results.web.sessions import login_required, me
from ka2results.wording.words import translated

blueprint = Blueprint("deposit", __name__)

FORMS: dict[Kind, type[Schema]] = {Kind.OUTPUT: OutputForm, Kind.EVENT: EventForm}


@blueprint.get("/partnerships/<public_id>/records/new/<any(output, event):kind>")
@login_required
def new(public_id: str, kind: str) -> ResponseReturnValue:
    """Ask for the facts of a new output or event."""
    return _new_page(public_id, Kind(kind), Form())


@blueprint.post("/partnerships/<public_id>/records/new/<any(output, event):kind>")
@login_required
def create(public_id: str, kind: str) -> ResponseReturnValue:
    """Keep a draft with its files; publish it at once when asked to."""
    form = read_form(FORMS[Kind(kind)]())
    if form.errors:
        return _new_page(public_id, Kind(kind), form), 400
    deposit = services().deposit
    start = deposit.create_output if kind == Kind.OUTPUT else deposit.create_event
    try:
        pid = start(public_id, form.entry, by=me())
    except InvalidInput as error:
        return _new_page(public_id, Kind(kind), form.with_errors(error)), 400
    return _go_on(pid, form)


@blueprint.get("/records/<pid>/edit")
@login_required
def edit(pid: str) -> ResponseReturnValue:
    """Show a record for changing, with what it still lacks."""
    page = _editable(pid)
    return _edit_page(page, record_form(page.record), tried="tried" in request.args)


@blueprint.post("/records/<pid>/edit")
@login_required
def save(pid: str) -> ResponseReturnValue:
    """Keep what was typed and the files that came with it; publish when asked to."""
    page = _editable(pid)
    form = read_form(FORMS[page.record.kind]())
    if form.errors:
        return _edit_page(page, form), 400
    try:
        services().deposit.edit(pid, form.entry, by=me(), edits=_edits_seen(form))
    except KA2Error as error:
        return _edit_page(page, form.with_errors(error)), status_of(error)
    return _go_on(pid, form)


@blueprint.post("/records/<pid>/publish")
@login_required
def publish(pid: str) -> ResponseReturnValue:
    """Publish a draft, or show what it lacks."""
    return _publish(pid)


@blueprint.get("/records/<pid>/withdraw")
@login_required
def ask_withdraw(pid: str) -> ResponseReturnValue:
    """Ask why a record is withdrawn."""
    return _withdraw_page(pid, Form())


@blueprint.post("/records/<pid>/withdraw")
@login_required
def withdraw(pid: str) -> ResponseReturnValue:
    """Withdraw a record; its address answers with a tombstone from now on."""
    form = read_form(WithdrawForm())
    if form.errors:
        return _withdraw_page(pid, form), 400
    try:
        services().deposit.withdraw(pid, form.entry["reason"], by=me())
    except KA2Error as error:
        return _withdraw_page(pid, form.with_errors(error)), status_of(error)
    flash(gettext("The record is withdrawn."))
    return redirect(url_for("catalogue.record", pid=pid), code=303)


@blueprint.post("/records/<pid>/discard")
@login_required
def discard(pid: str) -> ResponseReturnValue:
    """Delete a draft."""
    services().deposit.discard(pid, by=me())
    flash(gettext("The draft is deleted."))
    return redirect(url_for("account.my_work"), code=303)


def _edits_seen(form: Form) -> int:
    """Number of saves that the form was filled from; one that nobody has when it is missing."""
    edits = form.value("edits")
    return int(edits) if edits.isascii() and edits.isdecimal() and len(edits) < 10 else -1


def _go_on(pid: str, form: Form) -> ResponseReturnValue:
    """Do with the saved record what the pressed button says, then show where it stands."""
    problems = _attach_files(pid)
    then, _, file_id = form.value("then").partition(":")
    if then == "remove":
        services().files.remove(pid, file_id, by=me())
        flash(gettext("The file is removed."))
    elif then == "publish" and not problems:
        return _publish(pid)
    elif then == "publish":
        flash(gettext("Saved, but not published."))
    else:
        flash(gettext("Saved."))
    for problem in problems:
        flash(problem, "error")
    return redirect(url_for("deposit.edit", pid=pid), code=303)


def _attach_files(pid: str) -> list[str]:
    """Attach each file by itself, so that one that fails never blocks the others."""
    language = read_form(FileForm()).entry or {}
    problems = []
    for upload in request.files.getlist("files"):
        if not upload.filename:
            continue
        try:
            services().files.attach(
                pid,
                upload.stream,  # type: ignore[arg-type]  # Werkzeug calls its file IO[bytes]
                name=upload.filename,
                language=language.get("file_language"),
                by=me(),
            )
        except InvalidInput as error:
            problems.append(words_of(error))
        except KA2Error as error:
            lost = say(
                "“{name}” was not added. {reason}", name=upload.filename, reason=words_of(error)
            )
            problems.append(translated(lost))
    return problems


def _publish(pid: str) -> ResponseReturnValue:
    try:
        services().deposit.publish(pid, by=me())
    except IncompleteRecord:
        return redirect(url_for("deposit.edit", pid=pid, tried=1), code=303)
    flash(gettext("Published. Everyone can find it now."))
    return redirect(url_for("catalogue.record", pid=pid), code=303)


def _editable(pid: str) -> LandingPage:
    page = services().catalogue.landing(pid, by=me())
    if not page.may_edit:
        raise NotAllowed(say("Only members of the partnership can edit this record."))
    return page


def _new_page(public_id: str, kind: Kind, form: Form) -> str:
    page = services().catalogue.partnership(public_id, by=me())
    if page.role is None:
        raise NotAllowed(say("Only members of the partnership can add records to it."))
    return render_template(
        "record_form.html",
        form=form,
        kind=kind,
        partnership=page.partnership,
        outputs=_offered(page.outputs),
        landing=None,
        missing=[],
        may_publish=page.role is Role.COORDINATOR,
        limit=settings().max_upload_bytes,
    )


def _edit_page(landing: LandingPage, form: Form, *, tried: bool = False) -> str:
    """The form of a record; when publishing was tried, what is missing is shown as errors."""
    record = landing.record
    page = services().catalogue.partnership(record.partnership.public_id, by=me())
    draft = record.status is Status.DRAFT
    missing = services().deposit.missing(record.pid, by=me()) if draft else []
    if tried:
        form = form.with_errors(IncompleteRecord(record.pid, missing))
    return render_template(
        "record_form.html",
        form=form,
        kind=record.kind,
        partnership=record.partnership,
        outputs=_offered(page.outputs),
        landing=landing,
        missing=missing,
        may_publish=landing.may_publish,
        limit=settings().max_upload_bytes,
    )


def _withdraw_page(pid: str, form: Form) -> str:
    page = services().catalogue.landing(pid, by=me())
    if not page.may_withdraw:
        raise NotAllowed(
            say(
                "Only a coordinator of the partnership or an administrator "
                "can withdraw this record."
            )
        )
    return render_template("withdraw.html", page=page, form=form)


def _offered(outputs: tuple[ShownRecord, ...]) -> list[ShownRecord]:
    return [output for output in outputs if output.status is not Status.WITHDRAWN]
