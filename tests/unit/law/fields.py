"""Whether a refused field is one that a question asks for."""

import re

from functions.forms.definition import form_definition


def answers_of(name):
    """Every path of an answer, and of the groups and lists that hold answers."""
    paths = {question.path for question in form_definition(name).questions()}
    groups = {path[: dot.start()] for path in paths for dot in re.finditer(r"\.|\[\]", path)}
    return paths | groups


def as_asked(field):
    """``children[0].birth_date`` as the questions write it: ``children[].birthDate``."""
    general = re.sub(r"\[\d+\]", "[]", field)
    return re.sub(r"_([a-z])", lambda letter: letter.group(1).upper(), general)
