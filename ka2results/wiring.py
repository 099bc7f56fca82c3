"""Puts the house together by URL: the only module that names adapters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import Engine

from ka2results.domain.addresses import Addresses
from ka2results.errors import WrongSetting
from ka2results.extraction.port import TextExtractor
from ka2results.extraction.sandboxed import SandboxedExtractor
from ka2results.formats.amb import Amb
from ka2results.formats.atom import Atom
from ka2results.formats.bibtex import BibTex
from ka2results.formats.calendar import ICalendar
from ka2results.formats.citations import Citations
from ka2results.formats.csl_json import CslJson
from ka2results.formats.dublin_core import DublinCoreJson, DublinCoreXml
from ka2results.formats.port import Format, Painter
from ka2results.formats.ris import Ris
from ka2results.formats.schema_org import SchemaOrg
from ka2results.formats.social_card import SocialCards
from ka2results.models import WorkSession, open_engine
from ka2results.search.memory import MemoryIndex
from ka2results.search.port import SearchIndex
from ka2results.search.whoosh_index import WhooshIndex
from ka2results.services.accounts import Accounts
from ka2results.services.browsing import Browsing
from ka2results.services.catalogue import Catalogue
from ka2results.services.citing import Citing
from ka2results.services.deposit import Deposit
from ka2results.services.files import Files
from ka2results.services.following import Following
from ka2results.services.harvest import Harvest
from ka2results.services.house import Services
from ka2results.services.importing import Importing
from ka2results.services.indexing import IndexFollower
from ka2results.services.jobs import Jobs
from ka2results.services.journal import Journal, Now
from ka2results.services.partnerships import Partnerships
from ka2results.services.picturing import Picturing
from ka2results.services.publishing import Publishing
from ka2results.services.sample import Sample
from ka2results.services.schema import Schema
from ka2results.services.statistics import Statistics
from ka2results.services.texts import READ_TEXT, Texts
from ka2results.settings import Settings
from ka2results.storage.local import LocalFileStore
from ka2results.storage.memory import MemoryFileStore
from ka2results.storage.port import FileStore
from ka2results.translations import translations

FORMATS: tuple[Format, ...] = (DublinCoreXml(), Amb(), DublinCoreJson())


def utc_now() -> datetime:
    """The one clock of the product."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """The engines behind the ports, opened once for the whole process."""

    settings: Settings
    engine: Engine
    store: FileStore
    index: SearchIndex
    extractor: TextExtractor
    now: Now
    painter: Painter = field(default_factory=SocialCards)
    """Keeps the last cards it painted, so it lives as long as the process."""

    @property
    def addresses(self) -> Addresses:
        """Makes absolute links and OAI identifiers."""
        return Addresses(self.settings.base_url, self.settings.repository_id)

    @property
    def schema(self) -> Schema:
        """The state of the database schema."""
        return Schema(self.engine)

    @cached_property
    def citations(self) -> Citations:
        """Sets citations; kept for the whole process with those already made."""
        return Citations(
            self.settings.repository_name,
            lambda language, message: str(translations(language).gettext(message)),
        )

    def open(self) -> Services:
        """Make the services for one request or command, around a new session."""
        session = WorkSession(self.engine, expire_on_commit=False)
        journal = Journal(session, FORMATS, self.now)
        follower = IndexFollower(session, self.index, journal, self.addresses)
        publishing = Publishing(session, journal, follower, self.addresses)
        jobs = Jobs(session, self.now)
        texts = Texts(session, self.store, self.extractor, journal, publishing, self.now)
        jobs.on(READ_TEXT, texts.read)
        accounts = Accounts(session, self.now)
        deposit = Deposit(session, publishing, self.now)
        partnerships = Partnerships(session, publishing, self.now)
        importing = Importing(session, partnerships, publishing, self.now)
        files = Files(
            session,
            self.store,
            self.extractor,
            jobs,
            self.now,
            max_upload_bytes=self.settings.max_upload_bytes,
        )
        catalogue = Catalogue(session, self.index, self.addresses)
        browsing = Browsing(session, self.index, self.addresses)
        following = Following(
            session,
            self.index,
            catalogue,
            browsing,
            self.now,
            atom=Atom(),
            calendar=ICalendar(),
        )
        return Services(
            accounts=accounts,
            browsing=browsing,
            catalogue=catalogue,
            citing=self._citing(catalogue),
            deposit=deposit,
            files=files,
            following=following,
            harvest=Harvest(session, journal, FORMATS, page_size=self.settings.feed_page_size),
            importing=importing,
            indexing=follower,
            jobs=jobs,
            partnerships=partnerships,
            picturing=Picturing(catalogue, self.painter, self.settings.repository_name),
            sample=Sample(accounts, partnerships, deposit, files, jobs, session),
            statistics=Statistics(session),
            _session=session,
        )

    def _citing(self, catalogue: Catalogue) -> Citing:
        repository = self.settings.repository_name
        exports = (BibTex(repository), Ris(repository), CslJson(repository))
        describer = SchemaOrg(repository, self.settings.base_url)
        return Citing(catalogue, self.citations, exports, describer)

    @contextmanager
    def services(self) -> Iterator[Services]:
        """Open services for one block."""
        opened = self.open()
        try:
            yield opened
        finally:
            opened.close()

    def close(self) -> None:
        """Let go of every engine."""
        self.index.close()
        self.engine.dispose()


def build(settings: Settings, *, now: Now = utc_now) -> House:
    """Open the engines that the settings choose."""
    return House(
        settings=settings,
        engine=open_engine(settings.database_url),
        store=_file_store(settings.storage_url),
        index=_search_index(settings.search_url),
        extractor=SandboxedExtractor(),
        now=now,
    )


def _file_store(url: str) -> FileStore:
    if url.startswith("memory:"):
        return MemoryFileStore()
    return LocalFileStore(_folder("KA2_STORAGE_URL", url))


def _search_index(url: str) -> SearchIndex:
    if url.startswith("memory:"):
        return MemoryIndex()
    return WhooshIndex(_folder("KA2_SEARCH_URL", url))


def _folder(name: str, url: str) -> Path:
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    if parts.netloc or not path.is_absolute():
        raise WrongSetting(name, "It names no folder.", f"{parts.scheme}:///absolute/path")
    return path
