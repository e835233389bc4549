"""Fills in the figures of the law that a Markdown page refers to.

A page does not type a figure that is in force. It refers to the parameter by its name, in its text
or in its front matter, in the syntax of Jinja (here as an English page of November 2026 shows it):

============================================================  ==================
``{{ figure("advance_cap") }}``                               €175
``{{ figure("advance_cap", "cents") }}``                      €175.00
``{{ figure("advance_cap", "number") }}``                     175
``{{ figure("debtor_contribution") }}``                       13%
``{{ figure("debtor_reply_days") }}``                         15
``{{ figure("grant_months", "words") }}``                     six
``{{ figure("effect_working_days", "ordinal") }}``            third
``{{ counted("appeal_months", "one month", "{} months") }}``  three months
``{{ since("advance_cap") }}``                                October 2005
``{{ amount(500 * value("debtor_contribution")) }}``          €65
``{{ percentage(1 - value("percent_per_step")) }}``           90%
``{{ percentage(waived_share(1201)) }}``                      80%
``{{ last_month("healthIndex") }}``                           June 2026
``{{ latest("children") }}``                                  21,888
``{{ latest_year("children") }}``                             2024
``{{ read_until("maintenance_advances_act") }}``              28 January 2022
============================================================  ==================

Figures are those of the day on which the site is built. An example with a date takes those of that
date: ``{{ figure("debtor_reply_days", on="2026-03-18") }}``. A historical figure stays typed.
"""

from __future__ import annotations

import tomllib
import traceback
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from mkdocs.exceptions import BuildError
from mkdocs.utils import get_build_datetime

from functions.http.clock import day_in_brussels
from functions.i18n.catalog import Catalog
from functions.i18n.formats import format_amount
from functions.law.core.parameter import IndexSeries, Parameter, Unit
from functions.law.core.values import BasisPoints, Cents, Month
from functions.law.waiver.limits import limit_table
from functions.law.waiver.percentage import waived_percentage
from functions.law.waiver.request import Reading, Rounding
from functions.parameters import load
from publishing import statistics

NUMBER_WORDS = Path(__file__).with_name("number_words.toml")
CENTS_IN_EURO = 100
BASIS_POINTS_IN_WHOLE = 10_000
MISTAKES = (LookupError, TypeError, ValueError, ArithmeticError, TemplateError)
"""What a wrong reference raises: an unknown name, a day without a figure, a wrong calculation."""


def build_day() -> date:
    """The day in Belgium of this build: the one of ``SOURCE_DATE_EPOCH``, else today."""
    return day_in_brussels(get_build_datetime())


def fill_in(source: str, catalog: Catalog, day: date, place: str) -> str:
    """The text of a page with every reference replaced by its figure on ``day``.

    ``place`` names the file in the message of an error.

    Raises:
        BuildError: a reference cannot be filled in; the message begins with file and line.
    """
    try:
        _sources()[place] = source
        template = page_templates().get_template(place)
        return template.render(PageFigures(catalog, day).functions())
    except TemplateSyntaxError as mistake:
        raise BuildError(f"{place}:{mistake.lineno}: {mistake}") from mistake
    except MISTAKES as mistake:
        # Of a template made from a text, Jinja puts the lines of that text into the traceback.
        frames = traceback.extract_tb(mistake.__traceback__)
        line = next(frame.lineno for frame in frames[::-1] if frame.filename == "<template>")
        raise BuildError(f"{place}:{line}: {mistake}") from mistake


@cache
def _sources() -> dict[str, str]:
    return {}


@cache
def page_templates() -> Environment:
    """The pages as templates, each under its place, so that its compiled form can be kept."""
    return Environment(
        loader=DictLoader(_sources()),
        autoescape=False,  # noqa: S701 - the pages are Markdown, and our own
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        # `{#` begins the id of a heading, and no comment.
        comment_start_string="{##",
        comment_end_string="##}",
    )


@cache
def _parameters() -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in load.all_parameters()}


@cache
def _number_words(kind: str) -> dict[str, dict[str, str]]:
    """The words for numbers, by number (as a text) and language."""
    words: dict[str, dict[str, str]] = tomllib.loads(NUMBER_WORDS.read_text(encoding="utf-8"))[kind]
    return words


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The figures of one day, written the way of one language."""

    catalog: Catalog
    day: date

    def functions(self) -> dict[str, object]:
        """What a page may call."""
        return {
            "figure": self.figure,
            "counted": self.counted,
            "since": self.since,
            "value": self.value,
            "amount": self.amount,
            "percentage": self.percentage,
            "waived_share": self.waived_share,
            "first_month": lambda series: self.catalog.format(_series(series).first_month),
            "last_month": lambda series: self.catalog.format(_series(series).last_month),
            "latest": lambda series: statistics.latest(self.catalog, series)[1],
            "latest_year": lambda series: statistics.latest(self.catalog, series)[0],
            "min": min,
            "max": max,
            "read_until": lambda act: self.catalog.format(load.acts()[act]["read_as_updated_to"]),
        }

    def figure(self, name: str, form: str = "", *, on: str = "") -> str:
        """A figure in force, with the sign of an amount or a percentage and no other unit.

        An amount of whole euros has no decimals. ``form``: ``cents`` always writes them,
        ``number`` leaves out the sign, ``words`` and ``ordinal`` write a count in words.

        Raises:
            LookupError: there is no such parameter, or no figure of it on that day.
            ValueError: the figure cannot be written in that form.
        """
        unit, figure = self._in_force(name, on)
        match unit, form:
            case Unit.EURO, "" | "cents" | "number":
                return self._amount(figure, form)
            case Unit.PERCENT, "":
                return self.catalog.format(figure)
            case Unit.DAYS | Unit.MONTHS | Unit.YEARS | Unit.COUNT, "":
                return self.catalog.format(figure)
            case Unit.DAYS | Unit.MONTHS | Unit.YEARS | Unit.COUNT, "words":
                return self._in_words(figure)
            case Unit.DAYS | Unit.MONTHS | Unit.YEARS | Unit.COUNT, "ordinal":
                return _number_words("ordinal")[str(figure)][self.catalog.language]
        raise ValueError(f"{name} is no figure to write as {form!r}")

    def counted(self, name: str, one: str, other: str, *, on: str = "") -> str:
        """``one`` where the figure takes the singular, else ``other`` with the number for ``{}``.

        Raises:
            LookupError: there is no such parameter, or no figure of it on that day.
        """
        _, figure = self._in_force(name, on)
        if figure in self.catalog.style.singular:
            return one
        return other.format(self._in_words(figure))

    def since(self, name: str) -> str:
        """The month since which the figure in force has been the same.

        Raises:
            LookupError: there is no such parameter, or no figure of it today.
        """
        _, figure = self._in_force(name)
        first = self.day
        for entry in reversed(_parameter(name).values):
            if entry.first_day <= first:
                if entry.figure != figure:
                    break
                first = entry.first_day
        return self.catalog.format(Month.of(first))

    def value(self, name: str) -> Decimal:
        """A figure in force to calculate with: euros, a share of one, or a count.

        Raises:
            LookupError: there is no such parameter, or no figure of it today.
        """
        unit, figure = self._in_force(name)
        value = Decimal(int(figure)) / unit.scale
        return value / 100 if unit is Unit.PERCENT else value

    def amount(self, euros: Decimal, form: str = "") -> str:
        """A calculated amount, half-up to the cent; ``form`` as for a figure.

        Raises:
            ValueError: it is below zero: the example does not suit the figures of today.
        """
        cents = Decimal(euros * CENTS_IN_EURO).to_integral_value(ROUND_HALF_UP)
        if cents < 0:
            raise ValueError(f"the example gives {euros} euros")
        return self._amount(int(cents), form)

    def percentage(self, share: Decimal) -> str:
        """A calculated share of one as a percentage."""
        return self.catalog.format(BasisPoints(int(share * BASIS_POINTS_IN_WHOLE)))

    def waived_share(self, income: Decimal) -> Decimal:
        """The share of a debt that is waived at this income (euros that count, per month)."""
        _, minimum = self._in_force("published.minimum")
        _, maximum = self._in_force("published.maximum")
        _, steps = self._in_force("steps")
        _, per_step = self._in_force("percent_per_step")
        table = limit_table(minimum, maximum, steps, Rounding.AGENCY)
        band = table.band(int(income * CENTS_IN_EURO))
        waived = waived_percentage(band, steps, per_step, Reading.DECREASING)
        return Decimal(int(waived)) / BASIS_POINTS_IN_WHOLE

    def _in_force(self, name: str, on: str = "") -> tuple[Unit, int]:
        parameter = _parameter(name)
        return parameter.unit, parameter.unit.of(
            parameter.on(date.fromisoformat(on) if on else self.day)
        )

    def _amount(self, cents: int, form: str) -> str:
        euros, rest = divmod(cents, CENTS_IN_EURO)
        style = self.catalog.style
        whole = rest == 0 and form != "cents"
        number = self.catalog.format(euros) if whole else format_amount(style, Cents(cents))
        return number if form == "number" else style.amount.format(number=number)

    def _in_words(self, count: int) -> str:
        in_words = _number_words("cardinal").get(str(count))
        return in_words[self.catalog.language] if in_words else self.catalog.format(count)


def _parameter(name: str) -> Parameter:
    if name not in _parameters():
        raise LookupError(f"there is no parameter {name!r}")
    return _parameters()[name]


def _series(name: str) -> IndexSeries:
    return load.maintenance().series[name]
