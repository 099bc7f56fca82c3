"""Pages of partnerships: list, page, opening one, changing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ka2results.domain.permissions import Role
from ka2results.door import services
from ka2results.errors import InvalidInput, KA2Error, NotAllowed
from ka2results.messages import say
from ka2results.schemas.forms import MemberForm, OrganisationForm, PartnershipForm
from ka2results.schemas.listing import PartnershipArguments
from ka2results.schemas.reading import load_lists
from ka2results.web.errors import status_of
from ka2results.web.forms import Form, partnership_form, read_form
from ka2results.web.paging import ListPage
from ka2results.web.search_page import Choice
from ka2results.web.sessions import login_required, me, me_or_nobody
from ka2results.wording.labels import value_label

blueprint = Blueprint("partnerships", __name__)

EMPTY = Form()


@blueprint.get("/partnerships")
def listing() -> ResponseReturnValue:
    """List partnerships; words, numbers and filters narrow the list."""
    query = load_lists(PartnershipArguments(), dict(request.args.lists()))
    found, total = services().catalogue.partnerships(query)
    filters = tuple(query.filters.items())
    page = ListPage(
        "partnerships.listing", query.text, query.page, query.page_size, total, found, filters
    )
    if page.last_url:
        return redirect(page.last_url)
    chips = [Choice(value_label(value, name), page.without(name)) for name, value in filters]
    years = services().browsing.partnerships_by("year")
    return render_template("partnerships.html", page=page, chips=chips, years=years)


@blueprint.get("/partnerships/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a partnership with its records."""
    return _page(public_id)


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
    flash(gettext("The partnership is open. Add its organisations, then its first result."))
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


@blueprint.get("/partnerships/<public_id>/edit")
@login_required
def edit(public_id: str) -> ResponseReturnValue:
    """Show the facts of a partnership for changing."""
    page = services().catalogue.partnership(public_id, by=me())
    if page.role is not Role.COORDINATOR:
        raise NotAllowed(say("Only a coordinator can change this partnership."))
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
    flash(gettext("Saved."))
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


@blueprint.post("/partnerships/<public_id>/organisations")
@login_required
def add_organisation(public_id: str) -> ResponseReturnValue:
    """Add an organisation to a partnership."""
    form = read_form(OrganisationForm())
    if form.errors:
        return _page(public_id, form=form), 400
    services().partnerships.add_organisation(public_id, form.entry, by=me())
    flash(gettext("The organisation is added."))
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


@blueprint.post("/partnerships/<public_id>/members")
@login_required
def add_member(public_id: str) -> ResponseReturnValue:
    """Give a person with an account a role in a partnership."""
    form = read_form(MemberForm())
    if form.errors:
        return _page(public_id, member_form=form), 400
    try:
        role = Role(form.entry["member_role"])
        services().partnerships.add_member(public_id, form.entry["email"], role, by=me())
    except InvalidInput as error:
        return _page(public_id, member_form=form.with_errors(error)), 400
    flash(gettext("The person can work here now."))
    return redirect(url_for("partnerships.show", public_id=public_id), code=303)


def _page(public_id: str, *, form: Form = EMPTY, member_form: Form = EMPTY) -> str:
    page = services().catalogue.partnership(public_id, by=me_or_nobody())
    described = services().citing.partnership(page)
    return render_template(
        "partnership.html", page=page, described=described, form=form, member_form=member_form
    )
