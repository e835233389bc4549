"""The decision register: an append-only table whose records expire by TTL on the legal day."""

from __future__ import annotations

import json
from collections.abc import Iterable

from aws_cdk import CfnElement, Duration, Stack
from aws_cdk.aws_apigatewayv2 import HttpApi
from aws_cdk.aws_iam import AccountPrincipal, ManagedPolicy, PolicyStatement, Role
from constructs import Construct

from infra.api_routes import Route
from infra.payers import Payer
from infra.settings import Settings
from infra.stacks.function import Needs
from infra.stacks.keys import READ_AND_WRITE, data_key, may_use, signing_key
from infra.stacks.nag_suppressions import for_wildcards, suppress
from infra.stacks.tables import data_table, may_use_table

REGISTERS = "decision_register"

CALLED_WITH = ("GET", "HEAD", "POST")
"""The methods of the operations of the register."""


class RegisterResources(Construct):
    """The resources of the register. No function may delete a record; only the TTL does."""

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Create the key and the table."""
        super().__init__(scope, "Register")
        self._settings = settings
        self.key = data_key(self, "Key", "decision register", settings)
        self.table = data_table(
            self,
            keys=("payer", "decision_id"),
            ttl_attribute="delete_after",
            encryption_key=self.key,
            settings=settings,
        )

        self.audit = data_table(
            Construct(self, "Audit"),
            keys=("payer", "moment"),
            ttl_attribute="delete_after",
            encryption_key=self.key,
            settings=settings,
        )
        self.seal_key = signing_key(
            self, "SealKey", "seals of recorded decisions", settings, keeps=settings.keeps_data
        )

    def needs(self) -> dict[str, Needs]:
        """The environment variables and permissions of the function."""
        needs = Needs(
            environment={
                "REGISTER_TABLE": self.table.table_name,
                "REGISTER_AUDIT_TABLE": self.audit.table_name,
                "REGISTER_SEAL_KEY": self.seal_key.key_arn,
                "REGISTER_PAYERS": json.dumps(
                    {self._role_arn(payer): payer.name for payer in self._settings.payers}
                ),
            },
            statements=[
                may_use_table(self.table, "GetItem", "PutItem", "Query", "UpdateItem"),
                may_use_table(self.audit, "PutItem"),
                may_use(self.key, *READ_AND_WRITE),
                may_use(self.seal_key, "kms:GenerateMac", "kms:VerifyMac"),
            ],
        )
        return {REGISTERS: needs}

    def admit_payers(self, api: HttpApi, routes: Iterable[Route]) -> None:
        """A role for each payer, to be assumed from its own account.

        An HTTP API has no policy of its own: a role of another account cannot call it.
        """
        group = Construct(self, "Payers")
        called = [
            f"/$default/{method}{_any_id(route.path)}"
            for route in routes
            if route.is_signed
            for method in CALLED_WITH
        ]
        for payer in self._settings.payers:
            role = Role(
                group,
                payer.name,
                role_name=payer.role_name(self._settings.stage),
                description=f"Decision register, payer {payer.name}",
                assumed_by=AccountPrincipal(payer.account).with_conditions(
                    {"StringEquals": {"sts:ExternalId": payer.external_id}}
                ),
                max_session_duration=Duration.hours(1),
            )
            policy = ManagedPolicy(
                group,
                f"{payer.name}-policy",
                description=f"Calls of payer {payer.name}",
                statements=[
                    PolicyStatement(
                        actions=["execute-api:Invoke"],
                        resources=[f"{_api_arn(api)}{each}" for each in called],
                    )
                ],
                roles=[role],
            )
            suppress(policy, for_wildcards(_shown_arn(api), called))

    def _role_arn(self, payer: Payer) -> str:
        """The ARN of the role, which does not exist yet: an output would make a circle."""
        stack, name = Stack.of(self), payer.role_name(self._settings.stage)
        return f"arn:{stack.partition}:iam::{stack.account}:role/{name}"


def _api_arn(api: HttpApi) -> str:
    stack = Stack.of(api)
    return f"arn:{stack.partition}:execute-api:{stack.region}:{stack.account}:{api.api_id}"


def _shown_arn(api: HttpApi) -> str:
    """The ARN as a finding of cdk-nag writes it: each reference in angle brackets."""
    stack, resource = Stack.of(api), api.node.default_child
    if not isinstance(resource, CfnElement):
        raise TypeError(type(resource))
    name = stack.get_logical_id(resource)
    return f"arn:<AWS::Partition>:execute-api:{stack.region}:<AWS::AccountId>:<{name}>"


def _any_id(path: str) -> str:
    """The path with the wildcard of IAM where it holds the id of a decision."""
    return "/".join("*" if part.startswith("{") else part for part in path.split("/"))
