"""Decides from synthesised templates whether AWS would allow a call, as far as IAM is concerned.

Every resource gets the ARN that it would have in one account. A call is allowed by the policy of
the resource, by that of the role, or, for a key, by both together; a matching Deny always wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

ACCOUNT = "111122223333"
PARTITION = "aws"
SUFFIX = "amazonaws.com"

POLICIES = {
    "AWS::SNS::TopicPolicy": "Topics",
    "AWS::SQS::QueuePolicy": "Queues",
    "AWS::S3::BucketPolicy": "Bucket",
}
"""Types that hold the policy of another resource, and the property that names it."""

ARNS = {
    "AWS::SNS::Topic": "arn:aws:sns:{region}:{account}:{name}",
    "AWS::SQS::Queue": "arn:aws:sqs:{region}:{account}:{name}",
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:{region}:{account}:table/{name}",
    "AWS::KMS::Key": "arn:aws:kms:{region}:{account}:key/{name}",
    "AWS::Lambda::Function": "arn:aws:lambda:{region}:{account}:function:{name}",
    "AWS::Lambda::Alias": "arn:aws:lambda:{region}:{account}:function:{name}",
    "AWS::Route53::HealthCheck": "arn:aws:route53:::healthcheck/{name}",
    "AWS::IAM::Role": "arn:aws:iam::{account}:role/{name}",
    "AWS::S3::Bucket": "arn:aws:s3:::{name}",
    "AWS::Logs::LogGroup": "arn:aws:logs:{region}:{account}:log-group:{name}:*",
    "AWS::Backup::BackupVault": "arn:aws:backup:{region}:{account}:backup-vault:{name}",
    "AWS::CloudWatch::Alarm": "arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
    "AWS::CloudFront::Distribution": "arn:aws:cloudfront::{account}:distribution/{name}",
    "AWS::SecretsManager::Secret": "arn:aws:secretsmanager:{region}:{account}:secret:{name}",
    "AWS::Events::Rule": "arn:aws:events:{region}:{account}:rule/{name}",
}
NAMED_BY_ARN = ("AWS::SNS::Topic", "AWS::SecretsManager::Secret", "AWS::Lambda::Alias")
"""Types whose ``Ref`` is their ARN."""

OWN_NAMES = {
    "AWS::IAM::Role": "RoleName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::Backup::BackupVault": "BackupVaultName",
    "AWS::SES::EmailIdentity": "EmailIdentity",
    "AWS::SES::ConfigurationSet": "Name",
}


@dataclass(frozen=True)
class Call:
    """One call. ``principal`` is a service, or the ARN of a role or of an account's root."""

    principal: str
    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_service(self) -> bool:
        return self.principal.endswith(f".{SUFFIX}")

    @property
    def account(self) -> str:
        return ACCOUNT if self.by_service else self.principal.split(":")[4]

    def values(self) -> dict[str, str]:
        """The condition keys of the call, in lower case."""
        own = {"aws:securetransport": "true"}
        return own | {name.lower(): value for name, value in self.context.items()}


@dataclass(frozen=True)
class Resource:
    """A resource of a template, with its properties resolved."""

    name: str
    kind: str
    region: str
    properties: Any

    @property
    def arn(self) -> str:
        return ARNS[self.kind].format(
            region=self.region,
            account=ACCOUNT,
            name=self.properties.get(OWN_NAMES.get(self.kind, ""), self.name),
        )


class Templates:
    """All stacks of a stage."""

    def __init__(self, stacks: Mapping[str, tuple[str, Mapping[str, Any]]]) -> None:
        """Take each stack's region and template, by the name of the stack."""
        self._raw: dict[str, tuple[str, str, Mapping[str, Any]]] = {}
        self._exports: dict[str, tuple[str, Any]] = {}
        for stack, (region, template) in stacks.items():
            for name, item in template["Resources"].items():
                self._raw[name] = (stack, region, item)
            for output in template.get("Outputs", {}).values():
                if "Export" in output:
                    self._exports[output["Export"]["Name"]] = (region, output["Value"])
        self.resources = {
            name: Resource(name, item["Type"], region, self.resolved(item.get("Properties", {}), r))
            for name, (_, region, item) in self._raw.items()
            for r in (region,)
        }
        self.by_arn = {each.arn: each for each in self.resources.values() if each.kind in ARNS}

    def of(self, kind: str) -> list[Resource]:
        return [each for each in self.resources.values() if each.kind == kind]

    def resolved(self, node: Any, region: str) -> Any:
        """A part of a template with every reference replaced by what it stands for."""
        if isinstance(node, list):
            return [self.resolved(each, region) for each in node]
        if not isinstance(node, Mapping):
            return node
        if len(node) == 1:
            ((kind, value),) = node.items()
            replace = {
                "Ref": lambda: self._ref(value, region),
                "Fn::GetAtt": lambda: self._attribute(*value),
                "Fn::Join": lambda: value[0].join(
                    str(self.resolved(each, region)) for each in value[1]
                ),
                "Fn::ImportValue": lambda: self._imported(value),
                "Fn::Select": lambda: self.resolved(value[1], region)[int(value[0])],
                "Fn::Split": lambda: str(self.resolved(value[1], region)).split(value[0]),
            }
            if kind in replace:
                return replace[kind]()
            if kind.startswith("Fn::"):
                return f"<{kind}>"
        return {name: self.resolved(each, region) for name, each in node.items()}

    def _imported(self, name: str) -> Any:
        region, exported = self._exports[name]
        return self.resolved(exported, region)

    def _ref(self, name: str, region: str) -> str:
        pseudo = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": PARTITION,
            "AWS::Region": region,
            "AWS::URLSuffix": SUFFIX,
        }
        if name in pseudo:
            return pseudo[name]
        if name not in self._raw:
            return f"<parameter {name}>"
        return self._arn(name) if self._kind(name) in NAMED_BY_ARN else self._name(name)

    def _attribute(self, name: str, attribute: str) -> str:
        wants_arn = attribute in ("Arn", "TopicArn", "BackupVaultArn", "QueueArn")
        if wants_arn and self._kind(name) in ARNS:
            return self._arn(name)
        return self._name(name) if attribute.endswith("Name") else f"<{name}.{attribute}>"

    def _kind(self, name: str) -> str:
        return str(self._raw[name][2]["Type"])

    def _name(self, name: str) -> str:
        stack, region, item = self._raw[name]
        own = item.get("Properties", {}).get(OWN_NAMES.get(item["Type"], ""))
        if own is not None:
            return str(self.resolved(own, region))
        # CloudFormation begins a name of its own with that of the stack.
        return f"{stack}-{name}" if item["Type"] == "AWS::Logs::LogGroup" else name

    def _arn(self, name: str) -> str:
        region = self._raw[name][1]
        return ARNS[self._kind(name)].format(region=region, account=ACCOUNT, name=self._name(name))

    def allows(self, call: Call) -> bool:
        """Whether the policies allow the call."""
        on_resource = list(self._of_resource(call.resource))
        on_role = list(self._of_role(call.principal))
        if any(_matches(each, call, "Deny") for each in (*on_resource, *on_role)):
            return False
        by_resource = any(_matches(each, call, "Allow") for each in on_resource)
        by_role = any(_matches(each, call, "Allow", principal=False) for each in on_role)
        if call.resource.split(":")[2] == "kms":
            root = Call(f"arn:aws:iam::{ACCOUNT}:root", call.action, call.resource, call.context)
            delegated = any(_matches(each, root, "Allow") for each in on_resource)
            return by_resource or (by_role and delegated)
        if call.by_service or call.account != ACCOUNT:
            return by_resource
        return by_role or by_resource

    def _of_resource(self, arn: str) -> Iterator[Mapping[str, Any]]:
        """The statements of the policy of a resource."""
        owner = self.by_arn.get(arn) or self.by_arn.get(arn.partition("/")[0])
        if owner is None:
            return
        if owner.kind == "AWS::KMS::Key":
            yield from owner.properties["KeyPolicy"]["Statement"]
        if owner.kind == "AWS::Backup::BackupVault":
            yield from owner.properties.get("AccessPolicy", {}).get("Statement", ())
        if owner.kind == "AWS::IAM::Role":
            yield from owner.properties["AssumeRolePolicyDocument"]["Statement"]
        for kind, named_by in POLICIES.items():
            for policy in self.of(kind):
                named = policy.properties[named_by]
                names = named if isinstance(named, list) else [named]
                if {owner.arn, owner.name} & set(names):
                    yield from policy.properties["PolicyDocument"]["Statement"]
        for each in self.of("AWS::Lambda::Permission"):
            if each.properties["FunctionName"] == owner.arn:
                yield {
                    "Effect": "Allow",
                    "Principal": {"Service": each.properties["Principal"]},
                    "Action": each.properties["Action"],
                    "Condition": {"ArnLike": {"aws:SourceArn": each.properties["SourceArn"]}},
                }

    def _of_role(self, arn: str) -> Iterator[Mapping[str, Any]]:
        role = self.by_arn.get(arn)
        if role is None:
            return
        for policy in self.of("AWS::IAM::ManagedPolicy"):
            if self._name(role.name) in policy.properties["Roles"]:
                yield from policy.properties["PolicyDocument"]["Statement"]


def _matches(
    statement: Mapping[str, Any], call: Call, effect: str, *, principal: bool = True
) -> bool:
    return (
        statement["Effect"] == effect
        and (not principal or "Principal" not in statement or _is_named(statement, call))
        and any(fnmatchcase(call.action, each) for each in _all(statement["Action"]))
        and any(fnmatchcase(call.resource, each) for each in _all(statement.get("Resource", "*")))
        and all(
            _holds(operator, key, expected, call.values())
            for operator, keys in statement.get("Condition", {}).items()
            for key, expected in keys.items()
        )
    )


def _is_named(statement: Mapping[str, Any], call: Call) -> bool:
    named = statement["Principal"]
    if named == "*":
        return True
    if call.by_service:
        return call.principal in _all(named.get("Service", [])) or named.get("AWS") == "*"
    accounts = _all(named.get("AWS", []))
    return any(each in ("*", call.principal) for each in accounts)


def _holds(operator: str, key: str, expected: Any, values: Mapping[str, str]) -> bool:
    value = values.get(key.lower())
    match operator:
        case "StringEquals" | "ArnEquals":
            return value in _all(expected)
        case "StringLike" | "ArnLike":
            return value is not None and any(fnmatchcase(value, each) for each in _all(expected))
        case "Bool":
            return value == str(expected).lower()
    raise NotImplementedError(operator)


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
