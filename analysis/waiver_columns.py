"""The waiver over whole columns, in cents: what the rules say of one household holds for its like.

Everything but the amounts of an answer depends on where the household lies between the figures of
the law: its band, its place beside the maximum, the amounts for small debts. Of the households in
one such place, the rules answer for the first; its like get the same words and percentages, and
amounts of their own. A row that is written in another way than the simplest is left to the reader
of rows, as is one that is refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from analysis.answers import PROBLEMS_AT, Answered
from analysis.calculators import calculator
from analysis.files import Lines, Row
from analysis.household import MARKS, Reading, answer_row
from analysis.overrides import Figures
from analysis.totals import (
    CENTS_OF_BIN,
    MOST_BINS,
    ONE_HOUSEHOLD,
    WEIGHT,
    Measures,
    Sum,
    Totals,
)
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

CALCULATOR = "waiver"
SIMPLE = {
    Kind.AMOUNT: r"^[0-9]{1,7}(?:\.[0-9]{1,2})?$",
    Kind.INTEGER: r"^[0-9]{1,4}$",
    Kind.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
"""The simplest way to write an answer; every other one is left to the reader of rows."""
COUNTED = ("work", "replacementIncome", "maintenance", "other")
NOT_COUNTED = "familyBenefits"
DEBTOR, PARTNER, OWN = "debtorResources", "partnerResources", "ownLimits"
APART = 2**44
"""More than any limit or resources in parts of a cent: it keeps the tables of limits apart."""
PLACE = (
    "figures", "rounding", "reading", "fraudProven", "goodFaith", "uncertainSituation", "band",
    "roundings", "beside", "reduced", "may", "must",
)  # fmt: skip
"""What the households have in common that get the same words and percentages."""
AMOUNTS = (
    "waiver.waived", "waiver.recovered", "otherReading.waived", "otherReading.recovered",
    "household.debtor", "household.partner", "household.excluded", "household.gross",
    "household.countable",
)  # fmt: skip
PERCENTAGES = ("waiver.percentage", "otherReading.percentage")
DAY, PERSONS = "requestDate", "household.persons"
OWN_TO_EACH = frozenset((*AMOUNTS, DAY, PERSONS))
"""The columns of the results that differ between households in the same place."""
LARGEST = 2**62


def answer_lines(answers: Answers, chunk: Lines) -> Answered | None:
    """The answers to lines of a file, or nothing where they must be read row by row."""
    frame = _frame(answers, chunk)
    if frame is None:
        return None
    typed = _typed(answers, frame)
    scenarios = []
    for figures, reading in zip(answers.figures, answers.readings, strict=True):
        with figures.in_use():
            scenarios.append(_Scenario(figures, reading).answer(typed, frame))
    answered = reduce(pl.Expr.and_, (pl.col(str(place)) for place in range(len(scenarios))))
    is_answered = pl.DataFrame(
        {str(place): one["is_answered"] for place, one in enumerate(scenarios)}
    ).select(answered.alias("is_answered"))["is_answered"]
    by_row = _rows(frame.filter(~is_answered))
    # From here on the rows of every scenario are the same ones.
    scenarios = [one.filter(is_answered) for one in scenarios]
    kept = frame.filter(is_answered)
    one_by_one = answers.rows(by_row)
    found = answers.summed(by_row, one_by_one)
    found.count += kept.height
    if answers.job.measures is not None and kept.height:
        _sum(found, answers, scenarios, answers.job.measures)
    if answers.job.rows:
        found.text = _text(answers, kept, scenarios, one_by_one)
    return found


def _frame(answers: Answers, chunk: Lines) -> pl.DataFrame | None:
    """The cells as text, by place; nothing where a line does not have the cells of the heading."""
    places = len(answers.job.columns.answers)
    try:
        frame = pl.read_csv(
            io.BytesIO(chunk.text),
            has_header=False,
            schema={str(place): pl.String for place in range(places)},
            separator=chunk.delimiter,
            quote_char=None,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != chunk.count:
        return None
    return frame.with_row_index("number", offset=chunk.first)


def _rows(frame: pl.DataFrame) -> list[Row]:
    return [(number, [cell or "" for cell in cells]) for number, *cells in frame.iter_rows()]


def _typed(answers: Answers, frame: pl.DataFrame) -> pl.DataFrame:
    """The answers as numbers; ``is_simple`` says where all of them could be read, and fit."""
    places = {
        path: str(place)
        for place, path in enumerate(answers.job.columns.answers)
        if path is not None
    }
    questions = {
        question.path: question
        for question in calculator(CALCULATOR).simulator.schema.form.questions()
    }
    columns: list[pl.Expr] = []
    simple: list[pl.Expr] = []
    for path, question in questions.items():
        cell = pl.col(places[path]) if path in places else pl.lit(None, pl.String)
        if path.startswith(OWN):
            simple.append(cell.is_null())
            continue
        value = _value(question, cell)
        simple.append(cell.is_null() | value.is_not_null())
        absent = _absent(question, answers.job.today)
        if absent is None:
            simple.append(cell.is_not_null())
        columns.append((value if absent is None else value.fill_null(absent)).alias(path))
    for group in (DEBTOR, PARTNER):
        given = [pl.col(places[path]).is_not_null() for path in places if path.startswith(group)]
        columns.append(pl.any_horizontal(*given, pl.lit(False)).alias(group))
    place = answers.job.columns.weight
    weight = pl.lit(ONE_HOUSEHOLD, pl.Int64)
    if place is not None:
        cell = pl.col(str(place))
        simple.append(cell.str.contains(f"^{WEIGHT.pattern}$").fill_null(False))
        weight = _scaled(cell, ONE_HOUSEHOLD)
    typed = frame.select(
        "number", *columns, weight.alias("weight"), pl.all_horizontal(*simple).alias("is_simple")
    )
    fits = pl.col(DEBTOR) & (pl.col("partner") == pl.col(PARTNER).cast(pl.Int64))
    return typed.with_columns((pl.col("is_simple") & fits).alias("is_simple"))


def _value(question: Question, cell: pl.Expr) -> pl.Expr:
    """The value of a cell that is written in the simplest way and accepted; else nothing."""
    match question.kind:
        case Kind.BOOLEAN:
            return _option(cell, ("no", "yes"))
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


def _scaled(cell: pl.Expr, scale: int) -> pl.Expr:
    """Decimal digits as a whole number; so few digits that the nearest number is the right one."""
    return (cell.cast(pl.Float64, strict=False) * scale).round().cast(pl.Int64, strict=False)


def _option(cell: pl.Expr, options: Sequence[str]) -> pl.Expr:
    """The place of an option among all of them."""
    return cell.cast(pl.Enum(options), strict=False).to_physical().cast(pl.Int64)


def _absent(question: Question, today: date) -> pl.Expr | None:
    """What an empty cell means, or nothing where it may not be empty."""
    if question.today:
        return pl.lit(today)
    if question.default is None:
        return None
    return _value(question, pl.lit(question.default))


@dataclass(frozen=True, slots=True)
class _OnDay:
    """The figures of a set on some days, as far as the place of a household depends on them."""

    chosen: int
    minimum: int
    maximum: int
    flat_reduction: int
    steps: int
    per_step: int
    may: int
    must: int


def _figures(chosen: int, day: date, parameters: WaiverParameters) -> _OnDay | None:
    """The figures of a set on a day; nothing where some are not known, or give no table."""
    name = tuple(ParameterSet)[chosen]
    if not parameters.first_day <= day <= parameters.last_day or name is ParameterSet.OWN:
        return None
    try:
        found = figures_of(name, day, parameters)
        may, must = parameters.small_debt(name.value)
        figures = _OnDay(
            chosen,
            int(found.minimum),
            int(found.maximum),
            int(found.flat_reduction),
            parameters.steps.on(day),
            int(parameters.percent_per_step.on(day)),
            int(may.on(day)),
            int(must.on(day)),
        )
    except NotKnown:
        return None
    return None if _table(figures) is None else figures


class _Scenario:
    """The columns of one scenario."""

    def __init__(self, figures: Figures, reading: Reading) -> None:
        self.parameters, self.reading = figures.waiver, reading

    def answer(self, typed: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
        """The results of every row, amounts in cents; ``is_answered`` where there are some."""
        days = typed.filter("is_simple").select(DAY, "parameterSet").unique(maintain_order=True)
        known: dict[_OnDay, int] = {}
        numbers = []
        for day, chosen in days.iter_rows():
            found = _figures(chosen, day, self.parameters)
            numbers.append(None if found is None else known.setdefault(found, len(known)))
        days = days.with_columns(pl.Series("figures", numbers, pl.Int64))
        rows = typed.join(days, on=[DAY, "parameterSet"], how="left", maintain_order="left")
        rows = rows.with_columns(
            (pl.col("is_simple") & pl.col("figures").is_not_null()).alias("is_answered")
        )
        if not known:
            return rows.with_columns(pl.lit(False).alias("is_answered"))
        rows = _with_bands(_with_household(rows, tuple(known)), tuple(known))
        return self._with_words(rows, frame)

    def _with_words(self, rows: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
        """What the rules say of the first household in each place goes to all that are in it."""
        firsts = (
            rows.with_row_index("at")
            .filter("is_answered")
            .group_by(PLACE, maintain_order=True)
            .agg(pl.col("at").first())
        )
        chosen = frame[firsts["at"].to_list()]
        names = self.reading.calculator.answers
        before = len(MARKS) + len(self.reading.columns.kept)
        words: dict[str, list[str | None]] = {name: [] for name in names if name not in OWN_TO_EACH}
        is_answered = []
        for number, cells in _rows(chosen):
            row = answer_row(self.reading, number, cells)
            is_answered.append(not row[PROBLEMS_AT])
            for name, cell in zip(names, row[before:], strict=False):
                if name in words:
                    words[name].append(cell or None)
        told = firsts.drop("at").with_columns(
            pl.Series("is_told", is_answered, pl.Boolean),
            *(pl.Series(name, cells, pl.String) for name, cells in words.items()),
        )
        told = told.with_columns(
            _scaled(pl.col(name), 100).alias(f"{name} of it") for name in PERCENTAGES
        )
        rows = rows.join(told, on=PLACE, how="left", maintain_order="left", nulls_equal=True)
        shares = [
            _share(pl.col("debt"), pl.col(f"{part}.percentage of it")).alias(f"{part}.waived")
            for part in ("waiver", "otherReading")
        ]
        rows = rows.with_columns(
            (pl.col("is_answered") & pl.col("is_told").fill_null(False)).alias("is_answered"),
            *shares,
        )
        return rows.with_columns(
            (pl.col("debt") - pl.col(f"{part}.waived")).alias(f"{part}.recovered")
            for part in ("waiver", "otherReading")
        )


def _share(amount: pl.Expr, rate: pl.Expr) -> pl.Expr:
    """The part of an amount in cents that a rate in basis points gives, half-up to the cent."""
    return (amount * rate * 2 + int(WHOLE)) // (2 * int(WHOLE))


def _with_household(rows: pl.DataFrame, known: Sequence[_OnDay]) -> pl.DataFrame:
    """The resources that count, and their place beside the maximum."""
    of_set = pl.DataFrame(
        {
            "figures": pl.Series(range(len(known)), dtype=pl.Int64),
            "flat_reduction": [each.flat_reduction for each in known],
            "maximum": [each.maximum for each in known],
            "below_may": [each.may for each in known],
            "below_must": [each.must for each in known],
        },
        schema_overrides={"flat_reduction": pl.Int64, "maximum": pl.Int64},
    )
    rows = rows.join(of_set, on="figures", how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.sum_horizontal(f"{DEBTOR}.{kind}" for kind in COUNTED).alias("household.debtor"),
        pl.sum_horizontal(f"{PARTNER}.{kind}" for kind in COUNTED).alias("household.partner"),
        pl.sum_horizontal(f"{group}.{NOT_COUNTED}" for group in (DEBTOR, PARTNER)).alias(
            "household.excluded"
        ),
        (pl.col("partner") + pl.col("childrenWithChildBenefit")).alias(PERSONS),
        (pl.col("debt") < pl.col("below_may")).alias("may"),
        (pl.col("debt") < pl.col("below_must")).alias("must"),
    )
    rows = rows.with_columns(
        (pl.col("household.debtor") + pl.col("household.partner")).alias("household.gross")
    )
    left = pl.col("household.gross") - pl.col(PERSONS) * pl.col("flat_reduction")
    rows = rows.with_columns(left.clip(lower_bound=0).alias("household.countable"))
    return rows.with_columns(
        (pl.col("household.countable") - pl.col("maximum")).sign().alias("beside"),
        (pl.col("household.gross") > pl.col("maximum")).alias("reduced"),
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    """The limits of one set of figures by rounding, and the parts of a cent that they count."""

    limits: Mapping[Rounding, tuple[int, ...]]
    parts: Mapping[Rounding, int]


def _table(found: _OnDay) -> _Tables | None:
    """The limits of these figures, or nothing where they are not in order."""
    limits, parts = {}, {}
    for rounding in Rounding:
        try:
            table = limit_table(found.minimum, found.maximum, found.steps, rounding)
        except ArithmeticError:
            return None
        if not table.limits or list(table.limits) != sorted(table.limits):
            return None
        if table.limits[-1] >= APART:
            return None
        limits[rounding], parts[rounding] = table.limits, table.parts
    return _Tables(limits, parts)


def _with_bands(rows: pl.DataFrame, known: Sequence[_OnDay]) -> pl.DataFrame:
    """The band by the rounding that was chosen, and whether the roundings differ."""
    tables = [table for each in known if (table := _table(each)) is not None]
    bands = [
        _bands(rows, [(one.limits[rounding], one.parts[rounding]) for one in tables]).alias(
            rounding.value
        )
        for rounding in Rounding
    ]
    rows = rows.with_columns(bands)
    names = [rounding.value for rounding in Rounding]
    chosen = pl.coalesce(
        pl.when(pl.col("rounding") == place).then(pl.col(name)) for place, name in enumerate(names)
    )
    lowest, highest = pl.min_horizontal(names), pl.max_horizontal(names)
    return rows.with_columns(chosen.alias("band"), (lowest < highest).alias("roundings"))


def _bands(rows: pl.DataFrame, tables: Sequence[tuple[tuple[int, ...], int]]) -> pl.Series:
    """How many limits of its own table the resources of each household pass.

    All tables lie one behind the other, far enough apart: one search finds every place.
    """
    limits: list[int] = []
    starts, parts = [], []
    for number, (table, of_cent) in enumerate(tables):
        starts.append(len(limits))
        parts.append(of_cent)
        limits += [number * APART + limit for limit in table]
    figures = rows["figures"].fill_null(0)
    start = pl.Series(starts, dtype=pl.Int64).gather(figures)
    sought = rows["household.countable"].fill_null(0) * pl.Series(parts, dtype=pl.Int64).gather(
        figures
    )
    place = pl.Series(limits, dtype=pl.Int64).search_sorted(sought + figures * APART, side="left")
    return place.cast(pl.Int64) - start


def _cents(name: str) -> pl.Expr:
    """A column of the results as whole cents."""
    return pl.col(name) if name in AMOUNTS else _scaled(pl.col(name), 100).fill_null(0)


def _words(name: str) -> pl.Expr:
    """A column of the results as text, as the API writes it."""
    column = pl.col(name)
    if name in AMOUNTS:
        cents = (column % 100 + 100).cast(pl.String).str.slice(1)
        return ((column // 100).cast(pl.String) + "." + cents).alias(name)
    return column.cast(pl.String).alias(name) if name in OWN_TO_EACH else column


def _sum(
    found: Answered, answers: Answers, scenarios: Sequence[pl.DataFrame], measures: Measures
) -> None:
    """Add the sums of every scenario to those of the rows that were read one by one."""
    base = scenarios[0].select(
        _cents(measures.cost).alias("base"),
        (_cents(measures.rank) // CENTS_OF_BIN).clip(upper_bound=MOST_BINS).alias("bin"),
    )
    for scenario, rows in zip(answers.job.scenarios, scenarios, strict=True):
        table = rows.select(
            "weight",
            _cents(measures.cost).alias("cost"),
            _words(measures.band).fill_null("").alias("band"),
        ).hstack(base)
        # Every row of a file has the weight of another: sums of whole numbers must not overflow.
        most = max(
            int(str(table.select(pl.col("cost", "base").abs().max()).max_horizontal()[0])), 1
        )
        weight = int(str(table["weight"].max()))
        pieces = [table]
        if most * max(weight, 1) * table.height >= LARGEST:
            pieces = list(table.iter_slices(max(LARGEST // (most * max(weight, 1)), 1)))
        totals = found.totals.setdefault(scenario.name, Totals())
        for piece in pieces:
            summed = (
                piece.lazy()
                .with_columns(
                    weight=pl.col("weight"),
                    weighted=pl.col("weight") * pl.col("cost"),
                    change=pl.col("weight") * (pl.col("cost") - pl.col("base")),
                    winner=pl.col("weight") * (pl.col("cost") > pl.col("base")),
                    loser=pl.col("weight") * (pl.col("cost") < pl.col("base")),
                )
                .collect()
            )
            for name, each in _grouped(summed, "band"):
                totals.bands.setdefault(str(name), Sum()).add(each)
            for place, each in _grouped(summed, "bin"):
                totals.bins.setdefault(int(str(place)), Sum()).add(each)


def _grouped(table: pl.DataFrame, by: str) -> Iterator[tuple[object, Sum]]:
    columns = ("weight", "weighted", "change", "winner", "loser")
    for group, rows, *sums in (
        table.group_by(by).agg(pl.len(), *(pl.col(name).sum() for name in columns)).iter_rows()
    ):
        yield group, Sum(rows, *sums)


def _text(
    answers: Answers,
    kept: pl.DataFrame,
    scenarios: Sequence[pl.DataFrame],
    one_by_one: Sequence[Sequence[Sequence[str]]],
) -> bytes:
    """The rows of the results as CSV, in the order of the file."""
    job = answers.job
    names = calculator(job.name).answers
    copied = [
        _plain(pl.col(str(place))).alias(f"kept {at}") for at, place in enumerate(job.columns.kept)
    ]
    empty = pl.lit(None, pl.String)
    tables = []
    for order, (rows, reading) in enumerate(zip(scenarios, answers.readings, strict=True)):
        marks = kept.select(
            pl.col("number").cast(pl.Int64).alias("row"),
            pl.lit(reading.hypothetical or None, pl.String).alias("hypothetical"),
            empty.alias("refused"),
            empty.alias("problems"),
            *copied,
        )
        table = marks
        if rows.height:
            table = marks.hstack(rows.select(_words(name) for name in names))
            tables.append(table.with_columns(pl.lit(order).alias("scenario")))
    heading = ["row", *MARKS[1:], *(f"kept {at}" for at in range(len(copied))), *names]
    for order, answered in enumerate(one_by_one):
        if answered:
            columns = zip(*answered, strict=True)
            cells = {
                name: [cell or None for cell in column]
                for name, column in zip(heading, columns, strict=True)
            }
            table = pl.DataFrame(cells, schema=dict.fromkeys(heading, pl.String))
            number = pl.col("row").cast(pl.Int64)
            tables.append(table.with_columns(number, pl.lit(order).alias("scenario")))
    if not tables:
        return b""
    table = pl.concat(tables)
    if len(tables) > 1:
        table = table.sort("row", "scenario")
    text = table.drop("scenario").write_csv(include_header=False, line_terminator="\r\n")
    return text.encode()


def _plain(cell: pl.Expr) -> pl.Expr:
    """A text that no spreadsheet takes for a formula."""
    formula = reduce(pl.Expr.or_, (cell.str.starts_with(sign) for sign in STARTS_A_FORMULA))
    return pl.when(formula).then(pl.lit("'") + cell).otherwise(cell)
