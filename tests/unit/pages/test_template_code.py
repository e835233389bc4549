"""The code of templates: what is escaped and called, and what is made once for a page."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup, escape

from functions.i18n.catalog import Catalog, catalog_of
from functions.law.core.values import Month
from functions.pages import environment as module
from functions.pages.answer_view import Tone
from functions.pages.environment import text_of
from functions.pages.page_words import PageWords

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


@pytest.mark.parametrize(
    "value", ['L\'été & <b>"1"</b>', "", Markup("<b>"), 12, -3, None, Tone.DUE, Month(2026, 3)]
)
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


@pytest.fixture
def templates(monkeypatch):
    """An environment with the templates that a test names."""

    def made(**texts):
        monkeypatch.setattr(module, "_loader", lambda: DictLoader(texts))
        return module.environment.__wrapped__()

    return made


def words(**sentences):
    """The sentences of a page."""
    return PageWords(Catalog(language="en", entries=sentences, style=catalog_of("en").style))


@pytest.mark.parametrize(
    "template", ["{{ t('a') }}", "{{ t(key) }}", "{% set a = t('a') %}{{ a }}", "{{ t('a') ~ '' }}"]
)
def test_fixed_sentence_is_escaped_once(templates, template):
    assert templates(page=template).get_template("page").render(
        t=words(a="L'<été> & co"), key="a"
    ) == escape("L'<été> & co")


def test_fixed_sentence_is_put_into_words_once():
    asked = words(a="<")
    assert asked.fixed["a"] is asked.fixed["a"]


def test_filled_sentence_is_escaped_with_what_is_filled_in(templates):
    page = templates(page="{{ t('a', name=name) }}").get_template("page")

    assert page.render(t=words(a="<{name}>"), name="<b>") == "&lt;&lt;b&gt;&gt;"


def test_sentence_that_is_missing_is_an_error(templates):
    with pytest.raises(KeyError):
        templates(page="{{ t('b') }}").get_template("page").render(t=words(a="A"))


@pytest.mark.parametrize("template", ["{{ one.absent }}", "{% if one.absent %}{% endif %}"])
def test_member_that_is_missing_is_an_error(templates, template):
    with pytest.raises(AttributeError, match="absent"):
        templates(page=template).get_template("page").render(one="text")


def test_entry_that_is_missing_is_an_error(templates):
    with pytest.raises(KeyError):
        templates(page="{{ one['absent'] }}").get_template("page").render(one={})


def test_texts_joined_with_markup_are_escaped(templates):
    page = templates(page="{{ one ~ two }}").get_template("page")

    assert page.render(one="<", two=Markup("<b>")) == "&lt;<b>"


def test_included_template_sees_what_is_set_before_it(templates):
    made = templates(
        page="{% set a = 1 %}{% for b in (2, 3) %}{% include name %}{% endfor %}",
        part="{{ a }}{{ b }}{{ c }} ",
    )

    assert made.get_template("page").render(name="part", c=4) == "124 134 "


def test_included_template_sees_variable_of_page_where_it_is_not_set_again(templates):
    made = templates(
        page="{% if false %}{% set a = 2 %}{% endif %}{% include 'part' %}", part="{{ a }}"
    )

    assert made.get_template("page").render(a=1) == "1"


def test_what_an_included_template_sets_is_not_seen_after_it(templates):
    made = templates(page="{% include 'part' %}{{ a }}", part="{% set a = 2 %}")

    assert made.get_template("page").render(a=1) == "1"


def test_macro_takes_fewer_arguments_than_it_has(templates):
    text = "{% macro one(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ one(1) }}{{ one(1, 2) }}"

    assert templates(page=text).get_template("page").render() == "1&lt;12"


def test_argument_that_a_macro_needs_is_an_error_where_it_is_missing(templates):
    text = "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}"

    with pytest.raises(UndefinedError, match="'a' was not provided"):
        templates(page=text).get_template("page").render()


def test_template_is_loaded_once(templates):
    made = templates(page="a")

    assert made.get_template("page") is made.get_template("page")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("waiver", "picture"), "waiver/picture.html"),
        (("advances", "picture"), ""),
        (("waiver", "result", "shared"), "waiver/result.html"),
        (("deadlines", "result", "shared"), "shared/result.html"),
    ],
)
def test_part_of_a_page_has_template_of_its_calculator_or_a_shared_one_or_none(asked, found):
    assert module.own_template(*asked) == found
