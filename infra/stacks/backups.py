"""Nightly backups of the tables in an AWS Backup vault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk.aws_backup import (
    BackupPlan,
    BackupPlanCopyActionProps,
    BackupPlanRule,
    BackupResource,
    BackupVault,
    IBackupVault,
)
from aws_cdk.aws_dynamodb import Table
from aws_cdk.aws_events import Schedule
from aws_cdk.aws_iam import ManagedPolicy, PolicyStatement, Role, ServicePrincipal
from aws_cdk.aws_kms import IKey
from constructs import Construct

from infra.settings import Settings
from infra.stacks.copies import vault_of_copies
from infra.stacks.nag_suppressions import for_recovery_points, suppress

COPYING = ("dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob")
STORING = ("backup:CopyIntoBackupVault", "backup:DescribeBackupVault")
"""What AWS documents for a backup of DynamoDB with its advanced features.

Managed policies for AWS Backup: DynamodbBackupPermissions, KMSDynamoDBPermissions,
BackupVaultPermissions, KMSPermissions and KMSCreateGrantPermissions.
"""


WEEKLY = "weekly"
NIGHTLY_DAYS = 7
"""How long the copy of a night is kept; point-in-time recovery covers the days between."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A table, and the key it is encrypted with."""

    table: Table
    key: IKey


class Backups(Construct):
    """The plan, its vault, and a role for these tables only."""

    def __init__(
        self, scope: Construct, tables: Sequence[BackedUp], key: IKey, settings: Settings
    ) -> None:
        """Create the vault, then the plan for the tables."""
        super().__init__(scope, "Backups")
        keeps = settings.keeps_data
        self.vault = BackupVault(
            self,
            "Vault",
            encryption_key=key,
            removal_policy=RemovalPolicy.RETAIN if keeps else RemovalPolicy.DESTROY,
        )
        copies = vault_of_copies(self, settings.copies, settings) if settings.copies else None
        plan = BackupPlan(self, "Plan", backup_vault=self.vault)
        # Each copy is a full one: those of every night are kept for a week only.
        for name, schedule, days in (
            ("nightly", Schedule.cron(hour="2", minute="0"), NIGHTLY_DAYS),
            (WEEKLY, Schedule.cron(hour="3", minute="0", week_day="SUN"), settings.backup_days),
        ):
            plan.add_rule(
                BackupPlanRule(
                    rule_name=name,
                    schedule_expression=schedule,
                    delete_after=Duration.days(days),
                    copy_actions=_copied_to(copies, days) if name == WEEKLY else None,
                )
            )
        role = Role(self, "Role", assumed_by=ServicePrincipal("backup.amazonaws.com"))
        policy = ManagedPolicy(
            self,
            "Policy",
            statements=[
                PolicyStatement(
                    actions=list(COPYING), resources=[each.table.table_arn for each in tables]
                ),
                PolicyStatement(actions=list(STORING), resources=[self.vault.backup_vault_arn]),
                *_use_of_keys([each.key for each in tables], key, Stack.of(self).region),
                *(_copying_to(self, copies) if copies else ()),
            ],
            roles=[role],
        )
        if copies:
            suppress(policy, for_recovery_points(Stack.of(self).region))
        plan.add_selection(
            "Tables",
            resources=[BackupResource.from_dynamo_db_table(each.table) for each in tables],
            role=role.without_policy_updates(),
            disable_default_backup_policy=True,
        )


def _copied_to(vault: IBackupVault | None, days: int) -> list[BackupPlanCopyActionProps] | None:
    if vault is None:
        return None
    return [
        BackupPlanCopyActionProps(destination_backup_vault=vault, delete_after=Duration.days(days))
    ]


def _copying_to(scope: Construct, vault: IBackupVault) -> list[PolicyStatement]:
    """Read a recovery point of this account, whose name nobody knows before, and write it there."""
    stack = Stack.of(scope)
    points = f"arn:{stack.partition}:backup:{stack.region}:{stack.account}:recovery-point:*"
    return [
        PolicyStatement(actions=["backup:CopyFromBackupVault"], resources=[points]),
        PolicyStatement(actions=["backup:CopyIntoBackupVault"], resources=[vault.backup_vault_arn]),
    ]


def _use_of_keys(tables: Sequence[IKey], vault: IKey, region: str) -> list[PolicyStatement]:
    """Read the tables through DynamoDB, and have AWS Backup encrypt the vault."""
    return [
        PolicyStatement(
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=[key.key_arn for key in tables],
            conditions={"StringEquals": {"kms:ViaService": f"dynamodb.{region}.amazonaws.com"}},
        ),
        PolicyStatement(actions=["kms:DescribeKey"], resources=[vault.key_arn]),
        PolicyStatement(
            actions=["kms:CreateGrant"],
            resources=[vault.key_arn],
            conditions={"Bool": {"kms:GrantIsForAWSResource": "true"}},
        ),
    ]
