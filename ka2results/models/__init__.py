"""What is kept in the database, one aggregate per file, typed with SQLAlchemy 2."""

from ka2results.models.audit import AuditEntry
from ka2results.models.base import Base
from ka2results.models.intellectual_output import IntellectualOutput, presentations
from ka2results.models.job import Job
from ka2results.models.journal import Change, HarvestEntry, JournalClock, Representation
from ka2results.models.multiplier_event import MultiplierEvent
from ka2results.models.organisation import Organisation
from ka2results.models.partnership import Membership, Participation, Partnership
from ka2results.models.record import Record
from ka2results.models.session import WorkSession, open_engine
from ka2results.models.stored_file import ExtractedText, StoredFile
from ka2results.models.user import User

__all__ = [
    "AuditEntry",
    "Base",
    "Change",
    "ExtractedText",
    "HarvestEntry",
    "IntellectualOutput",
    "Job",
    "JournalClock",
    "Membership",
    "MultiplierEvent",
    "Organisation",
    "Participation",
    "Partnership",
    "Record",
    "Representation",
    "StoredFile",
    "User",
    "WorkSession",
    "open_engine",
    "presentations",
]
