"""Pages of partnerships: list, page, opening one, changing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ka2results.door import services
from ka2results.errors import KA2Error, NotAllowed
from ka2results.schemas.forms import OrganisationForm, PartnershipForm
from ka2results.web.errors import status_of
from ka2results.web.forms import Form, partnership_form, read_form
from ka2results.web.sessions import login_required, me, me_or_nobody

blueprint = Blueprint("partnerships", __name__)

PAGE_SIZE = 30


@blueprint.get("/partnerships")
def listing() -> ResponseReturnValue:
    """List partnerships; words and numbers narrow the list."""
    text = request.args.get("q", "")
    page = max(request.args.get("page", 1, type=int), 1)
    pages, total = services().catalogue.partnerships(text, page, PAGE_SIZE)
    last = max(1, -(-total // PAGE_SIZE))
    return render_template(
        "partnerships.html", pages=pages, total=total, q=text, page=page, last=last
    )


@blueprint.get("/partnerships/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a partnership with its records."""
    page = services().catalogue.partnership(public_id, by=me_or_nobody())
    return render_template("partnership.html", page=page, form=Form())


@blueprint.get("/partnerships/new")
@login_required
def new() -> ResponseReturnValue:
    """Ask for the facts of a partnership."""
    return render_template("partnership_form.html", form=Form(), page=None)


@blueprint.post("/partnerships")
@login_required
def create() -> ResponseReturnValue:
    """Open a partnership."""
    form = read_form(PartnershipForm())
    if form.errors:
        return render_template("partnership_form.html", form=form, page=None), 400
    try:
        public_id = services().partnerships.open(form.entry, by=me())
    except KA2Error as error:
        form = form.with_errors(error)
        return render_template("partnership_form.html", form=form, page=None), status_of(error)
    flash("The partnership is open. Add its organisations, then its first result.")
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


@blueprint.get("/partnerships/<public_id>/edit")
@login_required
def edit(public_id: str) -> ResponseReturnValue:
    """Show the facts of a partnership for changing."""
    page = services().catalogue.partnership(public_id, by=me())
    if page.role is None:
        raise NotAllowed("change this partnership", "only its members can")
    return render_template("partnership_form.html", form=partnership_form(page), page=page)


@blueprint.post("/partnerships/<public_id>/edit")
@login_required
def save(public_id: str) -> ResponseReturnValue:
    """Change a partnership."""
    form = read_form(PartnershipForm())
    page = services().catalogue.partnership(public_id, by=me())
    if form.errors:
        return render_template("partnership_form.html", form=form, page=page), 400
    try:
        services().partnerships.edit(public_id, form.entry, by=me())
    except KA2Error as error:
        form = form.with_errors(error)
        return render_template("partnership_form.html", form=form, page=page), status_of(error)
    flash("Saved.")
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


@blueprint.post("/partnerships/<public_id>/organisations")
@login_required
def add_organisation(public_id: str) -> ResponseReturnValue:
    """Add an organisation to a partnership."""
    form = read_form(OrganisationForm())
    if form.errors:
        page = services().catalogue.partnership(public_id, by=me())
        return render_template("partnership.html", page=page, form=form), 400
    services().partnerships.add_organisation(public_id, form.entry, by=me())
    flash("The organisation is added.")
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)
