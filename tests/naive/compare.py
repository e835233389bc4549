"""Compares the product with the naive implementation on random households.

    python -m tests.naive.compare --cases 1000000 --seed 1 --jobs 2

``--cases`` of each kind. Each case has its own seed, ``SEED:NUMBER``, so that a difference can be
made again: ``--only advances --seed SEED --from NUMBER --cases 1``.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from functions.law.errors import InvalidInput
from functions.law.maintenance.simulation import simulate
from functions.law.waiver.calculation import calculate
from functions.parameters import load
from tests.naive import advances, scenarios, waiver, waiver_scenarios
from tests.naive.indexation import UnknownFigure

BATCH = 2_000
SHOWN = 5
UNKNOWN = "not known"


def product_advances(application):
    """The product's answer in the words of the naive one."""
    answer = simulate(application, load.maintenance())
    conditions = answer.intervention.conditions
    rows = [list(child.months) for child in answer.schedules]
    months = [month for child in rows for month in child]
    missed_terms = [one for one in conditions if one.step.rule == "intervention.missed_terms"]
    return {
        "open": all(condition.met for condition in conditions),
        "conditions": {
            condition.step.rule.removeprefix("intervention."): condition.met
            for condition in conditions
        },
        "missed": missed_terms[0].step.inputs["missed"],
        "terms": len(answer.intervention.terms),
        "opens_on": opening_day(answer),
        "starts_on": answer.starts_on,
        "children": [[advance_row(month) for month in child] for child in rows],
        "total": sum(month.advance or 0 for month in months if not month.conditional),
        "conditional_total": sum(month.advance or 0 for month in months if month.conditional),
        "contribution": answer.contribution.debtor_monthly_amount,
        "unpaid": answer.unpaid,
    }


def opening_day(answer):
    """The day on which waiting alone opens it, when it is not open yet."""
    if all(condition.met for condition in answer.intervention.conditions):
        return None
    return answer.starts_on


def advance_row(month):
    return (str(month.month), month.maintenance, month.received, month.advance, str(month.status))


def product_waiver(request):
    answer = calculate(request, load.waiver())
    household = [number for number, band in enumerate(answer.bands) if band.is_household]
    percentages = (answer.waiver, answer.other)
    if any(waived.percentage % 100 for waived in percentages) or len(household) != 1:
        raise AssertionError(f"percentages {percentages}, bands of the household {household}")
    return {
        "countable": answer.household.countable,
        "band": household[0],
        "percentage": answer.waiver.percentage // 100,
        "waived": answer.waiver.waived,
        "recovered": answer.waiver.recovered,
        "other_percentage": answer.other.percentage // 100,
        "other_waived": answer.other.waived,
        "other_recovered": answer.other.recovered,
        "home_visit": answer.visit.expected,
        "small_debts": [str(one) for one in answer.small_debts],
        "outcome": str(answer.outcome),
        "rounding_matters": answer.rounding_matters,
        f"limits_{request.rounding}": [band.limit for band in answer.bands[:-1]],
    }


KINDS = {
    "advances": (scenarios.application, product_advances, advances.simulate),
    "waiver": (waiver_scenarios.request, product_waiver, waiver.calculate),
}


def difference(kind, case):
    """``None`` where both agree, "refused" where the product refuses, else what differs."""
    _, of_product, of_naive = KINDS[kind]
    try:
        product = of_product(case)
    except InvalidInput:
        return "refused"
    try:
        naive = of_naive(case)
    except (UnknownFigure, LookupError) as error:
        return [("answer", product, f"{UNKNOWN}: {error}")]
    found = [
        (name, product[name], naive[name])
        for name in product
        if name in naive and product[name] != naive[name]
    ]
    return found or None


@dataclass
class Tally:
    agreed: int = 0
    refused: int = 0
    differences: list = field(default_factory=list)
    seen: Counter = field(default_factory=Counter)

    @property
    def cases(self):
        return self.agreed + self.refused + len(self.differences)

    def add(self, other):
        self.agreed += other.agreed
        self.refused += other.refused
        self.differences += other.differences
        self.seen += other.seen


def compare(kind, seed, first, count):
    """Cases ``first`` to ``first + count - 1`` of the seed."""
    tally = Tally()
    make = KINDS[kind][0]
    for number in range(first, first + count):
        case = make(scenarios.dice_for(seed, number))
        result = difference(kind, case)
        if result is None:
            tally.agreed += 1
        elif result == "refused":
            tally.refused += 1
        else:
            tally.differences.append((number, case, result))
            tally.seen.update(name for name, _, _ in result)
    return tally


def described(kind, seed, number, case, result):
    lines = [f"DIFFERENCE {kind} seed {seed} case {number}", f"  {case!r}"]
    for name, product, naive in result:
        if name == "children":
            lines += [f"  children\n{rows_that_differ(product, naive)}"]
            continue
        lines += [f"  {name}", f"    product {product}", f"    naive   {naive}"]
    return "\n".join(lines)


def rows_that_differ(product, naive):
    rows = []
    for child, (left, right) in enumerate(zip_longest(product, naive, fillvalue=())):
        for ours, theirs in zip_longest(left, right):
            if ours != theirs:
                rows.append(f"    child {child}: product {ours}, naive {theirs}")
    return "\n".join(rows)


def say(text, end="\n"):
    sys.stdout.write(text + end)
    sys.stdout.flush()


def run(kind, options):
    """All cases of a kind, in batches spread over the jobs; tells how far it is."""
    starts = range(options.first, options.first + options.cases, BATCH)
    sizes = [min(BATCH, options.first + options.cases - start) for start in starts]
    began = time.perf_counter()
    whole = Tally()
    with ProcessPoolExecutor(options.jobs) as pool:
        kinds, seeds = [kind] * len(sizes), [options.seed] * len(sizes)
        for tally in pool.map(compare, kinds, seeds, starts, sizes):
            whole.add(tally)
            rate = whole.cases / (time.perf_counter() - began)
            say(f"\r{kind}: {whole.cases} of {options.cases}, {rate:.0f} a second", end="")
            if len(whole.differences) >= options.stop_after:
                pool.shutdown(cancel_futures=True)
                break
    say("")
    for number, case, result in whole.differences[:SHOWN]:
        say(described(kind, options.seed, number, case, result))
    seconds = time.perf_counter() - began
    say(
        f"{kind}, seed {options.seed}: {whole.cases} cases, {whole.agreed} agree, "
        f"{whole.refused} refused by the product ({whole.refused / whole.cases:.1%}), "
        f"{len(whole.differences)} differ {dict(whole.seen)}, {seconds:.0f} s"
    )
    return whole


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000, help="of each kind")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=list(KINDS))
    parser.add_argument("--stop-after", type=int, default=100, help="differences")
    options = parser.parse_args(arguments)
    tallies = [run(kind, options) for kind in KINDS if options.only in (None, kind)]
    return 1 if any(tally.differences for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
