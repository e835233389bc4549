"""A Lambda function with its package, log group, and a role with the listed permissions only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aws_cdk import Annotations, Duration, RemovalPolicy
from aws_cdk.aws_iam import ManagedPolicy, PolicyStatement, Role, ServicePrincipal
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_lambda import (
    Alias,
    ApplicationLogLevel,
    Architecture,
    Code,
    Function,
    LoggingFormat,
    Runtime,
    SystemLogLevel,
    VersionOptions,
)
from constructs import Construct

from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.logs import log_group
from infra.stacks.nag_suppressions import FUNCTIONS, UNRESERVED, suppress

LIVE = "live"
"""The alias that the API and the queues invoke. It names one version, two during a release."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The environment variables of a function, and its permissions besides its log."""

    environment: Mapping[str, str] = field(default_factory=dict)
    statements: Sequence[PolicyStatement] = ()


NO_NEEDS = Needs()
"""A calculator has no environment variables of its own and no permissions besides its log."""


class PackagedFunction(Construct):
    """A module of ``functions/handlers`` as a Lambda function."""

    def __init__(
        self,
        scope: Construct,
        *,
        package: Package,
        needs: Needs,
        log_key: IKey,
        settings: Settings,
    ) -> None:
        """Create the function, its role, its policy and its log group."""
        super().__init__(scope, package.function.replace("_", "-"))
        logs = log_group(self, "Logs", days=settings.log_days, key=log_key)
        role = Role(self, "Role", assumed_by=ServicePrincipal("lambda.amazonaws.com"))
        write_log = PolicyStatement(
            actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[logs.log_group_arn]
        )
        self.policy = ManagedPolicy(
            self,
            "Policy",
            description=f"Execution policy of {package.function}",
            statements=[write_log, *needs.statements],
            roles=[role],
        )
        reserved_concurrency = settings.concurrency_of(package.function)
        self.function = Function(
            self,
            "Function",
            description=f"Alimenta {settings.stage}: {package.function}",
            code=Code.from_asset(str(package.archive)),
            handler=f"functions.handlers.{package.function}.handler",
            runtime=Runtime.PYTHON_3_13,
            architecture=Architecture.ARM_64,
            memory_size=settings.memory_mb,
            timeout=Duration.seconds(settings.timeout_of(package.function)),
            reserved_concurrent_executions=reserved_concurrency,
            # The policy above is complete: no construct adds a permission.
            role=role.without_policy_updates(),
            log_group=logs,
            logging_format=LoggingFormat.JSON,
            application_log_level_v2=ApplicationLogLevel.INFO,
            system_log_level_v2=SystemLogLevel.WARN,
            environment={
                "PAGES_DIRECTORY": "/var/task/pages",
                "POWERTOOLS_SERVICE_NAME": package.function,
                **needs.environment,
            },
            # Kept, so that the alias can be moved back to one of before.
            current_version_options=VersionOptions(removal_policy=RemovalPolicy.RETAIN),
        )
        self.live = Alias(self, "Live", alias_name=LIVE, version=self.function.current_version)
        suppress(self.function, FUNCTIONS)
        if reserved_concurrency is None:
            suppress(self.function, UNRESERVED)
        if package.missing:
            # The template can be written without a complete package; the CDK does not deploy it.
            Annotations.of(self).add_error(
                f"{package.function}: not in the package: {', '.join(package.missing)}"
            )
