"""The templates that pages are made from: where they are, and what a mistake in one does."""

import pytest
from jinja2 import UndefinedError

from functions.pages.environment import environment


@pytest.mark.parametrize("name", ["calculator.html", "advances/result.html", "contact.html"])
def test_template_of_a_page_a_calculator_and_the_contact_page_is_found(name):
    assert environment().get_template(name).name == name


def test_value_in_a_template_is_escaped():
    assert environment().from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_name_that_a_template_is_not_given_is_an_error():
    with pytest.raises(UndefinedError, match="'text' is undefined"):
        environment().from_string("{{ text }}").render()
