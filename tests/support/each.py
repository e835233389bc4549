"""One test for a check of very many cases, each of which takes less time than a test would."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def each_of(
    cases: Iterable[Case], named: Callable[[Case], str] = str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes one test of a check whose first parameter is a case.

    Every case is checked, also after one that fails. The failure names those that fail and says
    of each what the check says of it; the other parameters of the check are fixtures.
    """
    every = tuple(cases)

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        def test(**fixtures: object) -> None:
            faults = []
            for case in every:
                try:
                    check(case, **fixtures)
                except AssertionError as fault:
                    faults.append(f"{named(case)}: {fault}")
                except Exception as error:
                    error.add_note(named(case))
                    raise
            assert every, "no case"
            assert not faults, f"{len(faults)} of {len(every)} cases\n" + "\n\n".join(faults)

        signature = inspect.signature(check)
        _, *others = signature.parameters.values()
        test.__name__, test.__doc__, test.__module__ = (
            check.__name__,
            check.__doc__,
            check.__module__,
        )
        test.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return test

    return decorate
