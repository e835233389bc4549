"""The waiver over whole columns, in cents: what the rules say of one household holds for its like.

Everything but the amounts of an answer depends on where the household lies between the figures of
the law: between which limits, beside the maximum, below which amounts for small debts. Of the
households in one such place, the rules answer for the first; its like get the same words and
percentages, and amounts of their own. A row that is written in another way than the simplest is
left to the reader of rows, as is one that is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import accumulate, groupby
from math import prod
from typing import TYPE_CHECKING

import polars as pl

from analysis.answers import PROBLEMS_AT, Answered
from analysis.files import Lines, Row
from analysis.household import MARKS, Reading, answer_row
from analysis.overrides import Figures
from analysis.totals import CENTS_OF_BIN, MOST_BINS, ONE_HOUSEHOLD, WEIGHT, Sum, Totals
from functions.exports.csv import STARTS_A_FORMULA
from functions.forms.definition import Kind, Question
from functions.forms.numbers import bounds
from functions.law.core.errors import NotKnown
from functions.law.waiver.figures import figures_of
from functions.law.waiver.limits import limit_table
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import WHOLE
from functions.law.waiver.request import ParameterSet, Rounding

if TYPE_CHECKING:
    from analysis.answers import Answers

SIMPLE = {
    Kind.AMOUNT: r"^[0-9]{1,7}(?:\.[0-9]{1,2})?$",
    Kind.INTEGER: r"^[0-9]{1,4}$",
    Kind.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
"""The simplest way to write an answer; every other one is left to the reader of rows."""
COUNTED = ("work", "replacementIncome", "maintenance", "other")
NOT_COUNTED = "familyBenefits"
DEBTOR, PARTNER, OWN = "debtorResources", "partnerResources", "ownLimits"
SETS = tuple(ParameterSet)
EPOCH = date(1970, 1, 1)
"""The day from which the days of a column are counted."""
APART = 2**44
"""More than any amount in cents: it keeps the limits of sets of figures apart."""
ANSWERS = ("rounding", "reading", "fraudProven", "goodFaith", "uncertainSituation")
"""The answers that words and percentages depend on."""
READINGS = ("waiver", "otherReading")
AMOUNTS = (
    *(f"{reading}.{part}" for reading in READINGS for part in ("waived", "recovered")),
    "household.debtor", "household.partner", "household.excluded", "household.gross",
    "household.countable",
)  # fmt: skip
NO_YES = ("no", "yes")
DAY, PERSONS = "requestDate", "household.persons"
OWN_TO_EACH = frozenset((*AMOUNTS, DAY, PERSONS))
"""The columns of the results that differ between households in the same place."""
KEPT = "kept"
LARGEST = 2**62


class WaiverColumns:
    """Answers lines of one file, column by column. It knows the places of the lines before."""

    def __init__(self, answers: Answers) -> None:
        """Prepare what does not depend on the lines."""
        self._answers, self._job = answers, answers.job
        self._cells = {str(place): pl.String for place in range(len(self._job.columns.answers))}
        self._reader = _Reader(answers)
        self._scenarios = [
            _Scenario(scenario.name, figures, reading)
            for scenario, figures, reading in zip(
                self._job.scenarios, answers.figures, answers.readings, strict=True
            )
        ]

    def answer(self, chunk: Lines) -> Answered | None:
        """The answers to lines of a file, or nothing where they must be read row by row."""
        frame = self._frame(chunk)
        if frame is None:
            return None
        typed = self._reader.typed(frame)
        simple = typed["is_simple"]
        rows, cells = _only(typed, simple), _only(frame, simple)
        places = [scenario.places(rows, cells) for scenario in self._scenarios]
        known = reduce(pl.Series.__and__, (each["place"].is_not_null() for each in places))
        # From here on the rows of every scenario are the same ones.
        rows, cells = _only(rows, known), _only(cells, known)
        by_row = []
        if cells.height < frame.height:
            by_row = _rows(frame.join(cells.select("number"), on="number", how="anti"))
        one_by_one = self._answers.rows(by_row)
        found = self._answers.summed(by_row, one_by_one)
        found.count += cells.height
        columns = [rows.hstack(_only(each, known)) for each in places]
        if self._job.measures is not None and cells.height:
            self._sum(found, columns)
        if self._job.rows:
            found.text = self._text(cells, columns, one_by_one)
        return found

    def _frame(self, chunk: Lines) -> pl.DataFrame | None:
        """The cells as text, by place; nothing where a line has not the cells of the heading."""
        try:
            frame = pl.read_csv(
                chunk.text,
                has_header=False,
                schema=self._cells,
                separator=chunk.delimiter,
                quote_char=None,
            )
        except pl.exceptions.PolarsError:
            return None
        if frame.height != chunk.count:
            return None
        return frame.with_row_index("number", offset=chunk.first)

    def _sum(self, found: Answered, columns: Sequence[pl.DataFrame]) -> None:
        """Add the sums of every scenario to those of the rows that were read one by one."""
        measures = self._job.measures
        assert measures is not None  # noqa: S101 - the caller has asked
        first = self._scenarios[0]
        rank = first.cents(measures.rank).fill_null(0) // CENTS_OF_BIN
        base = columns[0].select(
            first.cents(measures.cost).fill_null(0).alias("base"),
            rank.clip(upper_bound=MOST_BINS).alias("bin"),
        )
        for scenario, rows in zip(self._scenarios, columns, strict=True):
            own = measures.band in OWN_TO_EACH
            table = rows.select(
                "weight",
                scenario.cents(measures.cost).fill_null(0).alias("cost"),
                (_as_text(scenario.shown(measures.band)) if own else pl.col("place")).alias("band"),
            ).hstack(base)
            totals = found.totals.setdefault(scenario.name, Totals())
            for piece in _pieces(table):
                weighted = piece.select(
                    "band",
                    "bin",
                    "weight",
                    cost=pl.col("weight") * pl.col("cost"),
                    change=pl.col("weight") * (pl.col("cost") - pl.col("base")),
                    winners=pl.col("weight") * (pl.col("cost") > pl.col("base")),
                    losers=pl.col("weight") * (pl.col("cost") < pl.col("base")),
                )
                for band, each in _grouped(weighted, "band"):
                    name = str(band) if own else scenario.word(measures.band, int(str(band)))
                    totals.bands.setdefault(name, Sum()).add(each)
                for place, each in _grouped(weighted, "bin"):
                    totals.bins.setdefault(int(str(place)), Sum()).add(each)

    def _text(
        self,
        cells: pl.DataFrame,
        columns: Sequence[pl.DataFrame],
        one_by_one: Sequence[Sequence[Sequence[str]]],
    ) -> bytes:
        """The rows of the results as CSV, in the order of the file."""
        kept = [_cell(str(place)) for place in self._job.columns.kept]
        tables = [
            rows.hstack(cells).select(scenario.line(kept))
            for scenario, rows in zip(self._scenarios, columns, strict=True)
        ]
        for scenario, answered in zip(self._scenarios, one_by_one, strict=True):
            if answered:
                tables.append(scenario.lines_of(answered, tables[0].schema))
        table = tables[0]
        if len(tables) > 1:
            table = pl.concat(tables).sort("row", maintain_order=True)
        text = io.BytesIO()
        table.write_csv(text, include_header=False, quote_style="never", line_terminator="\r\n")
        return text.getvalue()


class _Reader:
    """Reads the cells of simple rows as numbers."""

    def __init__(self, answers: Answers) -> None:
        self._columns = answers.job.columns
        self._today = answers.job.today
        self._paths = {
            path: pl.col(str(place))
            for place, path in enumerate(self._columns.answers)
            if path is not None
        }
        form = answers.readings[0].calculator.simulator.schema.form
        self._questions = {question.path: question for question in form.questions()}
        waiver = answers.figures[0].waiver
        self._period = waiver.first_day, waiver.last_day

    def typed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """What the places of the households depend on, and ``is_simple``: all could be read."""
        read: list[pl.Expr] = []
        values: dict[str, pl.Expr] = {}
        simple: list[pl.Expr] = []
        for path, question in self._questions.items():
            cell = self._paths.get(path, pl.lit(None, pl.String))
            if path.startswith(OWN):
                simple.append(cell.is_null())
                continue
            value, absent = pl.lit(None), _absent(question, self._today)
            if path in self._paths:
                read.append(_value(question, cell).alias(path))
                value = pl.col(path)
            if absent is None:
                simple.append(value.is_not_null())
            else:
                simple.append(cell.is_null() | value.is_not_null())
                value = value.fill_null(absent)
            values[path] = value
        weight = pl.lit(ONE_HOUSEHOLD, pl.Int64)
        if self._columns.weight is not None:
            cell = pl.col(str(self._columns.weight))
            simple.append(cell.str.contains(f"^{WEIGHT.pattern}$").fill_null(False))
            weight = _scaled(cell, ONE_HOUSEHOLD)
        partner = values["partner"]
        simple += [
            self._any(DEBTOR),
            partner.cast(pl.Boolean) == self._any(PARTNER),
            values[DAY].is_between(*self._period),
        ]
        debtor, others = _counted(values, DEBTOR), _counted(values, PARTNER)
        excluded = [values[f"{group}.{NOT_COUNTED}"] for group in (DEBTOR, PARTNER)]
        return frame.with_columns(read).select(
            pl.all_horizontal(simple).fill_null(False).alias("is_simple"),
            weight.alias("weight"),
            self._paths.get(DAY, pl.lit(None, pl.String)).fill_null(str(self._today)).alias(DAY),
            (values[DAY].cast(pl.Int64) * len(SETS) + values["parameterSet"]).alias("day and set"),
            _together((values[name], _many(self._questions[name])) for name in ANSWERS).alias(
                "answers"
            ),
            values["debt"].alias("debt"),
            debtor.alias("household.debtor"),
            others.alias("household.partner"),
            (debtor + others).alias("household.gross"),
            pl.sum_horizontal(excluded).alias("household.excluded"),
            (partner + values["childrenWithChildBenefit"]).alias(PERSONS),
        )

    def _any(self, group: str) -> pl.Expr:
        """Whether some cell of a group is filled in."""
        cells = [cell.is_not_null() for path, cell in self._paths.items() if path.startswith(group)]
        return pl.any_horizontal(*cells, pl.lit(False))


def _counted(values: Mapping[str, pl.Expr], group: str) -> pl.Expr:
    return reduce(pl.Expr.add, (values[f"{group}.{kind}"] for kind in COUNTED))


def _together(numbers: Iterable[tuple[pl.Expr, int]]) -> pl.Expr:
    """Several small numbers as one, each with how many there are of its kind."""
    found = pl.lit(0, pl.Int64)
    for number, many in numbers:
        found = found * many + number
    return found


def _value(question: Question, cell: pl.Expr) -> pl.Expr:
    """The value of a cell that is written in the simplest way and accepted; else nothing."""
    match question.kind:
        case Kind.BOOLEAN:
            return _option(cell, NO_YES)
        case Kind.CHOICE:
            return _option(cell, question.options)
        case Kind.DATE:
            day = cell.str.to_date("%Y-%m-%d", strict=False)
            return pl.when(cell.str.contains(SIMPLE[Kind.DATE])).then(day)
        case kind:
            value = _scaled(cell, 100 if kind is Kind.AMOUNT else 1)
            limits = bounds(question)
            accepted = value.is_between(limits["minimum"], limits["maximum"])
            return pl.when(cell.str.contains(SIMPLE[kind]) & accepted).then(value)


def _many(question: Question) -> int:
    """How many values a question has."""
    return len(question.options) or len(NO_YES)


def _scaled(cell: pl.Expr, scale: int) -> pl.Expr:
    """Decimal digits as a whole number; so few digits that the nearest number is the right one."""
    return (cell.cast(pl.Float64, strict=False) * scale).round().cast(pl.Int64, strict=False)


def _option(cell: pl.Expr, options: Sequence[str]) -> pl.Expr:
    """The place of an option among all of them."""
    return pl.coalesce(
        pl.when(cell == option).then(pl.lit(place, pl.Int64))
        for place, option in enumerate(options)
    )


def _absent(question: Question, today: date) -> pl.Expr | None:
    """What an empty cell means, or nothing where it may not be empty."""
    if question.today:
        return pl.lit(today)
    if question.default is None:
        return None
    return _value(question, pl.lit(question.default))


@dataclass(frozen=True, slots=True)
class _OnDay:
    """The figures of a set on some days, as far as words and amounts depend on them."""

    minimum: int = 0
    maximum: int = 0
    flat_reduction: int = 0
    steps: int = 0
    percent_per_step: int = 0
    may: int = 0
    must: int = 0


UNKNOWN = _OnDay()
"""Stands for figures that are not known, or of which there is no table."""


def _figures(name: ParameterSet, day: date, parameters: WaiverParameters) -> _OnDay:
    """The figures of a set on a day."""
    if name is ParameterSet.OWN:
        return UNKNOWN
    try:
        found = figures_of(name, day, parameters)
        may, must = parameters.small_debt(name.value)
        steps = parameters.steps.on(day)
        per_step = parameters.percent_per_step.on(day)
        if not steps:
            return UNKNOWN
        return _OnDay(
            int(found.minimum),
            int(found.maximum),
            int(found.flat_reduction),
            steps,
            int(per_step),
            int(may.on(day)),
            int(must.on(day)),
        )
    except NotKnown:
        return UNKNOWN


def _turns(found: _OnDay) -> list[int]:
    """The amounts in whole cents above which something else is said than at or below them.

    These are the limits of every rounding, and the cent below the maximum. The first is below all
    resources: so each set of figures has places of its own.
    """
    turns = {-1, found.maximum - 1}
    if found is not UNKNOWN:
        for rounding in Rounding:
            table = limit_table(found.minimum, found.maximum, found.steps, rounding)
            turns.update(limit // table.parts for limit in table.limits)
    return sorted(turns)


class _Scenario:
    """The columns of one scenario.

    It keeps what the rules said of the places that were met: they are as many as the figures of the
    law make, however long the file is.
    """

    def __init__(self, name: str, figures: Figures, reading: Reading) -> None:
        self.name = name
        self._figures, self._reading = figures, reading
        form = reading.calculator.simulator.schema.form
        self._answers = prod(_many(each) for each in form.questions() if each.path in ANSWERS)
        self._known: dict[_OnDay, int] = {UNKNOWN: 0}
        self._of_day: dict[int, int] = {}
        self._told: dict[int, int | None] = {}
        self._words: list[dict[str, str]] = []

    def places(self, rows: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
        """The place of each row among those that were met, or nothing, and what counts of it."""
        figures = self._figures_of(rows["day and set"])
        of = {
            name: pl.Series([getattr(each, name) for each in self._known]).gather(figures)
            for name in ("maximum", "flat_reduction", "may", "must")
        }
        left = rows["household.gross"] - rows[PERSONS] * of["flat_reduction"]
        countable = left.clip(lower_bound=0)
        turns = [
            number * APART + turn
            for number, known in enumerate(self._known)
            for turn in _turns(known)
        ]
        between = pl.Series(turns).search_sorted(countable + figures * APART, side="left")
        numbers = rows.select(
            _together(
                (
                    (pl.lit(between.cast(pl.Int64)), len(turns)),
                    (pl.col("answers"), self._answers),
                    (pl.col("household.gross") > of["maximum"], 2),
                    (pl.col("debt") < of["may"], 2),
                    (pl.col("debt") < of["must"], 2),
                )
            ).alias("met")
        )
        self._tell(numbers, figures, cells)
        return pl.DataFrame(
            {
                "place": _looked_up(numbers["met"], self._told),
                "household.countable": countable,
            }
        )

    def _figures_of(self, days: pl.Series) -> pl.Series:
        """The number of the figures of each row."""
        for number in days.unique().to_list():
            if number not in self._of_day:
                day, chosen = divmod(number, len(SETS))
                found = _figures(SETS[chosen], EPOCH + timedelta(day), self._figures.waiver)
                self._of_day[number] = self._known.setdefault(found, len(self._known))
        return _looked_up(days, self._of_day)

    def _tell(self, numbers: pl.DataFrame, figures: pl.Series, cells: pl.DataFrame) -> None:
        """Ask the rules about the first household in each place that was not met before."""
        met = numbers.with_row_index("at").group_by("met").agg(pl.col("at").first())
        new = [(number, at) for number, at in met.iter_rows() if number not in self._told]
        before = len(MARKS) + len(self._reading.columns.kept)
        with self._figures.in_use():
            for (number, at), row in zip(new, _rows(cells[[at for _, at in new]]), strict=True):
                answered = answer_row(self._reading, *row)
                if not figures[at] or answered[PROBLEMS_AT]:
                    self._told[number] = None
                    continue
                self._told[number] = len(self._words)
                names = self._reading.calculator.answers
                self._words.append(dict(zip(names, answered[before:], strict=False)))

    def word(self, name: str, place: int) -> str:
        """What the rules say in a place, in a column that is the same for all that are in it."""
        return self._words[place][name]

    def cents(self, name: str) -> pl.Expr:
        """A column of the results as whole cents, or hundredths of a percent."""
        reading, _, part = name.partition(".")
        if name not in AMOUNTS:
            return self._of_place([_cents(words[name]) for words in self._words], pl.Int64())
        if reading not in READINGS:
            return pl.col(name)
        rate = self.cents(f"{reading}.percentage")
        waived = (pl.col("debt") * rate * 2 + int(WHOLE)) // (2 * int(WHOLE))  # half-up
        return waived if part == "waived" else pl.col("debt") - waived

    def shown(self, name: str) -> pl.Expr:
        """A column that differs between the households in a place, as it is written."""
        if name not in AMOUNTS:
            return pl.col(name)
        return (self.cents(name) / 100).cast(pl.Decimal(scale=2)).alias(name)

    def line(self, kept: Iterable[pl.Expr]) -> Iterator[pl.Expr]:
        """The rows of the results, in columns of which some hold several cells."""
        yield pl.col("number").cast(pl.Int64).alias(MARKS[0])
        yield pl.lit(_csv((self._reading.hypothetical, "", ""))).alias(MARKS[1])
        yield from kept
        for names in self._together():
            if names[0] in OWN_TO_EACH:
                yield self.shown(names[0])
            else:
                said = [_csv(words[name] for name in names) for words in self._words]
                yield self._of_place(said, pl.String()).alias(names[0])

    def lines_of(self, answered: Sequence[Sequence[str]], schema: pl.Schema) -> pl.DataFrame:
        """The same of rows that were read one by one."""
        kept = [(name,) for name in schema if name.startswith(KEPT)]
        names = [MARKS[:1], MARKS[1:], *kept, *self._together()]
        ends = list(accumulate(map(len, names)))
        columns = {
            some[0]: [_csv(row[end - len(some) : end]) or None for row in answered]
            for some, end in zip(names, ends, strict=True)
        }
        text = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        return text.select(pl.col(name).cast(kind) for name, kind in schema.items())

    def _together(self) -> Iterator[tuple[str, ...]]:
        """The columns of an answer: each that differs by itself, the others together."""
        for own, some in groupby(self._reading.calculator.answers, OWN_TO_EACH.__contains__):
            names = tuple(some)
            yield from ((name,) for name in names) if own else (names,)

    @staticmethod
    def _of_place(values: Sequence[object], kind: pl.DataType) -> pl.Expr:
        return pl.lit(pl.Series(values=values, dtype=kind)).gather(pl.col("place"))


def _looked_up(numbers: pl.Series, found: Mapping[int, int | None]) -> pl.Series:
    """What was found for each number."""
    lowest, highest = min(found, default=0), max(found, default=0)
    table = pl.repeat(None, highest - lowest + 1, dtype=pl.Int64, eager=True)
    table.scatter([number - lowest for number in found], list(found.values()))
    return table.gather(numbers - lowest)


def _cents(word: str) -> int | None:
    return int(word.replace(".", "")) if word else None


def _only(rows: pl.DataFrame, chosen: pl.Series) -> pl.DataFrame:
    """The chosen rows; all of them are not copied."""
    return rows if chosen.all() else rows.filter(chosen)


def _rows(frame: pl.DataFrame) -> list[Row]:
    return [(number, [cell or "" for cell in cells]) for number, *cells in frame.iter_rows()]


def _pieces(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The table in pieces whose sums do not overflow, whatever the weights of its rows."""
    most = table.select(pl.max_horizontal(pl.col("cost", "base").abs().max(), 1)).item()
    weight = table.select(pl.max_horizontal(pl.col("weight").max(), 1)).item()
    return table.iter_slices(max(LARGEST // (most * weight), 1))


def _grouped(table: pl.DataFrame, by: str) -> Iterator[tuple[object, Sum]]:
    sums = (pl.col(name).sum() for name in ("weight", "cost", "change", "winners", "losers"))
    for group, *found in table.group_by(by).agg(pl.len(), *sums).iter_rows():
        yield group, Sum(*found)


def _csv(cells: Iterable[str]) -> str:
    """Cells as a part of a line."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow((*cells, ""))
    return text.getvalue()[:-1]


def _cell(name: str) -> pl.Expr:
    """A cell of the file as one of the results: no spreadsheet takes it for a formula."""
    text = pl.col(name)
    formula = reduce(pl.Expr.or_, (text.str.starts_with(sign) for sign in STARTS_A_FORMULA))
    plain = pl.when(formula).then(pl.lit("'") + text).otherwise(text)
    quoted = pl.when(plain.str.contains(",", literal=True))
    return quoted.then(pl.lit('"') + plain + pl.lit('"')).otherwise(plain).alias(f"{KEPT} {name}")


def _as_text(column: pl.Expr) -> pl.Expr:
    return column.cast(pl.String).fill_null("")
