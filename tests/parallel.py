"""Several people at work at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from ka2results.wiring import House
from tests.factories import output_entry

TURNS = 5


def edit_in_parallel(house: House, pids: Sequence[str], *, by: int) -> None:
    """Edit each record five times, all records at the same time.

    Raises:
        ExceptionGroup: what went wrong in any thread.
    """
    problems: list[Exception] = []

    def write(pid: str) -> None:
        try:
            with house.services() as own:
                for turn in range(TURNS):
                    entry = output_entry(titles={"en": f"{pid} {turn}"})
                    own.deposit.edit(pid, entry, by=by)
        except Exception as error:  # noqa: BLE001  # a thread's failure must reach the test
            problems.append(error)

    threads = [threading.Thread(target=write, args=(pid,)) for pid in pids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise ExceptionGroup("edits in parallel", problems)
