"""Which rules of the framework's style sheet the site delivers."""

import pytest

from publishing.assets import contents, material_layer
from publishing.used_rules import used_rules

MOST = 5_000


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        (".md-nav{top:0}", ""),
        ("a{color:red}", "a{color:red}"),
        (".md-typeset a,.md-nav a{color:red}", ".md-typeset a{color:red}"),
        ("@media print{.md-nav{top:0}a{top:0}}", "@media print{a{top:0}}"),
        ("@media print{.md-nav{top:0}}", ""),
        ("@keyframes x{0%{top:0}to{top:1px}}a{top:0}", "a{top:0}"),
        (":root{--used:1;--unused:2}a{top:var(--used)}", ":root{--used:1}a{top:var(--used)}"),
        (":root{--a:url('x;}y')}b{c:var(--a)}", ":root{--a:url('x;}y')}b{c:var(--a)}"),
        (".md-typeset :is(a,.md-nav){top:0}", ""),
        ("[dir=rtl] a{top:0}", ""),
    ],
)
def test_rule_stays_only_where_it_can_match(rules, left):
    assert used_rules(rules) == left


def test_delivered_framework_is_small_and_keeps_text():
    layer = material_layer()
    assert len(layer) < MOST
    assert ".md-typeset ul" in layer
    assert ".md-nav" not in layer


def test_style_sheet_is_one_file_with_icons_inside():
    sheet = contents()["alimenta.css"].decode()
    assert sheet.startswith("@layer material{")
    assert 'url("icons/' not in sheet
    assert "data:image/svg+xml,%3Csvg" in sheet
