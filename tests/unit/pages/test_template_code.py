"""The code of templates: what is escaped and called, and what is made once for a page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup, escape

from functions.pages import environment as module
from functions.pages.environment import text_of

MACROS = "{% macro greet(name) %}<b>{{ word }} {{ name }}{{ caller() }}</b>{% endmacro %}"
PART = '{% from "macros" import greet with context %}{% call greet(name) %}!{% endcall %}'


@pytest.fixture
def made(monkeypatch):
    """The environment with templates of the test."""
    monkeypatch.setattr(
        module,
        "_loader",
        lambda: DictLoader(
            {
                "macros": MACROS,
                "part": PART,
                "page": '{% include "part" %}{% include "part" %}',
                "call": "{{ named(**{'class': '<'}) }}{{ named(id=1) }}",
                "missing": "{{ absent() }}",
            }
        ),
    )
    return module.environment.__wrapped__()


@pytest.mark.parametrize("value", ['L\'été & <b>"1"</b>', "", Markup("<b>"), 12, -3, None])
def test_value_is_escaped_as_by_the_library_of_templates(value):
    assert text_of(value) == escape(value)


def test_macros_with_the_variables_of_a_page_are_used_in_every_part(made):
    found = made.get_template("page").render(word="Hello", name="<you>")

    assert found == "<b>Hello &lt;you&gt;!</b>" * 2


def test_macros_are_made_once_for_a_page(made, monkeypatch):
    times = []
    whole = made.template_class.make_module

    def make_module(template, *given, **named):
        times.append(template.name)
        return whole(template, *given, **named)

    monkeypatch.setattr(made.template_class, "make_module", make_module)
    made.get_template("page").render(word="Hello", name="you")

    assert times == ["macros"]


def test_second_page_does_not_see_the_variables_of_the_first(made):
    page = made.get_template("page")
    page.render(word="Hello", name="you")

    assert page.render(word="Good day", name="you") == "<b>Good day you!</b>" * 2


def test_call_takes_named_arguments_also_of_reserved_words(made):
    found = made.get_template("call").render(named=lambda **given: str(given))

    assert found == escape("{'class': '<'}{'id': 1}")


def test_call_of_a_missing_name_is_an_error(made):
    with pytest.raises(UndefinedError, match="absent"):
        made.get_template("missing").render()
