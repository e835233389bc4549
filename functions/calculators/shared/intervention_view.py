"""What a page says of an intervention that may be asked for now, later or not at all.

The advance simulator, the check of the conditions and the arrears say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import Title
from functions.law.maintenance.intervention import Condition
from functions.law.maintenance.missed_count import MissedCount
from functions.pages.answer_view import (
    MYMINFIN,
    OFFICES,
    Action,
    Answer,
    Finding,
    Given,
    NextStep,
    Tone,
    Words,
)

WAYS_OUT = {
    "residence_applicant": ("abroad", "advances/abroad"),
    "residence_children": ("abroad", "advances/abroad"),
    "enforceable_title": ("what_first", "advances/other-ways"),
    "served": ("what_first", "advances/other-ways"),
    "missed_terms": ("other_ways", "advances/other-ways"),
}
"""Where an applicant finds a way, by the condition that is not met: the words and the page."""
HOW_PAID = ("without_payment", "partly_paid", "without_index")


def apply_online(words: Words) -> Action:
    """The button to MyMinfin, and how long it takes there."""
    return words.action("myminfin", address=MYMINFIN, hint=words("hint.online"))


def months_due(day: date, until: date, due_on: int) -> Sequence[Month]:
    """The months whose term falls due from a day to the eve of another."""
    first = Month.of(day)
    months = first.onward(first.months_until(Month.of(until)) + 1)
    return [month for month in months if day <= month.day(due_on) < until]


def how_paid(words: Words, missed: MissedCount) -> str:
    """How the months missed were paid, in a few words."""
    counts = ((name, getattr(missed, name)) for name in HOW_PAID)
    said = [words(f"paid.{name}", count=count) for name, count in counts if count]
    return ", ".join(said) or words("paid.nothing_missing")


def if_unpaid(words: Words, coming: Sequence[Month], opens_on: date) -> str:
    """Which coming months must not be paid in full, and from which day one can then apply."""
    return words(
        "verdict.later.if_one" if len(coming) == 1 else "verdict.later.if_more",
        first=coming[0],
        last=coming[-1],
        day=words.catalog.full_day(opens_on),
    )


def not_yet(  # noqa: PLR0913 - what was missed, what is asked, and the terms to come
    words: Words,
    *,
    missed: int,
    required: int,
    coming: Sequence[Month],
    opens_on: date,
    primary: Action,
    amount: str = "",
) -> Answer:
    """The answer while too few months are missed: what must happen, and the day that opens it.

    ``coming`` are the months that fall due until then, ``amount`` the sentence on the advance.
    """
    condition = if_unpaid(words, coming, opens_on)
    return Answer(
        tag=words("verdict.later.tag"),
        tone=Tone.DUE,
        sentence=words(
            f"verdict.later.sentence{'' if missed else '_none'}", missed=missed, required=required
        ),
        reason=" ".join(filter(None, (condition, amount))),
        primary=primary,
        secondary=(words.action("how_to_apply", page="advances/apply"),),
    )


def all_paid(words: Words, *, missed: MissedCount, required: int, opens_if_unpaid: date) -> Answer:
    """The answer where nothing is unpaid: what would change it; the index may be missing."""
    return Answer(
        tag=words("verdict.paid.tag"),
        tone=Tone.NO,
        sentence=words(f"verdict.paid.sentence{'_given' if missed.not_given else ''}"),
        reason=words(
            "verdict.paid.reason",
            required=required,
            day=words.catalog.full_day(opens_if_unpaid),
        ),
        primary=words.action("check_index", page="advances/indexation"),
        secondary=(words.action("other_ways", page="advances/other-ways"),),
    )


def unmet(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The names of the conditions that time alone does not meet."""
    return tuple(
        condition.step.rule.removeprefix("intervention.")
        for condition in conditions
        if not condition.met and condition.met_from is None
    )


def closed(words: Words, names: Sequence[str], *, missed: int, required: int) -> Answer:
    """The answer where a condition is not met: which one, what would change it, and the way out."""
    name = names[0]
    action, page = WAYS_OUT[name]
    return Answer(
        tag=words("verdict.closed.tag"),
        tone=Tone.NO,
        sentence=words(f"verdict.closed.{name}", missed=missed, required=required),
        reason=words(f"change.intervention.{name}"),
        primary=words.action(action, page=page),
    )


def steps_to_change(words: Words, names: Sequence[str]) -> Iterator[NextStep]:
    """What must change, one step for each condition, then the calculation again."""
    for name in names:
        action, page = WAYS_OUT[name]
        yield NextStep(
            heading=words(f"change.intervention.{name}"), link=words.action(action, page=page)
        )
    yield words.step("then", words.action("again", intent="step:title"))


def steps_to_apply(words: Words, papers: int = 0) -> Iterator[NextStep]:
    """The papers, then the request: where it is sent online and by post."""
    yield words.step("papers", words.action("how_to_apply", page="advances/apply"), count=papers)
    office = OFFICES[words.catalog.language]
    yield words.step("send", words.action("office", address=office))


def steps_to_wait(words: Words, opens_on: date, remind: Action) -> Iterator[NextStep]:
    """The day from which one can apply, the papers, and what to do when something is paid."""
    yield words.step("wait", remind, on=opens_on)
    yield change_payments(words)


def change_payments(words: Words) -> NextStep:
    """What to do when something is paid, or is not."""
    return words.step("changed", words.action("change_payments", intent="step:payments"))


def steps_while_paid(words: Words) -> Iterator[NextStep]:
    """What a creditor to whom everything was paid can still do."""
    yield words.step("index", words.action("check_index", page="advances/indexation"))
    yield words.step("keep", words.action("count_arrears", page="advances/arrears"))
    yield change_payments(words)


def index_finding(
    words: Words, amount: Cents, *, due: Cents, title: Cents, action: Action | None = None
) -> Finding | None:
    """That the index is missing too, with its amount; ``None`` where it is not."""
    if amount <= 0 or due <= title:
        return None
    short = words.catalog.short
    return Finding(
        heading=words("finding.index.heading", amount=short(amount)),
        text=words("finding.index.text", due=short(due), title=short(title)),
        action=action,
    )


def given_of_title(words: Words, title: Title) -> Given:
    """The line on the title."""
    return words.given("title", "title", title_kind=title.kind.value, day=title.date)


def given_of_payments(words: Words, missed: MissedCount) -> Given:
    """The line on what was paid."""
    return words.given("payments", "payments", paid=how_paid(words, missed))


def given_of_children(words: Words, amounts: Sequence[int]) -> Given:
    """The line on the children, with what the title gives for all of them."""
    total = words.catalog.short(Cents(sum(amounts)))
    return words.given("children", "children", count=len(amounts), amount=total)
