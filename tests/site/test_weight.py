import gzip

GUIDANCE_BUDGET = 40_000
SIMULATOR_BUDGET = 60_000
SCRIPT_BUDGET = 3_000
MOST_REQUESTS = 6


def over_the_wire(file):
    return len(gzip.compress(file.read_bytes(), 9))


def loaded_by(site, page):
    sheets = [link["href"] for link in page.all("link") if link["rel"] in {"stylesheet", "icon"}]
    others = [element["src"] for tag in ("script", "img") for element in page.all(tag)]
    return {site / address.removeprefix("/") for address in (*sheets, *others)}


def test_a_page_stays_within_its_weight(site, pages):
    heavy = {}
    for address, page in pages.items():
        budget = SIMULATOR_BUDGET if page.all("script") else GUIDANCE_BUDGET
        weight = len(gzip.compress(page.markup.encode(), 9))
        weight += sum(map(over_the_wire, loaded_by(site, page)))
        if weight > budget:
            heavy[address] = weight
    assert heavy == {}


def test_a_page_needs_few_requests(site, pages):
    counts = {address: 1 + len(loaded_by(site, page)) for address, page in pages.items()}
    assert {address: count for address, count in counts.items() if count > MOST_REQUESTS} == {}


def test_the_script_is_small(site):
    assert (site / "assets" / "simulator.js").stat().st_size < SCRIPT_BUDGET
