"""Leaves out of a framework's style sheet what no page of ours can match.

Our templates use one class of the framework. A rule stays when one of its selectors asks for no
other class and for no attribute that the framework's own templates set; a custom property stays
when a rule that stays uses it. What opens and closes has a form of our own, and no table of ours is
sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OUR_CLASSES = frozenset({"md-typeset"})
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
NEVER_ON_OUR_PAGES = re.compile(
    r"\[(?:align|data-|dir|id|type)|#|:host|:hover|:focus|:not\(\[class|:target|scrollbar|"
    r"[ou]l [ou]l|(?<![\w-])(?:abbr|columnheader|details|fig\w+|h[56]|hr|iframe|kbd|mark|small|sub|"
    r"summary|video)(?![\w-])"
)
USED = re.compile(r"var\((--[\w-]+)")
LEFT_OUT = ("@keyframes", "@-webkit-keyframes", "@font-face", "@import", "@charset")
OPENS, CLOSES, QUOTES = "({[", ")}]", "\"'"


def used_rules(rules: str) -> str:
    """The rules that can match on our pages, in their order.

    >>> used_rules('.md-nav{top:0}.md-typeset a,.md-nav a{color:red}@media print{.md-nav{top:0}}')
    '.md-typeset a{color:red}'
    """
    kept = _kept(rules)
    while (shorter := _without_unused_properties(kept)) != kept:
        kept = shorter
    return kept


def _kept(rules: str) -> str:
    return "".join(_rule(opening.strip(), body) for opening, body in _blocks(rules))


def _rule(opening: str, body: str) -> str:
    """One rule without the selectors that match nothing, or nothing at all."""
    if opening.startswith(LEFT_OUT):
        return ""
    if opening.startswith("@"):
        inner = _kept(body)
        return f"{opening}{{{inner}}}" if inner else ""
    selectors = [each for each in _split(opening, ",") if _can_match(each.strip())]
    return f"{','.join(selectors)}{{{body}}}" if selectors and body else ""


def _can_match(selector: str) -> bool:
    return (
        set(CLASS.findall(selector)) <= OUR_CLASSES and NEVER_ON_OUR_PAGES.search(selector) is None
    )


def _without_unused_properties(rules: str) -> str:
    used = set(USED.findall(rules))

    def lean(opening: str, body: str) -> str:
        if opening.startswith("@"):
            inner = "".join(lean(each, inside) for each, inside in _blocks(body))
            return f"{opening}{{{inner}}}" if inner else ""
        left = [
            each
            for each in _split(body, ";")
            if not each.startswith("--") or each.partition(":")[0] in used
        ]
        return f"{opening}{{{';'.join(left)}}}" if left else ""

    return "".join(lean(opening, body) for opening, body in _blocks(rules))


def _blocks(rules: str) -> Iterator[tuple[str, str]]:
    """Each ``opening{body}`` at the outermost level; statements without a body are left out."""
    start = 0
    for end in _closing_braces(rules):
        block = rules[start:end]
        opening, _, body = block.partition("{")
        yield opening.rpartition(";")[2], body
        start = end + 1


def _closing_braces(rules: str) -> Iterator[int]:
    yield from (place for place, depth in _depths(rules) if depth == 0 and rules[place] == "}")


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators that stand in no bracket and in no quotation."""
    parts, start = [], 0
    for place, depth in _depths(text):
        if depth == 0 and text[place] == separator:
            parts.append(text[start:place])
            start = place + 1
    return [part for part in (*parts, text[start:]) if part]


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """Each place outside quotations, with how many brackets are open after it."""
    depth, quote, escaped = 0, "", False
    for place, sign in enumerate(text):
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in QUOTES:
            quote = sign
        else:
            depth += (sign in OPENS) - (sign in CLOSES)
            yield place, depth
