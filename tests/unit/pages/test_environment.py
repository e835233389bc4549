"""The templates that pages are made from: where they are, and what a mistake in one does."""

import pytest
from jinja2 import FileSystemLoader, ModuleLoader, UndefinedError

from functions.pages import environment as module
from functions.pages.environment import environment


@pytest.mark.parametrize("name", ["calculator.html", "advances/result.html", "contact.html"])
def test_template_of_a_page_a_calculator_and_the_contact_page_is_found(name):
    assert environment().get_template(name).name == name


def test_value_in_a_template_is_escaped():
    assert environment().from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_name_that_a_template_is_not_given_is_an_error():
    with pytest.raises(UndefinedError, match="'text' is undefined"):
        environment().from_string("{{ text }}").render()


def test_tag_on_a_line_of_its_own_leaves_nothing_of_that_line():
    assert (
        environment().from_string("<p>\n  {% if true %}\na\n  {% endif %}\n").render() == "<p>\na\n"
    )


def test_template_is_read_once():
    assert environment().auto_reload is False


def test_compiled_templates_are_used_where_a_package_has_them(monkeypatch, tmp_path):
    for folder, loader in ((tmp_path, ModuleLoader), (tmp_path / "none", FileSystemLoader)):
        monkeypatch.setattr(module, "COMPILED", folder)
        assert isinstance(environment.__wrapped__().loader, loader)


@pytest.mark.parametrize(
    ("arguments", "tag"), [('"Caption"', "<table>"), ('"Caption", "wide"', '<table class="wide">')]
)
def test_table_that_scrolls_has_a_class_only_where_it_is_given_one(arguments, tag):
    html = environment().from_string(
        '{% from "scrolling_table.html" import scrolling_table %}'
        f"{{% call scrolling_table({arguments}) %}}<tr></tr>{{% endcall %}}"
    )
    assert tag in html.render()
