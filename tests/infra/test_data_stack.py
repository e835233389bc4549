"""Where data live: keys, tables, queues, backups."""

import ast
import json
from dataclasses import replace

import botocore.session
import pytest
from aws_cdk import App
from aws_cdk.assertions import Template
from botocore import xform_name

from infra.packages.places import FUNCTIONS
from infra.settings import SERVICES, Copies
from infra.stacks.copies import CopiesStack
from tests.infra.conftest import PAYERS, SETTINGS, actions_of, allowed, of_type, properties

TABLE = "AWS::DynamoDB::Table"
QUEUE = "AWS::SQS::Queue"
KEY = "AWS::KMS::Key"


def kept_tables(synthesised):
    """The tables that hold more than counts of a day."""
    return {
        name: item
        for name, item in of_type(synthesised.api, TABLE).items()
        if item["Properties"]["KeySchema"][0]["AttributeName"] != "counter"
    }


@pytest.fixture(scope="session")
def tables(synthesised):
    return [item["Properties"] for item in kept_tables(synthesised).values()]


@pytest.fixture(scope="session")
def queues(synthesised):
    return properties(synthesised.api, QUEUE)


def table_with(synthesised, *keys):
    (table,) = (
        item
        for item in properties(synthesised.api, TABLE)
        if tuple(each["AttributeName"] for each in item["KeySchema"]) == keys
    )
    return table


def test_every_table_is_encrypted_with_customer_managed_key(synthesised):
    tables = properties(synthesised.api, TABLE)
    kinds = [
        (item["SSESpecification"]["SSEType"], "KMSMasterKeyId" in item["SSESpecification"])
        for item in tables
    ]

    assert kinds == [("KMS", True)] * 4


def test_every_table_has_point_in_time_recovery(tables):
    assert [item["PointInTimeRecoverySpecification"] for item in tables] == [
        {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": SETTINGS.backup_days}
    ] * 3


def test_no_table_can_be_deleted_by_mistake(synthesised, tables):
    policies = {item["DeletionPolicy"] for item in kept_tables(synthesised).values()}

    assert policies == {"Retain"}
    assert all(item["DeletionProtectionEnabled"] for item in tables)


def test_message_state_expires(synthesised):
    table = table_with(synthesised, "reference")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_decision_record_expires_by_its_ttl_attribute(synthesised):
    table = table_with(synthesised, "payer", "decision_id")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "delete_after", "Enabled": True}


def test_records_are_indexed_by_payer(synthesised):
    assert table_with(synthesised, "payer", "decision_id")


def test_every_table_is_copied_at_night(synthesised):
    (selection,) = properties(synthesised.api, "AWS::Backup::BackupSelection")
    copied = json.dumps(selection["BackupSelection"]["Resources"])

    assert all(name in copied for name in kept_tables(synthesised))


def test_backup_retention_equals_settings(synthesised):
    (plan,) = properties(synthesised.api, "AWS::Backup::BackupPlan")
    kept = {
        rule["RuleName"]: rule["Lifecycle"]["DeleteAfterDays"]
        for rule in plan["BackupPlan"]["BackupPlanRule"]
    }

    assert kept == {"nightly": 7, "weekly": SETTINGS.backup_days}


def test_weekly_backup_is_copied_to_vault_of_other_region(synthesised):
    (plan,) = properties(synthesised.api, "AWS::Backup::BackupPlan")
    (vault,) = properties(synthesised.copies, "AWS::Backup::BackupVault")
    copied = {
        rule["RuleName"]: [
            (json.dumps(each["DestinationBackupVaultArn"]), each["Lifecycle"])
            for each in rule["CopyActions"]
        ]
        for rule in plan["BackupPlan"]["BackupPlanRule"]
        if "CopyActions" in rule
    }
    ((target, lifecycle),) = copied.pop("weekly")

    assert copied == {}
    assert lifecycle == {"DeleteAfterDays": SETTINGS.backup_days}
    assert f":backup-vault:{vault['BackupVaultName']}" in target
    assert SETTINGS.copies.region in target
    assert SETTINGS.copies.region != SETTINGS.region


def test_copy_cannot_be_deleted_before_its_days(synthesised):
    (vault,) = properties(synthesised.copies, "AWS::Backup::BackupVault")
    (denied,) = vault["AccessPolicy"]["Statement"]

    assert vault["LockConfiguration"] == {"MinRetentionDays": SETTINGS.backup_days}
    assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
    assert "backup:DeleteRecoveryPoint" in denied["Action"]


def test_vault_in_other_account_admits_account_of_tables(tmp_path):
    other = replace(
        SETTINGS, account="111122223333", copies=Copies("eu-west-1", account="999988887777")
    )
    app = App(outdir=str(tmp_path))
    stack = CopiesStack(app, "Copies", copies=other.copies, settings=other, source=other.account)
    (vault,) = properties(
        Template.from_stack(stack).to_json()["Resources"], "AWS::Backup::BackupVault"
    )
    admitted = [
        (each["Action"], json.dumps(each["Principal"]))
        for each in vault["AccessPolicy"]["Statement"]
        if each["Effect"] == "Allow"
    ]

    assert stack.account == "999988887777"
    ((action, principal),) = admitted
    assert action == "backup:CopyIntoBackupVault"
    assert "111122223333" in principal


def test_every_service_has_queue_and_dead_letter_queue(queues):
    with_letters = [item for item in queues if "RedrivePolicy" in item]

    assert (len(queues), len(with_letters)) == (2 * len(SERVICES), len(SERVICES))


def test_each_queue_has_own_dead_letter_queue(queues):
    targets = [
        item["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for item in queues
        if "RedrivePolicy" in item
    ]

    assert len(set(targets)) == len(SERVICES)


def test_every_queue_is_encrypted_with_customer_managed_key(queues):
    assert all("Fn::GetAtt" in item["KmsMasterKeyId"] for item in queues)


def test_every_queue_refuses_unencrypted_transport(synthesised):
    refusals = [
        statement["Condition"]
        for policy in properties(synthesised.api, "AWS::SQS::QueuePolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert refusals == [{"Bool": {"aws:SecureTransport": "false"}}] * 2 * len(SERVICES)


def test_queue_policies_allow_no_other_account(synthesised):
    effects = {
        statement["Effect"]
        for policy in properties(synthesised.api, "AWS::SQS::QueuePolicy")
        for statement in policy["PolicyDocument"]["Statement"]
    }

    assert effects == {"Deny"}


def test_message_waits_two_weeks_at_most(queues):
    assert {item["MessageRetentionPeriod"] for item in queues} == {14 * 24 * 3600}


def test_visibility_timeout_exceeds_function_timeout(queues):
    hidden = {item["VisibilityTimeout"] for item in queues if "RedrivePolicy" in item}

    assert hidden == {6 * SETTINGS.delivery_seconds}


def test_encryption_keys_are_rotated_yearly(synthesised):
    keys = properties(synthesised.everything, KEY)
    encrypting = [item for item in keys if item.get("KeyUsage") != "GENERATE_VERIFY_MAC"]

    assert [item["EnableKeyRotation"] for item in encrypting] == [True] * 6


def test_keys_of_forms_and_seals_are_hmac_keys_and_that_of_seals_is_retained(synthesised):
    signing = {
        item["DeletionPolicy"]: item["Properties"]["KeyUsage"]
        for item in of_type(synthesised.api, KEY).values()
        if item["Properties"].get("KeySpec") == "HMAC_256"
    }

    assert signing == {"Delete": "GENERATE_VERIFY_MAC", "Retain": "GENERATE_VERIFY_MAC"}


def test_payers_have_own_domain_that_leads_to_api(synthesised):
    (domain,) = properties(synthesised.api, "AWS::ApiGatewayV2::DomainName")
    (mapping,) = properties(synthesised.api, "AWS::ApiGatewayV2::ApiMapping")
    outputs = synthesised.template(synthesised.cloud.api)["Outputs"]

    assert domain["DomainName"] == SETTINGS.payers_domain.name
    assert mapping["Stage"] == "$default"
    assert outputs["PayersAddress"]["Value"] == "https://register.alimenta.example/api/alimenta/v1"


def test_no_function_may_read_or_change_what_is_noted_of_acts(synthesised):
    (audit,) = (
        name
        for name, item in of_type(synthesised.api, TABLE).items()
        if item["Properties"]["KeySchema"][-1]["AttributeName"] == "moment"
    )
    may = {
        action
        for policy in properties(synthesised.api, "AWS::IAM::ManagedPolicy")
        if "Backups" not in json.dumps(policy["Roles"])
        for statement in policy["PolicyDocument"]["Statement"]
        if audit in json.dumps(statement["Resource"])
        for action in actions_of(statement)
    }

    assert may == {"dynamodb:PutItem"}


def test_queue_mappings_report_batch_item_failures(synthesised):
    sources = properties(synthesised.api, "AWS::Lambda::EventSourceMapping")

    assert [item["FunctionResponseTypes"] for item in sources] == [
        ["ReportBatchItemFailures"]
    ] * len(SERVICES)


def test_queue_mapping_depends_on_read_permission(synthesised):
    resources = synthesised.api
    waits = [
        {name for name in item["DependsOn"] if resources[name]["Type"].endswith("ManagedPolicy")}
        for item in of_type(resources, "AWS::Lambda::EventSourceMapping").values()
    ]

    assert [len(names) for names in waits] == [1] * len(SERVICES)


def variables_of(synthesised, folder):
    (variables,) = (
        item["Environment"]["Variables"]
        for item in properties(synthesised.api, "AWS::Lambda::Function")
        if item["Handler"] == f"functions.handlers.{folder}.handler"
    )
    return variables


def test_delivery_function_has_mailboxes_in_environment(synthesised):
    variables = variables_of(synthesised, "delivery")

    assert json.loads(variables["CONTACT_RECIPIENTS"]) == SETTINGS.contact.recipients
    assert variables["CONTACT_SENDER"] == SETTINGS.contact.sender


def test_contact_function_has_queue_of_each_service_in_environment(synthesised):
    written = variables_of(synthesised, "contact")["CONTACT_QUEUES"]["Fn::Join"][1]

    assert [word for word in SERVICES if f'"{word}":' in "".join(filter(is_text, written))] == list(
        SERVICES
    )


def is_text(part):
    return isinstance(part, str)


def test_register_function_has_payers_in_environment(synthesised):
    variables = variables_of(synthesised, "decision_register")

    written = "".join(filter(is_text, variables["REGISTER_PAYERS"]["Fn::Join"][1]))

    for payer in PAYERS:
        assert f':role/alimenta-production-payer-{payer.name}": "{payer.name}"' in written


def test_only_time_deletes_record_of_register(synthesised):
    (register,) = (
        name
        for name, item in of_type(synthesised.api, TABLE).items()
        if item["Properties"]["KeySchema"][-1]["AttributeName"] == "decision_id"
    )
    may = {
        action
        for policy in properties(synthesised.api, "AWS::IAM::ManagedPolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if register in json.dumps(statement["Resource"])
        for action in statement["Action"]
    }

    assert not {action for action in may if "Delete" in action or "Batch" in action}


IAM_PREFIXES = {"sesv2": "ses"}
"""Where the name of a permission is not the name of the service."""

FOR_THE_QUEUE = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
"""What Lambda does with a queue in the name of the function that the queue invokes."""

FOR_THE_KEY = {"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"}
"""What a table or a queue does with its key in the name of who uses it."""


@pytest.fixture(scope="session")
def calls():
    """Each call that a client can make, with the permission that it needs."""
    loader = botocore.session.get_session()
    return {
        xform_name(operation): f"{IAM_PREFIXES.get(service, service)}:{operation}"
        for service in ("dynamodb", "kms", "sesv2", "sqs")
        for operation in loader.get_service_model(service).operation_names
    }


@pytest.mark.parametrize(
    ("function", "folder"),
    [
        ("contact", "contact"),
        ("delivery", "contact/delivery"),
        ("decision_register", "decision_register"),
    ],
)
def test_roles_have_exactly_permissions_that_code_uses(synthesised, calls, function, folder):
    used = {
        calls[node.attr]
        for path in (FUNCTIONS / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in calls
    }
    granted = allowed(synthesised.api, function) - FOR_THE_KEY - FOR_THE_QUEUE

    assert {action for action in granted if not action.startswith("logs:")} == used


def test_mail_may_be_sent_from_one_address_only(synthesised):
    statements = [
        statement
        for policy in properties(synthesised.api, "AWS::IAM::ManagedPolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Action"] == "ses:SendEmail"
    ]
    (identity,) = of_type(synthesised.api, "AWS::SES::EmailIdentity")

    (resources,) = [each["Resource"] for each in statements]
    assert len(resources) == 2
    assert identity in json.dumps(resources[0])
    assert "configuration-set/alimenta-production" in json.dumps(resources[1])
