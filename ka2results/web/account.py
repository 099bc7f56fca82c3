"""Signing in and out, and the page of one's own work."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ka2results.door import services
from ka2results.errors import SignInFailed
from ka2results.schemas.forms import SignInForm
from ka2results.web import sessions
from ka2results.web.forms import Form, read_form
from ka2results.web.sessions import login_required, me

blueprint = Blueprint("account", __name__)

_OWN_PATH = re.compile(r"/(?!/)[\w/.~%-]*(\?[\w/.~%=&+-]*)?", re.ASCII)


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Ask for an address and a password."""
    return render_template("sign_in.html", form=Form(), next=_next())


@blueprint.post("/sign-in")
def start_session() -> ResponseReturnValue:
    """Sign in and go on to where the person wanted to go."""
    form = read_form(SignInForm())
    try:
        if form.errors:
            raise SignInFailed
        account = services().accounts.sign_in(**form.entry)
    except SignInFailed as error:
        page = render_template("sign_in.html", form=form.with_errors(error), next=_next())
        return page, 401
    sessions.sign_in(account)
    return redirect(_next(), code=303)


@blueprint.post("/sign-out")
def end_session() -> ResponseReturnValue:
    """Sign out, here and wherever else the account is signed in: computers are shared."""
    user_id = sessions.me_or_nobody()
    if user_id is not None:
        services().accounts.sign_out_everywhere(user_id)
    sessions.sign_out()
    flash(gettext("You are signed out."))
    return redirect(url_for("catalogue.home"), code=303)


@blueprint.get("/my-work")
@login_required
def my_work() -> ResponseReturnValue:
    """Show one's partnerships with their drafts and published records."""
    pages = services().catalogue.my_partnerships(by=me())
    return render_template("my_work.html", pages=pages)


@blueprint.post("/my-work/language")
@login_required
def choose_language() -> ResponseReturnValue:
    """Keep the language of the interface in the account."""
    services().accounts.choose_language(me(), request.form.get("language", ""))
    return redirect(_next(), code=303)


def _next() -> str:
    # Only a path of our own: anything else could lead a person to a stranger's sign-in page.
    wanted = request.values.get("next", "")
    return wanted if _OWN_PATH.fullmatch(wanted) else url_for("account.my_work")
