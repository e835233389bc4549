"""Each call between two services that the stacks rely on is allowed by their policies."""

import ast

import pytest
from botocore import session as botocore_session
from botocore import xform_name

from infra.packages.places import FUNCTIONS
from tests.infra.conftest import PAYERS
from tests.infra.policies import ACCOUNT, SUFFIX, Call

FROM_HERE = {"aws:SourceAccount": ACCOUNT}
THROUGH = {
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::SQS::Queue": "sqs",
}


def refused(templates, calls):
    """The calls that the policies do not allow, as text."""
    made = list(calls)
    assert made
    return [
        f"{call.principal} {call.action} {call.resource}"
        for call in made
        if not templates.allows(call)
    ]


def key_of(templates, arn):
    """The ARN of the key that a topic, a queue, a table, a vault or a log is encrypted with."""
    properties = templates.by_arn[arn].properties
    named = (
        properties.get("KmsMasterKeyId")
        or properties.get("KmsKeyId")
        or properties.get("EncryptionKeyArn")
        or properties["SSESpecification"]["KMSMasterKeyId"]
    )
    return str(named)


def notified(templates):
    """Each topic with the service that publishes to it, and in whose name."""
    for alarm in templates.of("AWS::CloudWatch::Alarm"):
        for topic in {*alarm.properties["AlarmActions"], *alarm.properties.get("OKActions", [])}:
            yield f"cloudwatch.{SUFFIX}", alarm.arn, topic
    for budget in templates.of("AWS::Budgets::Budget"):
        for notification in budget.properties["NotificationsWithSubscribers"]:
            for subscriber in notification["Subscribers"]:
                arn = f"arn:aws:budgets::{ACCOUNT}:*"
                yield f"budgets.{SUFFIX}", arn, subscriber["Address"]


def test_alarms_and_budget_may_publish_to_their_topic(templates):
    assert not refused(
        templates,
        (
            Call(service, "sns:Publish", topic, {**FROM_HERE, "aws:SourceArn": source})
            for service, source, topic in notified(templates)
        ),
    )


def test_alarms_and_budget_may_use_key_of_their_topic(templates):
    assert not refused(
        templates,
        (
            Call(
                service,
                action,
                key_of(templates, topic),
                {**FROM_HERE, "aws:SourceArn": source},
            )
            for service, source, topic in notified(templates)
            for action in ("kms:Decrypt", "kms:GenerateDataKey")
        ),
    )


def test_nobody_outside_account_may_publish_to_topic(templates):
    elsewhere = {"aws:SourceAccount": "999999999999"}
    topics = {topic for _, _, topic in notified(templates)}
    calls = [
        Call(principal, "sns:Publish", topic, elsewhere)
        for topic in topics
        for principal in (f"cloudwatch.{SUFFIX}", "arn:aws:iam::999999999999:root")
    ]

    assert len(refused(templates, calls)) == len(calls)


BACKUP_OF_TABLE = (
    "dynamodb:DescribeTable",
    "dynamodb:ListTagsOfResource",
    "dynamodb:StartAwsBackupJob",
)
BACKUP_INTO_VAULT = ("backup:CopyIntoBackupVault", "backup:DescribeBackupVault")
BACKUP_KEY = ("kms:Decrypt", "kms:GenerateDataKey")
"""What AWS documents that the role of a backup of DynamoDB needs (AWSBackupServiceRolePolicy)."""


def copied(templates):
    for selection in templates.of("AWS::Backup::BackupSelection"):
        chosen = selection.properties["BackupSelection"]
        for table in chosen["Resources"]:
            yield chosen["IamRoleArn"], table


def test_backup_role_may_read_each_table_and_use_its_key(templates):
    via = {"kms:ViaService": f"dynamodb.eu-central-1.{SUFFIX}"}
    assert not refused(
        templates,
        [
            call
            for role, table in copied(templates)
            for call in (
                *(Call(role, action, table) for action in BACKUP_OF_TABLE),
                *(Call(role, action, key_of(templates, table), via) for action in BACKUP_KEY),
            )
        ],
    )


def test_backup_role_may_write_to_vault_and_use_its_key(templates):
    grant = {"kms:GrantIsForAWSResource": "true"}
    roles = {role for role, _ in copied(templates)}
    vaults = [
        vault.arn
        for vault in templates.of("AWS::Backup::BackupVault")
        if vault.region == "eu-central-1"
    ]
    assert not refused(
        templates,
        [
            call
            for role in roles
            for vault in vaults
            for call in (
                *(Call(role, action, vault) for action in BACKUP_INTO_VAULT),
                Call(role, "kms:DescribeKey", key_of(templates, vault)),
                Call(role, "kms:CreateGrant", key_of(templates, vault), grant),
            )
        ],
    )


def test_backup_role_may_copy_recovery_point_to_vault_of_other_region(templates):
    (plan,) = templates.of("AWS::Backup::BackupPlan")
    targets = {
        each["DestinationBackupVaultArn"]
        for rule in plan.properties["BackupPlan"]["BackupPlanRule"]
        for each in rule.get("CopyActions", ())
    }
    point = f"arn:aws:backup:{plan.region}:{ACCOUNT}:recovery-point:any"
    assert targets <= templates.by_arn.keys()
    assert not refused(
        templates,
        [
            call
            for role in {role for role, _ in copied(templates)}
            for target in targets
            for call in (
                Call(role, "backup:CopyFromBackupVault", point),
                Call(role, "backup:CopyIntoBackupVault", target),
            )
        ],
    )


def test_nobody_may_delete_copy_in_vault_of_other_region(templates):
    (vault,) = (
        each for each in templates.of("AWS::Backup::BackupVault") if each.region != "eu-central-1"
    )
    root = f"arn:aws:iam::{ACCOUNT}:root"

    assert not templates.allows(Call(root, "backup:DeleteRecoveryPoint", vault.arn))


def test_backup_service_may_assume_backup_role(templates):
    roles = {role for role, _ in copied(templates)}
    assert not refused(
        templates, [Call(f"backup.{SUFFIX}", "sts:AssumeRole", role) for role in roles]
    )


def test_each_route_may_invoke_its_function(templates):
    (api,) = templates.of("AWS::ApiGatewayV2::Api")
    functions = {
        each.name: each.properties["IntegrationUri"]
        for each in templates.of("AWS::ApiGatewayV2::Integration")
    }
    assert not refused(
        templates,
        [
            Call(
                f"apigateway.{SUFFIX}",
                "lambda:InvokeFunction",
                functions[route.properties["Target"].rpartition("/")[2]],
                {
                    "aws:SourceArn": f"arn:aws:execute-api:{api.region}:{ACCOUNT}:{api.name}"
                    f"/$default/{_invoked_as(route.properties['RouteKey'])}"
                },
            )
            for route in templates.of("AWS::ApiGatewayV2::Route")
        ],
    )


def _invoked_as(route_key):
    if route_key == "$default":
        return "$default"
    return "*" + route_key.removeprefix("ANY ")


def test_lambda_may_assume_role_of_each_function(templates):
    roles = {each.properties["Role"] for each in templates.of("AWS::Lambda::Function")}
    assert not refused(
        templates, [Call(f"lambda.{SUFFIX}", "sts:AssumeRole", role) for role in roles]
    )


def test_lambda_may_read_each_queue_in_name_of_its_function(templates):
    roles = {each.name: each.properties["Role"] for each in templates.of("AWS::Lambda::Function")}
    invoked = {
        f"{each.name}:{each.properties['Name']}": roles[each.properties["FunctionName"]]
        for each in templates.of("AWS::Lambda::Alias")
    }
    sources = [
        (invoked[each.properties["FunctionName"]], each.properties["EventSourceArn"])
        for each in templates.of("AWS::Lambda::EventSourceMapping")
    ]
    actions = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
    assert not refused(
        templates,
        [
            call
            for role, queue in sources
            for call in (
                *(Call(role, action, queue) for action in actions),
                Call(role, "kms:Decrypt", key_of(templates, queue)),
            )
        ],
    )


PREFIXES = {"sesv2": "ses"}
"""Where the name of a permission is not the name of the service."""

USES_KEY = ("kms:Decrypt", "kms:GenerateDataKey")


def called(folder):
    """The permission of each call that the code of a folder makes."""
    loader = botocore_session.get_session()
    known = {
        xform_name(operation): f"{PREFIXES.get(service, service)}:{operation}"
        for service in ("dynamodb", "kms", "sesv2", "sqs")
        for operation in loader.get_service_model(service).operation_names
    }
    return {
        known[node.attr]
        for path in (FUNCTIONS / folder).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in known
    }


@pytest.mark.parametrize(
    ("function", "folder"),
    [
        ("contact", "contact"),
        ("delivery", "contact/delivery"),
        ("decision_register", "decision_register"),
    ],
)
def test_function_may_make_each_call_of_its_code_on_some_resource_and_use_its_key(
    templates, function, folder
):
    (role,) = (
        each.properties["Role"]
        for each in templates.of("AWS::Lambda::Function")
        if each.properties["Handler"] == f"functions.handlers.{function}.handler"
    )
    missing = []
    for action in called(folder):
        targets = [
            arn
            for arn in _candidates(templates, action.partition(":")[0])
            if templates.allows(Call(role, action, arn))
        ]
        if not targets:
            missing.append(action)
        for arn in targets:
            if arn in templates.by_arn and templates.by_arn[arn].kind in THROUGH:
                key = key_of(templates, arn)
                missing += [use for use in USES_KEY if not templates.allows(Call(role, use, key))]

    assert missing == []


def _candidates(templates, service):
    if service == "ses":
        return [
            f"arn:aws:ses:{each.region}:{ACCOUNT}:{kind}/{name}"
            for type_, kind, named in (
                ("AWS::SES::EmailIdentity", "identity", "EmailIdentity"),
                ("AWS::SES::ConfigurationSet", "configuration-set", "Name"),
            )
            for each in templates.of(type_)
            for name in [each.properties.get(named, each.name)]
        ]
    return [arn for arn in templates.by_arn if arn.split(":")[2] == service]


def test_logs_may_use_key_of_each_log_group(templates):
    assert not refused(
        templates,
        [
            Call(
                f"logs.{each.region}.{SUFFIX}",
                action,
                key_of(templates, each.arn),
                {"kms:EncryptionContext:aws:logs:arn": templates._arn(each.name)[:-2]},
            )
            for each in templates.of("AWS::Logs::LogGroup")
            for action in ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey")
        ],
    )


def test_functions_may_write_their_own_log(templates):
    groups = {each.name: templates._arn(each.name) for each in templates.of("AWS::Logs::LogGroup")}
    by_name = {templates._name(name): arn for name, arn in groups.items()}
    assert not refused(
        templates,
        [
            Call(
                each.properties["Role"],
                action,
                by_name[each.properties["LoggingConfig"]["LogGroup"]],
            )
            for each in templates.of("AWS::Lambda::Function")
            for action in ("logs:CreateLogStream", "logs:PutLogEvents")
        ],
    )


def test_distribution_may_read_site_and_bucket_may_write_its_access_log(templates):
    (distribution,) = templates.of("AWS::CloudFront::Distribution")
    (site,) = (
        each
        for each in templates.of("AWS::S3::Bucket")
        if "LoggingConfiguration" in each.properties
    )
    log = site.properties["LoggingConfiguration"]
    assert not refused(
        templates,
        [
            Call(
                f"cloudfront.{SUFFIX}",
                "s3:GetObject",
                f"{site.arn}/index.html",
                {"AWS:SourceArn": distribution.arn},
            ),
            Call(
                f"logging.s3.{SUFFIX}",
                "s3:PutObject",
                f"arn:aws:s3:::{log['DestinationBucketName']}/{log['LogFilePrefix']}x",
                {**FROM_HERE, "aws:SourceArn": site.arn},
            ),
        ],
    )


def test_no_plain_connection_reaches_queue_topic_or_bucket(templates):
    plain = {"aws:SecureTransport": "false", **FROM_HERE}
    root = f"arn:aws:iam::{ACCOUNT}:root"
    actions = {
        "AWS::SQS::Queue": "sqs:SendMessage",
        "AWS::SNS::Topic": "sns:Publish",
        "AWS::S3::Bucket": "s3:GetObject",
    }
    calls = [
        Call(root, action, each.arn, plain)
        for kind, action in actions.items()
        for each in templates.of(kind)
    ]

    assert len(refused(templates, calls)) == len(calls)


def role_of_payer(templates, payer):
    (role,) = (
        each
        for each in templates.of("AWS::IAM::Role")
        if each.properties.get("RoleName", "").endswith(f"-payer-{payer.name}")
    )
    return role.arn


def signed_routes(templates):
    (api,) = templates.of("AWS::ApiGatewayV2::Api")
    for route in templates.of("AWS::ApiGatewayV2::Route"):
        path = route.properties["RouteKey"].removeprefix("ANY ")
        # The name of a decision within a path is replaced by one.
        parts = ("0" * 32 if part.startswith("{") else part for part in path.split("/"))
        arn = f"arn:aws:execute-api:{api.region}:{ACCOUNT}:{api.name}/$default"
        yield route.properties["AuthorizationType"] == "AWS_IAM", f"{arn}/GET{'/'.join(parts)}"


@pytest.mark.parametrize("payer", PAYERS, ids=lambda payer: payer.name)
def test_payer_may_assume_its_role_with_its_external_id_only(templates, payer):
    role = role_of_payer(templates, payer)
    caller = f"arn:aws:iam::{payer.account}:root"

    with_it, without, wrong = (
        templates.allows(Call(caller, "sts:AssumeRole", role, context))
        for context in (
            {"sts:ExternalId": payer.external_id},
            {},
            {"sts:ExternalId": "guess"},
        )
    )
    assert (with_it, without, wrong) == (True, False, False)


@pytest.mark.parametrize("payer", PAYERS, ids=lambda payer: payer.name)
def test_payer_may_invoke_routes_of_register_and_no_other(templates, payer):
    role = role_of_payer(templates, payer)

    for is_signed, route in signed_routes(templates):
        assert templates.allows(Call(role, "execute-api:Invoke", route)) == is_signed, route


def test_payer_may_not_assume_role_of_other_payer(templates):
    for payer in PAYERS:
        for other in PAYERS:
            if other != payer:
                call = Call(
                    f"arn:aws:iam::{payer.account}:root",
                    "sts:AssumeRole",
                    role_of_payer(templates, other),
                    {"sts:ExternalId": payer.external_id},
                )
                assert not templates.allows(call)


def test_role_of_other_account_may_not_invoke_route(templates):
    routes = [route for is_signed, route in signed_routes(templates) if is_signed]
    foreign = "arn:aws:iam::222233334444:role/anything"

    assert not [
        each for each in routes if templates.allows(Call(foreign, "execute-api:Invoke", each))
    ]
