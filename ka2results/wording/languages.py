"""The language of the interface: chosen, remembered, and told to every page.

In this order: `?lang=` of the address, the account, the cookie of an earlier choice, what the
browser asks for. The language of the material is another matter; it is chosen by facets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, cast
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from babel import Locale
from babel.support import Translations
from flask import Flask, Response, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, Domain, get_locale
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context

from ka2results.domain.languages import INTERFACE_LANGUAGES
from ka2results.domain.vocabulary import vocabulary
from ka2results.translations import translations

COOKIE = "ka2_lang"
_YEAR_S = 365 * 24 * 3600
_LOCALES = {code: Locale.parse({"en": "en_GB"}.get(code, code)) for code in INTERFACE_LANGUAGES}


@dataclass(frozen=True)
class LanguageChoice:
    """One language of the interface as the menu offers it."""

    code: str
    name: str
    """In that language itself."""
    url: str
    """This page in that language."""
    current: bool


class _Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """Reads the catalogues straight from the files of the translators."""

    def get_translations(self) -> Translations:
        """The catalogue of the language of this page."""
        return _catalogue()


def _catalogue() -> Translations:
    try:
        return cast(Translations, g.catalogue)
    except AttributeError:
        g.catalogue = translations(interface_language())
        return cast(Translations, g.catalogue)


def _say(message: str) -> str:
    return str(_catalogue().ugettext(message))


def _say_many(one: str, many: str, number: int) -> str:
    return str(_catalogue().ungettext(one, many, number))


def init_languages(app: Flask) -> None:
    """Translate every page into the language of its reader."""
    babel = Babel(app, default_locale="en_GB", locale_selector=_choose)
    babel.domain_instance = _Catalogues()
    # A page has a hundred messages, so they take the shortest way to the catalogue.
    app.jinja_env.install_gettext_callables(_say, _say_many, newstyle=True)  # type: ignore[attr-defined]  # of Jinja's extension
    app.after_request(_remember)
    app.jinja_env.globals.update(
        interface_language=interface_language,
        language_choices=language_choices,
        this_page=this_page,
        canonical=canonical,
    )


def for_each_reader(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter of a function whose answer depends on who reads.

    Jinja works out a filter of fixed words once, when it compiles a template, unless the filter
    asks for the context: else all would read them in the language of whoever came first.
    """

    @pass_context
    @wraps(function)
    def said(_context: Context, *values: Any, **more: Any) -> Any:
        return function(*values, **more)

    return said


def interface_locale() -> Locale:
    """The locale of this page; British English outside requests."""
    if not g:
        return _LOCALES["en"]
    try:
        return cast(Locale, g.locale)
    except AttributeError:
        g.locale = get_locale() or _LOCALES["en"]
        return cast(Locale, g.locale)


def interface_language() -> str:
    """Code of the language of this page."""
    return str(interface_locale().language)


def reader_languages() -> tuple[str, ...]:
    """The reader's languages, dearest first: that of the page, the browser's, English."""
    try:
        return cast(tuple[str, ...], g.reader_languages)
    except AttributeError:
        g.reader_languages = _reader_languages()
        return cast(tuple[str, ...], g.reader_languages)


def _reader_languages() -> tuple[str, ...]:
    known = vocabulary("languages")
    wanted = (code for code in _browser_languages() if code in known)
    return tuple(dict.fromkeys([interface_language(), *wanted, "en"]))


def _browser_languages() -> list[str]:
    wanted = ((tag, quality) for tag, quality in request.accept_languages if quality > 0)
    return [tag.split("-")[0].lower() for tag, _ in wanted]


def language_choices() -> list[LanguageChoice]:
    """Every language of the interface, with the address of this page in it."""
    here = interface_language()
    return [
        LanguageChoice(code, own_name(code), this_page(lang=code), code == here)
        for code in INTERFACE_LANGUAGES
    ]


@lru_cache(maxsize=256)
def own_name(code: str) -> str:
    """The name of a language in itself, as its readers look for it. Source: CLDR."""
    name = str(Locale(code).get_language_name(code))
    return name[0].upper() + name[1:]


def this_page(**changes: str) -> str:
    """The path of this page with its arguments; that of the home page where there is none."""
    # An address that only takes forms has no page of its own to come back to.
    if request.method not in ("GET", "HEAD") or not request.endpoint:
        return url_for("catalogue.home", **changes)  # type: ignore[arg-type]
    # Built from the path, since words of an address must never become arguments of a function.
    asked = [(name, value) for name, value in _arguments() if name != "lang"]
    words = urlencode([*asked, *changes.items()])
    return quote(request.script_root + request.path) + (f"?{words}" if words else "")


def canonical(url: str) -> str:
    """The address by which search engines should know this page, in its language if it named one.

    Source: Google Search Central, "Localized versions of your pages": each names itself.
    """
    return f"{url}?lang={interface_language()}" if _asked() in _LOCALES else url


def _choose() -> Locale:
    if not has_request_context():
        return _LOCALES["en"]
    account = current_user.account.language if current_user.is_authenticated else None
    # Not by `best_match`, which prefers an exact “sv” to the dearer “fi-FI”.
    chosen = (_asked(), account, request.cookies.get(COOKIE), _of_the_page_before())
    for code in (*chosen, *_browser_languages()):
        if code in _LOCALES:
            return _LOCALES[code]
    return _LOCALES["en"]


def _asked() -> str | None:
    return dict(_arguments()).get("lang")


def _arguments() -> list[tuple[str, str]]:
    try:
        return list(request.args.items(multi=True))
    except UnicodeDecodeError:
        # An address may hold bytes that are no text; its error page needs a language all the same.
        return []


def _of_the_page_before() -> str | None:
    """The language that the address of our page before named.

    Who came from a search engine to a page in a language, and reads on, has chosen it.
    """
    if COOKIE in request.cookies:
        return None
    before = _page_before()
    if before.netloc != request.host:
        return None
    return dict(parse_qsl(before.query)).get("lang")


def _page_before() -> SplitResult:
    try:
        return urlsplit(request.referrer or "")
    except ValueError:
        # Anybody can write this header, also what is no address at all.
        return urlsplit("")


def _sent_from_elsewhere() -> bool:
    """Whether another site's link named the language: nobody chose it, so nothing is kept.

    Source: Fetch Metadata Request Headers §2.3 (Sec-Fetch-Site); older browsers tell the page.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    return bool(request.referrer) and _page_before().netloc != request.host


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _remember(response: Response) -> Response:
    if response.mimetype != "text/html":
        return response
    code = _asked() if not _sent_from_elsewhere() else None
    code = code or _of_the_page_before()
    if code in _LOCALES and code != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE, code, max_age=_YEAR_S, samesite="Lax", httponly=True, secure=_secure()
        )
    return response
