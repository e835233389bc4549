"""The members of a result in JSON: short to write, compared one by one, and listed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SENTENCES = frozenset({"text", "title", "independence"})
"""The members that are words, and no figure, date, code or yes or no."""
STEPS = "explanation"
"""The member that holds the steps, of which a case works out those that matter to it."""
TYPED = {"type", "value"}
NAMED = {"name", "type", "value"}
SOURCE = {"act", "title", "status"}


def shortened(document: Any) -> Any:
    """The document with typed values, inputs and sources as a case writes them."""
    if isinstance(document, list):
        if document and all(isinstance(one, dict) and one.keys() == NAMED for one in document):
            return {one["name"]: f"{one['type']} {one['value']}" for one in document}
        return [shortened(one) for one in document]
    if not isinstance(document, dict):
        return document
    if document.keys() == TYPED:
        return f"{document['type']} {document['value']}"
    if document.keys() >= SOURCE:
        parts = (document["act"], document.get("article"), document["status"])
        return "; ".join(part for part in parts if part)
    # Inputs are an object by name, also where there are none.
    return {
        name: {} if name == "inputs" and not member else shortened(member)
        for name, member in document.items()
    }


def sources(document: Any) -> Iterator[str]:
    """Every source in the document: its code, title and address."""
    if isinstance(document, list):
        for one in document:
            yield from sources(one)
    elif isinstance(document, dict) and document.keys() >= SOURCE:
        yield " | ".join(filter(None, (document["act"], document["title"], document.get("href"))))
    elif isinstance(document, dict):
        for member in document.values():
            yield from sources(member)


def differences(expected: Any, actual: Any, path: str = "result") -> Iterator[str]:
    """Every member that is not as expected, by its path."""
    if isinstance(expected, str) and isinstance(actual, Mapping):
        actual = next(iter(actual.values()))
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        yield from _of_object(expected, actual, path)
    elif isinstance(expected, Mapping) and isinstance(actual, list):
        for place, member in expected.items():
            yield from differences(member, actual[place], f"{path}[{place}]")
    elif isinstance(expected, list) and isinstance(actual, list):
        compared = _of_steps if path.endswith(f".{STEPS}") else _of_list
        yield from compared(expected, actual, path)
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{path}: expected {expected!r}, is {actual!r}"


def _of_object(expected: Mapping[str, Any], actual: Mapping[str, Any], path: str) -> Iterator[str]:
    """The members that differ; ``None`` means one that is absent."""
    for name, member in expected.items():
        inside = f"{path}.{name}"
        if member is None and name in actual:
            yield f"{inside}: expected to be absent, is {actual[name]!r}"
        elif member is not None and name not in actual:
            yield f"{inside}: expected {member!r}, is absent"
        elif member is not None:
            yield from differences(member, actual[name], inside)


def _of_list(expected: Sequence[Any], actual: Sequence[Any], path: str) -> Iterator[str]:
    """The entries that differ, and how many there are, each named by its first member."""
    if len(expected) != len(actual):
        named = [next(iter(one.values())) if isinstance(one, dict) else one for one in actual]
        yield f"{path}: expected {len(expected)} entries, are {len(actual)}: {named}"
    for place, (one, other) in enumerate(zip(expected, actual, strict=False)):
        yield from differences(one, other, f"{path}[{place}]")


def _of_steps(expected: Sequence[Any], actual: Sequence[Any], path: str) -> Iterator[str]:
    """The steps that differ, or do not follow the one before; others may come in between."""
    place = 0
    for one in expected:
        named = {"rule": one} if isinstance(one, str) else one
        of_rule = [at for at in range(place, len(actual)) if _is_step(named, actual[at])]
        found = {at: list(differences(named, actual[at], f"{path}[{at}]")) for at in of_rule}
        right = next((at for at, wrong in found.items() if not wrong), None)
        if right is not None:
            place = right + 1
        elif of_rule:
            yield from found[of_rule[0]]
            place = of_rule[0] + 1
        else:
            rules = [step["rule"] for step in actual[place:]]
            yield f"{path}: no {named['rule']} in what follows: {rules}"


def _is_step(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> bool:
    """Whether both are a step of the same rule, and about the same child where one is named."""
    return actual["rule"] == expected["rule"] and (
        expected.get("child") is None or actual.get("child") == expected["child"]
    )


def paths(document: Any, path: str = "") -> Iterator[str]:
    """The path of every value, places in lists left out: ``months[].due``."""
    if isinstance(document, Mapping):
        for name, member in document.items():
            if isinstance(name, int):
                yield from paths(member, f"{path}[]")
            elif name not in SENTENCES:
                yield from paths(member, f"{path}.{name}" if path else name)
    elif isinstance(document, list):
        for one in document:
            yield from paths(one, f"{path}[]")
    elif document is not None:
        yield path


def schema_paths(
    schema: Mapping[str, Any], schemas: Mapping[str, Any], path: str = ""
) -> Iterator[str]:
    """The path of every value that a schema describes, as ``paths`` writes it."""
    schema = _resolved(schema, schemas)
    properties = schema.get("properties", {})
    if schema.get("type") == "array":
        # Inputs have a name each, which no schema knows.
        if _resolved(schema["items"], schemas).get("properties", {}).keys() != NAMED:
            yield from schema_paths(schema["items"], schemas, f"{path}[]")
    elif not properties or properties.keys() == TYPED or properties.keys() >= SOURCE:
        yield path
    else:
        for name, member in properties.items():
            if name not in SENTENCES:
                yield from schema_paths(member, schemas, f"{path}.{name}" if path else name)


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    return schema if reference is None else schemas[reference.rpartition("/")[2]]
