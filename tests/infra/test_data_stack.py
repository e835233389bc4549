"""Where data live: keys, tables, queues, backups."""

import ast
import json

import botocore.session
import pytest
from botocore import xform_name

from infra.packages.places import FUNCTIONS
from infra.settings import SERVICES
from tests.infra.conftest import PAYER, SETTINGS, allowed, of_type, properties

TABLE = "AWS::DynamoDB::Table"
QUEUE = "AWS::SQS::Queue"
KEY = "AWS::KMS::Key"


@pytest.fixture(scope="session")
def tables(synthesised):
    return properties(synthesised.api, TABLE)


@pytest.fixture(scope="session")
def queues(synthesised):
    return properties(synthesised.api, QUEUE)


def table_with(synthesised, key):
    (table,) = (
        item
        for item in properties(synthesised.api, TABLE)
        if item["KeySchema"][0]["AttributeName"] == key
    )
    return table


def test_every_table_is_encrypted_with_a_key_of_ours(tables):
    kinds = [
        (item["SSESpecification"]["SSEType"], "KMSMasterKeyId" in item["SSESpecification"])
        for item in tables
    ]

    assert kinds == [("KMS", True)] * 2


def test_every_table_can_go_back_in_time(tables):
    assert [item["PointInTimeRecoverySpecification"] for item in tables] == [
        {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": SETTINGS.backup_days}
    ] * 2


def test_no_table_can_be_deleted_by_mistake(synthesised, tables):
    policies = {item["DeletionPolicy"] for item in of_type(synthesised.api, TABLE).values()}

    assert policies == {"Retain"}
    assert all(item["DeletionProtectionEnabled"] for item in tables)


def test_the_state_of_a_message_forgets_itself(synthesised):
    table = table_with(synthesised, "reference")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_a_record_goes_on_the_day_that_the_law_sets(synthesised):
    table = table_with(synthesised, "payer")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "delete_after", "Enabled": True}


def test_records_of_a_payer_stand_together(synthesised):
    names = [key["AttributeName"] for key in table_with(synthesised, "payer")["KeySchema"]]

    assert names == ["payer", "decision_id"]


def test_every_table_is_copied_at_night(synthesised):
    (selection,) = properties(synthesised.api, "AWS::Backup::BackupSelection")
    copied = json.dumps(selection["BackupSelection"]["Resources"])

    assert all(name in copied for name in of_type(synthesised.api, TABLE))


def test_a_copy_is_kept_no_longer_than_the_settings_say(synthesised):
    (plan,) = properties(synthesised.api, "AWS::Backup::BackupPlan")
    (rule,) = plan["BackupPlan"]["BackupPlanRule"]

    assert rule["Lifecycle"] == {"DeleteAfterDays": SETTINGS.backup_days}


def test_every_service_has_a_queue_and_a_queue_of_dead_letters(queues):
    with_letters = [item for item in queues if "RedrivePolicy" in item]

    assert (len(queues), len(with_letters)) == (2 * len(SERVICES), len(SERVICES))


def test_no_two_queues_share_their_dead_letters(queues):
    targets = [
        item["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for item in queues
        if "RedrivePolicy" in item
    ]

    assert len(set(targets)) == len(SERVICES)


def test_every_queue_is_encrypted_with_a_key_of_ours(queues):
    assert all("Fn::GetAtt" in item["KmsMasterKeyId"] for item in queues)


def test_every_queue_refuses_what_is_not_encrypted_on_the_way(synthesised):
    refusals = [
        statement["Condition"]
        for policy in properties(synthesised.api, "AWS::SQS::QueuePolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert refusals == [{"Bool": {"aws:SecureTransport": "false"}}] * 2 * len(SERVICES)


def test_nobody_is_let_into_a_queue_from_outside_the_account(synthesised):
    effects = {
        statement["Effect"]
        for policy in properties(synthesised.api, "AWS::SQS::QueuePolicy")
        for statement in policy["PolicyDocument"]["Statement"]
    }

    assert effects == {"Deny"}


def test_a_message_waits_two_weeks_at_most(queues):
    assert {item["MessageRetentionPeriod"] for item in queues} == {14 * 24 * 3600}


def test_a_message_being_delivered_is_hidden_for_longer_than_a_delivery_may_take(queues):
    hidden = {item["VisibilityTimeout"] for item in queues if "RedrivePolicy" in item}

    assert hidden == {6 * SETTINGS.timeout_seconds}


def test_a_key_that_encrypts_is_made_anew_every_year(synthesised):
    keys = properties(synthesised.everything, KEY)
    encrypting = [item for item in keys if item.get("KeyUsage") != "GENERATE_VERIFY_MAC"]

    assert [item["EnableKeyRotation"] for item in encrypting] == [True] * 4


def test_the_key_of_the_forms_signs_and_can_be_read_by_nobody(synthesised):
    (signing,) = (
        item for item in properties(synthesised.api, KEY) if item.get("KeySpec") == "HMAC_256"
    )

    assert signing["KeyUsage"] == "GENERATE_VERIFY_MAC"


def test_what_is_delivered_in_part_is_tried_again_in_part(synthesised):
    sources = properties(synthesised.api, "AWS::Lambda::EventSourceMapping")

    assert [item["FunctionResponseTypes"] for item in sources] == [
        ["ReportBatchItemFailures"]
    ] * len(SERVICES)


def test_a_queue_invokes_only_once_the_function_may_read_it(synthesised):
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


def test_the_deliverer_is_told_where_mail_goes(synthesised):
    variables = variables_of(synthesised, "delivery")

    assert json.loads(variables["CONTACT_RECIPIENTS"]) == SETTINGS.contact.recipients
    assert variables["CONTACT_SENDER"] == SETTINGS.contact.sender


def test_the_sender_is_told_each_queue_by_its_service(synthesised):
    written = variables_of(synthesised, "contact")["CONTACT_QUEUES"]["Fn::Join"][1]

    assert [word for word in SERVICES if f'"{word}":' in "".join(filter(is_text, written))] == list(
        SERVICES
    )


def is_text(part):
    return isinstance(part, str)


def test_the_register_is_told_who_its_payers_are(synthesised):
    variables = variables_of(synthesised, "decision_register")

    assert json.loads(variables["REGISTER_PAYERS"]) == {PAYER: "payer"}


def test_only_time_deletes_a_record_of_the_register(synthesised):
    (register,) = (
        name
        for name, item in of_type(synthesised.api, TABLE).items()
        if item["Properties"]["KeySchema"][0]["AttributeName"] == "payer"
    )
    may = {
        action
        for policy in properties(synthesised.api, "AWS::IAM::ManagedPolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if register in json.dumps(statement["Resource"])
        for action in statement["Action"]
    }

    assert not {action for action in may if "Delete" in action or "Batch" in action}


STANDS_FOR = {"sesv2": "ses"}
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
        xform_name(operation): f"{STANDS_FOR.get(service, service)}:{operation}"
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
def test_a_function_may_do_what_its_code_does_and_no_more(synthesised, calls, function, folder):
    used = {
        calls[node.attr]
        for path in (FUNCTIONS / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in calls
    }
    granted = allowed(synthesised.api, function) - FOR_THE_KEY - FOR_THE_QUEUE

    assert {action for action in granted if not action.startswith("logs:")} == used


def test_mail_goes_out_under_one_name_only(synthesised):
    statements = [
        statement
        for policy in properties(synthesised.api, "AWS::IAM::ManagedPolicy")
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Action"] == "ses:SendEmail"
    ]
    (identity,) = of_type(synthesised.api, "AWS::SES::EmailIdentity")

    assert [identity in json.dumps(each["Resource"]) for each in statements] == [True]
