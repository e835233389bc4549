"""The mutants of templates, and which tags of a template a page reaches."""

import pytest
from jinja2 import Environment, FileSystemLoader

from tools.mutation import templates
from tools.mutation.packages import FUNCTIONS
from tools.mutation.templates import noting, read_changed_templates, template_mutants


@pytest.fixture
def changes(tmp_path, monkeypatch):
    """The changes of a template of that text."""
    monkeypatch.setattr(templates, "name_of", lambda file: file.name)

    def of(text):
        file = tmp_path / "page.html"
        file.write_text(text)
        return {mutant.change: mutant for mutant in template_mutants(file)}

    return of


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("{{ name }}", "{{ name }} -> (nothing)"),
        ("{% if a %}b{% else %}c{% endif %}", "{% if a %} -> {% if true %}"),
        ("{% if a %}b{% else %}c{% endif %}", "{% if a %} -> {% if false %}"),
        ("{% if a %}b{% elif c > 1 %}d{% endif %}", "{% elif c > 1 %} -> {% elif c >= 1 %}"),
        ("{% if a and b %}c{% endif %}", "{% if a and b %} -> {% if a or b %}"),
        ("{{ 'a' if b else 'c' }}", "{{ 'a' if b else 'c' }} -> {{ 'a' if not b else 'c' }}"),
        ("{% for a in b %}c{% endfor %}", "{% for a in b %} -> {% for a in () %}"),
        ("{% include 'other.html' %}", "{% include 'other.html' %} -> (nothing)"),
    ],
)
def test_mutants_of_template_hold_change(changes, text, change):
    assert change in changes(text)


@pytest.mark.parametrize("text", ["words", "{# a comment #}", "{% extends 'base.html' %}"])
def test_mutants_of_template_without_condition_or_output_are_none(changes, text):
    assert not changes(text)


def test_mutant_of_template_is_named_by_its_macro_and_holds_whole_text(changes):
    found = changes("{% macro one(a) -%}\n  {%- if a %} b{% endif -%}\n{%- endmacro %}")
    mutant = found["{%- if a %} -> {%- if true %}"]
    assert mutant.function == "one"
    assert mutant.text == "{% macro one(a) -%}\n  {%- if true %} b{% endif -%}\n{%- endmacro %}"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment whose loader gives out changed templates."""
    monkeypatch.setattr(FileSystemLoader, "get_source", FileSystemLoader.get_source)
    monkeypatch.setattr(Environment, "compile", Environment.compile)
    read_changed_templates()
    return lambda: Environment(
        loader=FileSystemLoader(tmp_path), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def test_instrumented_template_keeps_text_and_reports_reached_tags(environment, tmp_path):
    file = tmp_path / "page.html"
    text = "<p>\n  {% if a %}\n  {{ a }}\n  {%- elif b %}\n  {{ b }}\n  {% endif %}\n</p>\n"
    file.write_text(text)
    for names in ({"a": 1, "b": 0}, {"a": 0, "b": 2}):
        plain, hits = environment().get_template(file.name).render(names), set()
        with noting([file], hits):
            assert environment().get_template(file.name).render(names) == plain
        shown = "{{ a }}" if names["a"] else "{{ b }}"
        assert hits == {(str(file), (text.index(tag), 0)) for tag in ("{% if", shown)}


def test_instrumented_templates_of_product_compile():
    for file in FUNCTIONS.rglob("*.html"):
        Environment(autoescape=True).parse(templates._with_notes(file))
