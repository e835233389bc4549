"""What the firewall stops, and what it answers: our words, the reader's language, or JSON."""

import json

import pytest

from functions.http.negotiation import DEFAULT_LANGUAGE, language
from functions.http.problem import Problems
from functions.i18n.catalog import LANGUAGES
from infra.stacks.firewall import BODY_RULES, CORE, CORE_RULES, REPUTATION, REPUTATION_RULES
from tests.infra.conftest import SETTINGS
from tests.infra.firewall_rules import Asked, answer

PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
API = "/api/alimenta/v1/contactMessages"
LIMITS = ("requests", "contact-messages", "overload")


@pytest.fixture(scope="session")
def rules(firewall):
    return firewall["Rules"]


def headers_of(response):
    return {each["Name"]: each["Value"] for each in response["ResponseHeaders"]}


def body_of(firewall, response):
    return firewall["CustomResponseBodies"][response["CustomResponseBodyKey"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("over", "labels", "status"),
    [
        (("requests",), (), 429),
        ((), (CORE + CORE_RULES[0],), 403),
    ],
)
def test_reader_of_page_is_answered_in_language_of_page(firewall, language, over, labels, status):
    response = answer(firewall["Rules"], Asked(f"/{language}/help/", PAGE, over, labels))
    body = body_of(firewall, response)

    assert response["ResponseCode"] == status
    assert body["ContentType"] == "TEXT_HTML"
    assert f'<html lang="{language}"' in body["Content"]
    assert headers_of(response)["Content-Language"] == language


@pytest.mark.parametrize("preferred", ["nl-BE,nl;q=0.9", "DE", "fr", "ja", ""])
def test_form_sent_to_api_is_answered_in_language_of_browser_as_api_does(firewall, preferred):
    asked = Asked(API, {**PAGE, "accept-language": preferred}, ("contact-messages",))
    response = answer(firewall["Rules"], asked)

    assert headers_of(response)["Content-Language"] == language(preferred)


def test_page_of_one_language_wins_over_language_of_browser(rules):
    asked = Asked("/nl/help/", {**PAGE, "accept-language": "fr"}, ("requests",))

    assert headers_of(answer(rules, asked))["Content-Language"] == "nl"


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json", "*/*", ""])
@pytest.mark.parametrize(
    ("over", "labels", "kind"),
    [
        (("contact-messages",), (), Problems.TOO_MANY),
        ((), (REPUTATION + REPUTATION_RULES[0],), Problems.FORBIDDEN),
    ],
)
def test_program_gets_problem_in_json(firewall, accept, over, labels, kind):
    response = answer(firewall["Rules"], Asked(API, {"accept": accept}, over, labels))
    body = body_of(firewall, response)
    problem = json.loads(body["Content"])

    assert body["ContentType"] == "APPLICATION_JSON"
    assert response["ResponseCode"] == problem["status"] == kind.value.status
    assert (problem["type"], problem["title"]) == (kind.value.type, kind.value.title)
    assert "instance" not in problem


@pytest.mark.parametrize("accept", [PAGE["accept"], "application/json"])
def test_too_many_requests_say_when_to_try_again(rules, accept):
    for limit in LIMITS:
        response = answer(rules, Asked(API, {"accept": accept}, (limit,)))
        assert headers_of(response)["Retry-After"] == "300", limit
        assert headers_of(response)["Cache-Control"] == "no-store"


def test_request_within_limits_and_without_attack_passes(rules):
    assert answer(rules, Asked("/fr/", PAGE)) is None
    assert answer(rules, Asked(API, {"accept": "application/json"})) is None


@pytest.mark.parametrize("path", [API, "/api/alimenta/v1/contactMessage%73"])
def test_limit_of_contact_messages_sees_decoded_address(rules, path):
    assert answer(rules, Asked(path, PAGE, ("contact-messages",)))["ResponseCode"] == 429


@pytest.mark.parametrize(
    ("limit", "path"),
    [
        ("contact-messages", "/api/alimenta/v1/calculateWaiver"),
        ("overload", "/fr/"),
    ],
)
def test_limit_of_one_part_leaves_others_alone(rules, limit, path):
    assert answer(rules, Asked(path, PAGE, (limit,))) is None


def rule_of(rules, name):
    (rule,) = (each for each in rules if each["Name"] == name)
    return rule["Statement"]["RateBasedStatement"]


@pytest.mark.parametrize(
    ("name", "limit", "seconds", "counted"),
    [
        ("requests", SETTINGS.firewall.requests, 300, "IP"),
        ("contact-messages", SETTINGS.firewall.contact_messages, 300, "IP"),
        ("overload", SETTINGS.throttling.rate * 60, 60, "CONSTANT"),
    ],
)
def test_limit_counts_requests_of_address_or_of_all(rules, name, limit, seconds, counted):
    rate = rule_of(rules, name)

    assert (rate["Limit"], rate["EvaluationWindowSec"], rate["AggregateKeyType"]) == (
        limit,
        seconds,
        counted,
    )


@pytest.mark.parametrize("rule", CORE_RULES)
def test_known_attack_is_refused(rules, rule):
    assert answer(rules, Asked("/fr/", PAGE, labels=(CORE + rule,)))["ResponseCode"] == 403


@pytest.mark.parametrize("rule", BODY_RULES)
def test_finding_in_body_stops_nothing_and_hides_no_other(rules, rule):
    assert answer(rules, Asked(API, PAGE, labels=(CORE + rule,))) is None
    both = (CORE + rule, CORE + CORE_RULES[0])
    assert answer(rules, Asked(API, PAGE, labels=both))["ResponseCode"] == 403


def test_rule_that_aws_adds_refuses_too(rules):
    assert answer(rules, Asked("/fr/", PAGE, labels=(f"{CORE}New_Header",)))["ResponseCode"] == 403


def test_address_that_only_takes_part_in_floods_is_not_refused(rules):
    # AWS itself only counts the requests of that list.
    assert answer(rules, Asked("/fr/", PAGE, labels=(f"{REPUTATION}AWSManagedIPDDoSList",))) is None


def test_groups_of_aws_label_and_stop_nothing_themselves(rules):
    groups = [each for each in rules if "ManagedRuleGroupStatement" in each["Statement"]]

    assert [each["OverrideAction"] for each in groups] == [{"Count": {}}] * 2
    assert max(each["Priority"] for each in groups) < next(
        each["Priority"] for each in rules if each["Name"] == "attacks"
    )


def test_every_rule_has_priority_of_its_own(rules):
    priorities = [each["Priority"] for each in rules]

    assert sorted(set(priorities)) == sorted(priorities)


def test_pages_of_firewall_load_nothing_but_our_own_files(firewall):
    for body in firewall["CustomResponseBodies"].values():
        assert len(body["Content"].encode()) <= 4096
        assert "http://" not in body["Content"]
        assert "<script" not in body["Content"]


def test_default_language_is_that_of_api(rules):
    response = answer(rules, Asked(API, PAGE, ("overload",)))

    assert headers_of(response)["Content-Language"] == DEFAULT_LANGUAGE
