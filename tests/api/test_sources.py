"""How a source is named in JSON: a member that a source does not have is left out."""

from functions.calculators.shared.explanation_json import source_json
from functions.i18n.catalog import catalog_of
from functions.law.core.trace import Source, Status

WORDS = catalog_of("en")


def test_source_with_an_article_and_an_address_names_both():
    found = source_json(WORDS, Source("maintenance_advances_act", "4"))
    assert list(found) == ["act", "title", "article", "href", "status"]
    assert (found["act"], found["article"]) == ("maintenanceAdvancesAct", "4")
    assert found["title"] == WORDS.gettext("common.acts.maintenance_advances_act.title")
    assert found["href"].startswith("https://")
    assert found["status"] == "law"


def test_source_without_article_and_address_has_neither_member():
    found = source_json(WORDS, Source("own_values", "", Status.USER))
    assert list(found) == ["act", "title", "status"]
    assert (found["act"], found["status"]) == ("ownValues", "user")
