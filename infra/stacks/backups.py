"""Nightly backups of the tables in an AWS Backup vault."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk.aws_backup import (
    BackupPlan,
    BackupPlanRule,
    BackupResource,
    BackupVault,
)
from aws_cdk.aws_dynamodb import Table
from aws_cdk.aws_events import Schedule
from aws_cdk.aws_iam import ManagedPolicy, PolicyStatement, Role, ServicePrincipal
from aws_cdk.aws_kms import IKey
from constructs import Construct

from infra.settings import Settings

COPYING = ("dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob")


class Backups(Construct):
    """The plan, its vault, and a role for these tables only."""

    def __init__(
        self, scope: Construct, tables: dict[str, Table], key: IKey, settings: Settings
    ) -> None:
        """Create the vault, then the plan for the tables."""
        super().__init__(scope, "Backups")
        keeps = settings.keeps_data
        vault = BackupVault(
            self,
            "Vault",
            encryption_key=key,
            removal_policy=RemovalPolicy.RETAIN if keeps else RemovalPolicy.DESTROY,
        )
        plan = BackupPlan(self, "Plan", backup_vault=vault)
        plan.add_rule(
            BackupPlanRule(
                rule_name="nightly",
                schedule_expression=Schedule.cron(hour="2", minute="0"),
                delete_after=Duration.days(settings.backup_days),
            )
        )
        role = Role(self, "Role", assumed_by=ServicePrincipal("backup.amazonaws.com"))
        ManagedPolicy(
            self,
            "Policy",
            statements=[
                PolicyStatement(
                    actions=list(COPYING), resources=[table.table_arn for table in tables.values()]
                )
            ],
            roles=[role],
        )
        plan.add_selection(
            "Tables",
            resources=[BackupResource.from_dynamo_db_table(table) for table in tables.values()],
            role=role.without_policy_updates(),
            disable_default_backup_policy=True,
        )
