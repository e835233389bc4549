"""The table of the README is made of what was measured, and calls a missed target missed."""

from bench.measurement import Spread
from bench.results import Result, Table, at_least, at_most, document
from bench.table import markdown

MACHINE = {
    "taken": "2026-11-22",
    "processor": "A processor",
    "cores": 2,
    "memory": "8000000 kB",
    "python": "CPython 3.11.7",
}


def spread(median):
    return Spread(median, median * 0.9, median * 1.1)


def kept(**results):
    return {name: {"machine": MACHINE, **document(result)} for name, result in results.items()}


def rows(**results):
    """The rows of the table, without its head: what, figure, command."""
    lines = markdown(kept(**results)).splitlines()
    start = lines.index("| --- | --- | --- |") + 1
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines[start:]]


TIMES = ("ms a simulation", "simulations a second", "times ours")
RULES = Result(
    (
        Table("the same answers as ours", ("figures",), {"waiver: publicodes": (9,)}),
        Table(
            "waiver",
            TIMES,
            {
                "ours, whole answer": (spread(2.0), 500, 1.0),
                "ours, figures alone": (spread(1.0), 1000, 0.5),
                "OpenFisca-Core": (spread(50.0), 20, 25.0),
                "publicodes": (spread(4.0), 250, 2.0),
            },
        ),
    ),
    (
        at_least("waiver: ours, whole answer beside OpenFisca-Core", 20, 25.0),
        at_least("waiver: ours, whole answer beside publicodes", 20, 2.0),
    ),
)


def test_the_machine_and_the_day_stand_above_the_table():
    lines = markdown(kept(rules=RULES)).splitlines()
    assert lines[0] == "Taken on 2026-11-22, A processor, 2 cores, 8 GB, CPython 3.11.7."
    assert lines[2:4] == ["| what | figure | command |", "| --- | --- | --- |"]


def test_parts_of_another_day_or_machine_are_told():
    both = kept(rules=RULES, growth=Result())
    both["growth"]["machine"] = {**MACHINE, "cores": 8}
    first, second = markdown(both).splitlines()[:2]
    assert first.endswith("2 cores, 8 GB, CPython 3.11.7: rules.")
    assert second.endswith("8 cores, 8 GB, CPython 3.11.7: growth.")


def test_rules_stand_beside_each_peer_and_say_what_is_missed():
    assert rows(rules=RULES) == [
        (
            "waiver, in process",
            (
                "whole answer: 25.0 times OpenFisca-Core and 2.00 times publicodes; figures alone: "
                "50.0 times OpenFisca-Core and 4.00 times publicodes; wanted: at least 20.0 times: "
                "**missed** in 1 of 2"
            ),
            "`python3 dev.py bench --part rules`",
        )
    ]


def test_without_a_peer_there_is_nothing_to_say_of_the_rules():
    alone = Table("waiver", TIMES, {"ours, whole answer": (spread(2.0), 500, 1.0)})
    assert rows(rules=Result((alone,))) == []


def test_http_says_rate_and_latency_and_both_targets():
    columns = ("requests a second", "p50 ms", "p99 ms", "memory MB", "times ours")
    table = Table(
        "waiver, 8 at once",
        columns,
        {
            "ours": (spread(900), spread(8), spread(20), 150.0, 1.0),
            "OpenFisca web API": (spread(300), spread(9), spread(30), None, 0.33),
        },
    )
    beside = "waiver, 8 at once, beside OpenFisca web API"
    targets = (at_least(f"{beside}: rate", 2, 3.0), at_most(f"{beside}: p99", 30, 20, "ms"))
    ((what, figure, _),) = rows(http=Result((table,), targets))
    assert what == "waiver, 8 at once, over HTTP"
    assert figure == (
        "900 (810 to 990) requests a second, p99 20.0 (18.0 to 22.0) ms; 3.00 times OpenFisca web "
        "API; wanted: at least 2.00 times: met; wanted: p99 below: met"
    )


def test_start_says_from_which_function_to_which():
    columns = ("process ms", "times the router", "zip MB")
    table = Table(
        "fresh process to first answer",
        columns,
        {
            "powertools router": (spread(100.0), 1.0, 1.0),
            "calculate_waiver": (spread(130.0), 1.3, 2.0),
            "simulate_advances": (spread(140.0), 1.4, 2.1),
        },
    )
    targets = (
        at_most("start of the slowest function (simulate_advances) beside the router", 1.3, 1.4),
        at_most("package of the largest function (simulate_advances)", 2.5, 2.1, "MB"),
    )
    (start, package) = rows(start=Result((table,), targets))
    assert start[0] == "fresh process to first answer, 2 functions"
    assert start[1].startswith("1.30 to 1.40 times the powertools router; 130 to 140 ms")
    assert start[1].endswith("wanted: at most 1.30 times: **missed**")
    assert package[1] == "2.00 to 2.10 MB; wanted: at most 2.50 MB: met"


def test_growth_is_told_as_ratios():
    table = Table(
        "arrears, by months",
        ("ms", "times the first"),
        {"6": (spread(2.0), 1.0), "12": (spread(3.0), 1.5)},
    )
    fit = Table("fit", ("exponent",), {"arrears, by months": (0.58,)})
    assert rows(growth=Result((table, fit)))[0][:2] == (
        "arrears, by months: 6, 12",
        "1.00 : 1.50 (2.00 (1.80 to 2.20) ms for the first; grows as size^0.58)",
    )


def test_the_longest_file_speaks_for_the_batch():
    table = Table(
        "waiver, 2 workers, by lines",
        ("s", "lines a second", "MB, all processes"),
        {"500": (spread(1.0), 500, 90.0), "1,000,000": (spread(200.0), 5000, 95.0)},
    )
    fit = Table(
        "fit", ("exponent", "s to start", "lines a second after that"), {"lines": (1, 1, 1)}
    )
    ((what, figure, _),) = rows(batch=Result((table, fit), (at_most("memory", 1.2, 1.06),)))
    assert what == "a file of 1,000,000 households (waiver, 2 workers, by lines)"
    assert figure == (
        "5,000 lines a second, 200 (180 to 220) s, 95 MB; wanted: at most 1.20 times: met"
    )


def test_the_site_says_its_build_its_growth_and_what_each_page_weighs():
    result = Result(
        (
            Table(
                "building the site",
                ("pages", "s", "ms a page"),
                {
                    "ours": (300, spread(20.0), 66.0),
                    "ours, 50 % more pages": (400, spread(25.0), 62.0),
                },
            ),
            Table("growth with pages", ("exponent",), {"ours": (0.8,)}),
            Table(
                "a page",
                ("requests", "kB over the wire", "largest paint ms", "performance", "seo"),
                {"ours": (4, 33.0, spread(900.0), 100, 100), "other": (9, 330.0, None, None, None)},
            ),
        )
    )
    assert [row[:2] for row in rows(site=result)] == [
        ("building the site, all languages", "ours: 20.0 (18.0 to 22.0) s for 300 pages"),
        ("growth of that with pages", "ours: pages^0.8"),
        (
            "a page: ours",
            (
                "4 requests, 33 kB, largest paint after 900 (810 to 990) ms; "
                "Lighthouse 100 performance, 100 seo"
            ),
        ),
        ("a page: other", "9 requests, 330 kB"),
    ]


def test_paper_stands_beside_what_else_fills_a_form():
    result = Result(
        (
            Table("the forms (de)", ("kB", "s to draw"), {"a.pdf": (50.0, None), "b.pdf": (99, 2)}),
            Table(
                "filling 9 fields of b.pdf",
                ("ms", "times ours", "filled kB"),
                {"ours": (spread(10.0), 1.0, 120.0), "pypdf": (spread(145.0), 14.5, 485.0)},
            ),
        )
    )
    assert [row[:2] for row in rows(paper=result)] == [
        (
            "filling 9 fields of b.pdf",
            "10.0 (9.00 to 11.0) ms, 120 kB; 14.5 times as fast as pypdf, which gives 485 kB",
        ),
        ("the forms (de): in the usual edition; in large print", "50.0 to 99.0 kB"),
    ]


def test_what_the_soak_found_stands_below():
    soaked = [{"part": "load", "figures": {"calls": 12345, "seconds": 9}, "faults": []}]
    assert markdown(kept(rules=RULES), soaked).splitlines()[-1] == (
        "| soak: load | 12,345 calls; no fault | `python3 dev.py soak --part load` |"
    )
    soaked[0]["faults"] = ["one"]
    assert "**1 fault**" in markdown(kept(rules=RULES), soaked)


def test_nothing_measured_says_how_to_measure():
    assert markdown({}) == "Nothing is measured yet: python3 dev.py bench"
