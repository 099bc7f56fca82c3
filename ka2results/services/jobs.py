"""The outbox: work that is added with a change and done after it, at least once.

Source: `docs/decisions/6-jobs-in-the-database.md`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import IntegrityError

from ka2results.models import Job, WorkSession
from ka2results.services.journal import Now

log = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any]], None]
"""Does one job; may be called again for the same payload and must not mind."""

LEASE = timedelta(minutes=2)
RETRIES = 5
BACKOFF = timedelta(seconds=10)


class Jobs:
    """Adds jobs to the caller's transaction and runs those that are due."""

    def __init__(self, session: WorkSession, now: Now) -> None:
        self._session, self._now = session, now
        self._handlers: dict[str, Handler] = {}

    def on(self, kind: str, handler: Handler) -> None:
        """Say who does jobs of one kind."""
        self._handlers[kind] = handler

    def add(self, kind: str, payload: Mapping[str, Any], *, unique_key: str) -> None:
        """Add a job to the caller's transaction, unless the same one is waiting.

        A dead one gets another chance.
        """
        same = self._session.scalars(select(Job).where(Job.unique_key == unique_key)).first()
        now = self._now()
        if same is not None and same.state == "dead":
            same.state, same.attempts, same.run_at = "ready", 0, now
        elif same is None:
            job = Job(
                kind=kind,
                payload=dict(payload),
                unique_key=unique_key,
                run_at=now,
                created_at=now,
            )
            # Somebody else may add the same one at this moment; then theirs will do.
            with suppress(IntegrityError), self._session.begin_nested():
                self._session.add(job)

    def run_due(self) -> int:
        """Do every job that is due, one after the other.

        Returns:
            Number of jobs done.
        """
        done = 0
        while (job := self._claim()) is not None:
            done += self._run(job)
        return done

    def waiting(self) -> int:
        """Count jobs that are not done yet, dead ones left out."""
        waiting = select(func.count()).select_from(Job).where(Job.state == "ready")
        return self._session.scalars(waiting).one()

    def _claim(self) -> Job | None:
        now = self._now()
        due = _due(now)
        self._session.look_afresh()
        # A look without the write lock first: a worker that waits must not hold writers up.
        if self._session.scalars(due).first() is None:
            return None
        with self._session.writing():
            locked = due.with_for_update(skip_locked=True)
            while (job := self._session.scalars(locked).first()) is not None:
                if job.attempts < RETRIES:
                    job.lease_until = now + LEASE
                    job.attempts += 1
                    break
                # Its workers died without a word; one more would die as well.
                job.state, job.error = "dead", job.error or "Its worker died each time."
                self._session.flush()
        return job

    def _run(self, job: Job) -> bool:
        key, lease, kind, payload = job.id, job.lease_until, job.kind, dict(job.payload)
        try:
            self._handlers[kind](payload)
        except Exception as error:  # a job's failure must not stop the next one
            log.exception("Job %s (%s) failed.", key, kind)
            self._end(key, lease, f"{type(error).__name__}: {error}")
            return False
        self._end(key, lease, None)
        return True

    def _end(self, key: int, lease: datetime | None, error: str | None) -> None:
        with self._session.writing():
            job = self._session.get(Job, key)
            if job is None or job.lease_until != lease:
                return  # the lease ran out and another worker has the job
            if error is None:
                self._session.delete(job)
                return
            job.error, job.lease_until = error, None
            job.state = "dead" if job.attempts >= RETRIES else "ready"
            job.run_at = self._now() + BACKOFF * 2**job.attempts


def _due(now: datetime) -> Select[Job]:
    free = or_(Job.lease_until.is_(None), Job.lease_until < now)
    waiting = select(Job).where(Job.state == "ready", Job.run_at <= now, free)
    return waiting.order_by(Job.run_at, Job.id).limit(1)
