"""Compares the product with the naive implementation on random cases.

    python -m tests.oracle.compare --cases 1000000 --seed 1 --jobs 2

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

from functions.law.core.errors import InvalidInput
from tests.oracle.indexation import UnknownFigure
from tests.oracle.kinds import KINDS
from tests.oracle.scenarios.days import dice_for

BATCH = 2_000
SHOWN = 5
UNKNOWN = "not known"


def difference(kind, case):
    """``None`` where both agree, "refused" where the product refuses, else what differs."""
    compared = KINDS[kind]
    refused = compared.refused(case) if hasattr(compared, "refused") else None
    try:
        product = compared.product(case)
    except InvalidInput as error:
        return [("refusal", error.issues, "an answer")] if refused is False else "refused"
    if refused:
        return [("refusal", product, "refused")]
    try:
        naive = compared.naive(case)
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
    for number in range(first, first + count):
        case = KINDS[kind].case(dice_for(seed, number))
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
