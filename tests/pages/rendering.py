"""Renders the page of a calculator as the handlers do, from a result instead of a request."""

from dataclasses import replace

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.http import clock
from functions.i18n.catalog import catalog_of
from functions.pages.render import render_calculator


def in_one_page(name):
    """The questions of a calculator without its steps: every section is shown at once."""
    return replace(form_definition(name), steps=False)


def render(  # noqa: PLR0913 - what a test may give
    name, language, typed=None, *, result=None, questions=None, today=None, **more
):
    """The region of the calculator of that name, with a result of its own where one is given.

    ``today`` is the day from which the result counts the days that are left.
    """
    entry = CALCULATORS[name]
    day = today or clock.today()
    view = None if result is None else load(name).view(result, catalog_of(language), day)
    asked = questions or form_definition(name)
    return render_calculator(asked, language, typed or {}, action=entry.path, view=view, **more)
