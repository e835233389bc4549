"""Decides what the rules of the web ACL of a template answer to a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote


@dataclass(frozen=True)
class Asked:
    """A request. ``over`` names the rate limits that it exceeds, ``labels`` what AWS found."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def answer(rules: Iterable[Mapping[str, Any]], asked: Asked) -> Mapping[str, Any] | None:
    """The custom response of the first rule that stops the request, or nothing."""
    labels = set(asked.labels)
    for rule in sorted(rules, key=lambda each: each["Priority"]):
        if not _holds(rule["Statement"], rule["Name"], asked, labels):
            continue
        labels |= {each["Name"] for each in rule.get("RuleLabels", ())}
        block = rule.get("Action", {}).get("Block")
        if block is not None:
            stopped: Mapping[str, Any] = block["CustomResponse"]
            return stopped
    return None


def _holds(node: Mapping[str, Any], rule: str, asked: Asked, labels: set[str]) -> bool:
    ((kind, inner),) = node.items()
    each = partial(_holds, rule=rule, asked=asked, labels=labels)
    meanings: Mapping[str, Callable[[], bool]] = {
        "AndStatement": lambda: all(map(each, inner["Statements"])),
        "OrStatement": lambda: any(map(each, inner["Statements"])),
        "NotStatement": lambda: not each(inner["Statement"]),
        "LabelMatchStatement": lambda: _is_labelled(inner, labels),
        "RateBasedStatement": lambda: (
            rule in asked.over
            and ("ScopeDownStatement" not in inner or each(inner["ScopeDownStatement"]))
        ),
        "ManagedRuleGroupStatement": lambda: False,
        "ByteMatchStatement": lambda: _matches(inner, asked),
    }
    return meanings[kind]()


def _is_labelled(inner: Mapping[str, Any], labels: set[str]) -> bool:
    if inner["Scope"] == "LABEL":
        return inner["Key"] in labels
    return any(each.startswith(inner["Key"]) for each in labels)


def _matches(inner: Mapping[str, Any], asked: Asked) -> bool:
    field_ = inner["FieldToMatch"]
    text = asked.path if "UriPath" in field_ else asked.headers.get(_header(field_), "")
    for each in inner["TextTransformations"]:
        text = {"URL_DECODE": unquote, "LOWERCASE": str.lower}[each["Type"]](text)
    wanted = inner["SearchString"]
    if inner["PositionalConstraint"] == "STARTS_WITH":
        return text.startswith(wanted)
    return wanted in text


def _header(field_: Mapping[str, Any]) -> str:
    return str(field_["SingleHeader"]["Name"])
