"""Compares the product with the naive implementation on random cases.

    python -m tests.oracle.compare --seed 1 --jobs 2 --state build/comparison.json

A million cases, or ``--cases`` of each kind. With ``--state`` a run that was broken off goes on
after its last complete batch when the same command is given again. Each case has its own seed,
``SEED:NUMBER``, so that a difference can be made again:
``--only advances --seed SEED --from NUMBER --cases 1``.
"""

import argparse
import json
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
from tests.oracle import members
from tests.oracle.indexation import UnknownFigure
from tests.oracle.kinds import KINDS
from tests.oracle.scenarios.days import dice_for

BATCH = 2_000
CASES_IN_ALL = 1_000_000
SHOWN = 5
UNKNOWN = "not known"


def difference(kind, case):
    """``None`` where both agree, "refused" where the product rightly refuses, else what differs."""
    compared = KINDS[kind]
    refused = compared.refused(case) if hasattr(compared, "refused") else None
    naive = None
    if not refused:
        try:
            naive = compared.naive(case)
        except (UnknownFigure, LookupError) as error:
            refused = f"{UNKNOWN}: {error}"
    try:
        product = compared.product(case)
    except InvalidInput as error:
        return [("refusal", error.issues, "an answer")] if refused is False else "refused"
    if refused:
        return [("refusal", product, "refused" if refused is True else refused)]
    # What the facts leave open is not in the naive answer; what the product lacks is said once.
    found = [
        (name, product[name], naive[name])
        for name in product
        if name in naive and product[name] != naive[name] and product[name] != members.MISSING
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


class Progress:
    """How far each kind is, kept in a file; without a file it is forgotten."""

    def __init__(self, options):
        self.file = options.state
        self.command = {"seed": options.seed, "cases": options.cases, "first": options.first}
        self.done = {}
        if self.file is not None and self.file.exists():
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            if kept["command"] != self.command:
                raise SystemExit(f"{self.file} is of another run: {kept['command']}")
            self.done = kept["done"]

    def tally(self, kind):
        """What is done of the kind; the cases that differed are only counted."""
        done = self.done.get(kind, {"agreed": 0, "refused": 0})
        return Tally(agreed=done["agreed"], refused=done["refused"])

    def keep(self, kind, tally):
        if self.file is None or tally.differences:
            return  # a batch with a difference is made again
        self.done[kind] = {"agreed": tally.agreed, "refused": tally.refused}
        text = json.dumps({"command": self.command, "done": self.done}, indent=2)
        draft = self.file.with_suffix(".part")
        draft.write_text(text + "\n", encoding="utf-8")
        draft.replace(self.file)


def run(kind, options, progress):
    """All cases of a kind, in batches spread over the jobs; says how far it is."""
    whole = progress.tally(kind)
    done = whole.cases
    starts = range(options.first + done, options.first + options.cases, BATCH)
    sizes = [min(BATCH, options.first + options.cases - start) for start in starts]
    began = time.perf_counter()
    with ProcessPoolExecutor(options.jobs) as pool:
        kinds, seeds = [kind] * len(sizes), [options.seed] * len(sizes)
        for tally in pool.map(compare, kinds, seeds, starts, sizes):
            whole.add(tally)
            progress.keep(kind, whole)
            if sys.stdout.isatty():
                rate = (whole.cases - done) / (time.perf_counter() - began)
                say(f"\r{kind}: {whole.cases} of {options.cases}, {rate:.0f} a second", end="")
            if len(whole.differences) >= options.stop_after:
                pool.shutdown(cancel_futures=True)
                break
    say("\r" if sys.stdout.isatty() else "", end="")
    for number, case, result in whole.differences[: options.show]:
        say(described(kind, options.seed, number, case, result))
    seconds = time.perf_counter() - began
    say(
        f"{kind}, seed {options.seed}: {whole.cases} cases, {whole.agreed} agree, "
        f"{whole.refused} refused by the product ({whole.refused / whole.cases:.1%}), "
        f"{len(whole.differences)} differ {dict(whole.seen)}, {seconds:.0f} s, "
        f"{(whole.cases - done) / seconds:.0f} a second"
    )
    return whole


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    share = -(-CASES_IN_ALL // len(KINDS))
    parser.add_argument("--cases", type=int, default=share, help="of each kind")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=list(KINDS))
    parser.add_argument("--stop-after", type=int, default=100, help="differences")
    parser.add_argument("--show", type=int, default=SHOWN, help="differences of each kind")
    parser.add_argument("--state", type=Path, help="file that keeps how far the run is")
    options = parser.parse_args(arguments)
    progress = Progress(options)
    began = time.perf_counter()
    tallies = [run(kind, options, progress) for kind in KINDS if options.only in (None, kind)]
    seconds = time.perf_counter() - began
    cases, differences = (
        sum(tally.cases for tally in tallies),
        sum(len(tally.differences) for tally in tallies),
    )
    say(
        f"{cases} cases, {differences} differences, {seconds:.0f} s, {cases / seconds:.0f} a second"
    )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
