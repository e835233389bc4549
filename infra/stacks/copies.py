"""The stack with a vault in another region or account, to which backups are copied every week."""

from __future__ import annotations

from aws_cdk import Duration, Environment, RemovalPolicy, Stack
from aws_cdk.aws_backup import BackupVault, IBackupVault, LockConfiguration
from aws_cdk.aws_iam import AccountPrincipal, Effect, PolicyStatement, StarPrincipal
from aws_cdk.aws_kms import Key
from constructs import Construct

from infra.settings import Copies, Settings
from infra.stacks.keys import data_key


class CopiesStack(Stack):
    """A locked vault: nobody deletes a copy before its time without lifting the lock first."""

    def __init__(
        self, scope: Construct, name: str, *, copies: Copies, settings: Settings, source: str
    ) -> None:
        """Create the key and the vault. ``source`` is the account whose backups are copied."""
        super().__init__(
            scope,
            name,
            env=Environment(region=copies.region, account=copies.account or None),
            termination_protection=settings.keeps_data,
        )
        key = data_key(self, "Key", "copies of backups", settings)
        vault = BackupVault(
            self,
            "Vault",
            backup_vault_name=vault_name(settings),
            encryption_key=key,
            # Governance mode: without ``changeable_for``, a mistake in it can be put right.
            lock_configuration=LockConfiguration(min_retention=Duration.days(settings.backup_days)),
            removal_policy=RemovalPolicy.RETAIN if settings.keeps_data else RemovalPolicy.DESTROY,
        )
        vault.add_to_access_policy(
            PolicyStatement(
                effect=Effect.DENY,
                principals=[StarPrincipal()],
                actions=["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
                resources=["*"],  # in the policy of a vault these are its recovery points
            )
        )
        if copies.account:
            _admit(vault, key, source)


def vault_name(settings: Settings) -> str:
    """The name of the vault, which the plan of another region knows without an export."""
    return f"alimenta-{settings.stage}-copies"


def vault_of_copies(scope: Construct, copies: Copies, settings: Settings) -> IBackupVault:
    """The vault as the stack of the tables refers to it."""
    stack = Stack.of(scope)
    account = copies.account or stack.account
    arn = f"arn:{stack.partition}:backup:{copies.region}:{account}:backup-vault"
    return BackupVault.from_backup_vault_arn(scope, "Copies", f"{arn}:{vault_name(settings)}")


def _admit(vault: BackupVault, key: Key, source: str) -> None:
    """Let the account of the tables copy into the vault and use its key."""
    account = AccountPrincipal(source)
    vault.add_to_access_policy(
        PolicyStatement(
            principals=[account], actions=["backup:CopyIntoBackupVault"], resources=["*"]
        )
    )
    key.add_to_resource_policy(
        PolicyStatement(
            principals=[account],
            actions=[
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncrypt*",
                "kms:GenerateDataKey*",
            ],
            resources=["*"],  # in the policy of a key this is the key itself
        )
    )
    key.add_to_resource_policy(
        PolicyStatement(
            principals=[account],
            actions=["kms:CreateGrant"],
            resources=["*"],
            conditions={"Bool": {"kms:GrantIsForAWSResource": "true"}},
        )
    )
