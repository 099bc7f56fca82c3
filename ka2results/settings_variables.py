"""Every `KA2_*` variable: form, meaning and default, in the order of `ka2results config`."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

EXAMPLE_EMAIL = "operator@example.org"
"""Stands in settings and feeds until an operator gives an address; nobody reads it."""

_HOST_LABEL = r"[A-Za-z][A-Za-z0-9-]*"


def _setting(
    kind: type[fields.Field[Any]], meaning: str, accepted: str, default: Any, **more: Any
) -> fields.Field[Any]:
    hides = more.pop("hides", "nothing")
    metadata = {"meaning": meaning, "accepted": accepted, "hides": hides}
    return kind(load_default=default, metadata=metadata, **more)


def _words(meaning: str, accepted: str, default: str = "") -> fields.Field[Any]:
    check = validate.Predicate("isprintable", error="It holds control characters.")
    return _setting(fields.String, meaning, accepted, default, validate=check)


def _web_address(meaning: str) -> fields.Field[Any]:
    return _setting(fields.Url, meaning, "http(s)://…", "", schemes={"http", "https"})


def _one_of_schemes(scheme: str, *others: str) -> validate.Regexp:
    return validate.Regexp(rf"({'|'.join((scheme, *others))})", error="It is no such URL.")


class Variables(Schema):
    """Every variable without its prefix; the order is that of `ka2results config`."""

    class Meta:
        unknown = RAISE

    env = _setting(
        fields.String,
        "Which rules apply: a real service or somebody's own machine",
        "production | development",
        "production",
        validate=validate.OneOf(["production", "development"], error="“{input}” is not known."),
    )
    home = _setting(
        fields.String,
        "Folder that holds the database, the index and the uploads",
        "a path",
        ".",
    )
    secret_key = _setting(
        fields.String,
        "Signs sessions and resumption tokens; keep it secret and keep it",
        "at least 32 characters, for example from: python -c 'import secrets; "
        "print(secrets.token_urlsafe(48))'",
        "",
        validate=validate.Length(min=32, error="It is too short."),
        hides="all",
    )
    host = _setting(
        fields.String,
        "Address to listen on",
        "an IP address or the name of this machine",
        "127.0.0.1",
        validate=validate.Regexp(r"[A-Za-z0-9.:_-]+\Z", error="It is no address."),
    )
    port = _setting(
        fields.Integer,
        "Port to listen on",
        "1 to 65535",
        8000,
        validate=validate.Range(1, 65535, error="It is out of range."),
    )
    threads = _setting(
        fields.Integer,
        "Requests answered at the same time",
        "1 to 64",
        8,
        validate=validate.Range(1, 64, error="It is out of range."),
    )
    trusted_proxies = _setting(
        fields.Integer,
        "Proxies in front that tell the address of the visitor (X-Forwarded-For)",
        "0 to 5; 0 where visitors reach this server directly",
        0,
        validate=validate.Range(0, 5, error="It is out of range."),
    )
    base_url = _setting(
        fields.String,
        "Public address, the only source of absolute links",
        "http(s)://host[:port] without a slash at the end",
        "",
        validate=validate.Regexp(r"https?://[^/?#\s]+\Z", error="It is no such address."),
    )
    repository_name = _words(
        "Name of the repository, on pages and in feeds", "words", "KA2 Results"
    )
    repository_id = _setting(
        fields.String,
        "Domain in OAI identifiers; never change it once you are harvested",
        "a dotted name such as results.example.org",
        "ka2results.localhost",
        validate=validate.Regexp(
            rf"{_HOST_LABEL}(\.{_HOST_LABEL})+\Z", error="It is no dotted name."
        ),
    )
    admin_email = _setting(
        fields.Email,
        "Address of the people who run it, in Identify and on pages",
        "an e-mail address",
        EXAMPLE_EMAIL,
    )
    operator = _words(
        "Organisation that runs it, on the pages about it",
        "words; without it the name of the repository stands there",
    )
    operator_address = _words(
        "Postal address of that organisation", "words, the parts separated by commas"
    )
    data_protection_email = _setting(
        fields.Email,
        "Address for questions about personal data",
        "an e-mail address; without it KA2_ADMIN_EMAIL",
        "",
    )
    privacy_url = _web_address("Privacy notice of the organisation that runs it")
    source_url = _web_address("Where the source and the documents of this installation are")
    accessibility_status = _setting(
        fields.String,
        "How far the pages meet EN 301 549, in the accessibility statement",
        "fully | partially | not",
        "partially",
        validate=validate.OneOf(["fully", "partially", "not"], error="“{input}” is not known."),
    )
    accessibility_exceptions = _words(
        "What is not accessible here and why, besides what the software itself knows", "words"
    )
    accessibility_checked_on = _setting(
        fields.Date,
        "Day of the last check of accessibility",
        "a day such as 2026-11-24",
        None,
    )
    accessibility_answer_days = _setting(
        fields.Integer,
        "Days within which reports about accessibility are answered",
        "0 to 365; 0 promises nothing",
        0,
        validate=validate.Range(0, 365, error="It is out of range."),
    )
    enforcement_body = _words(
        "Authority that hears complaints about accessibility", "the name of an authority"
    )
    enforcement_url = _web_address("Where that authority takes complaints")
    database_url = _setting(
        fields.String,
        "Where records are kept",
        "sqlite:///PATH | postgresql+psycopg://USER@HOST/NAME",
        "",
        validate=_one_of_schemes(r"sqlite:///.", r"postgresql\+psycopg://"),
        hides="password",
    )
    storage_url = _setting(
        fields.String,
        "Where files are kept",
        "file:///PATH | memory: (forgotten at the end)",
        "",
        validate=_one_of_schemes("file:///.", "memory:"),
        hides="password",
    )
    search_url = _setting(
        fields.String,
        "Where the search index is kept",
        "whoosh:///PATH | memory: (forgotten at the end)",
        "",
        validate=_one_of_schemes("whoosh:///.", "memory:"),
        hides="password",
    )
    max_upload_bytes = _setting(
        fields.Integer,
        "Largest file that can be uploaded, in bytes",
        "1 or more",
        2_000_000_000,
        validate=validate.Range(min=1, error="It is out of range."),
    )
    feed_page_size = _setting(
        fields.Integer,
        "Records on one page of a harvest",
        "1 to 500",
        100,
        validate=validate.Range(1, 500, error="It is out of range."),
    )
