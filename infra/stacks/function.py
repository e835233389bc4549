"""One function: its package, its own log, its own role that may write that log and no more."""

from __future__ import annotations

from aws_cdk import Annotations, Duration
from aws_cdk.aws_iam import Role, ServicePrincipal
from aws_cdk.aws_lambda import (
    ApplicationLogLevel,
    Architecture,
    Code,
    Function,
    LoggingFormat,
    Runtime,
    SystemLogLevel,
)
from constructs import Construct

from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.logs import log_group


class PackagedFunction(Construct):
    """A folder of ``functions/``, running."""

    def __init__(
        self, scope: Construct, name: str, *, package: Package, settings: Settings
    ) -> None:
        """Make the function, its role and its log group."""
        super().__init__(scope, name)
        logs = log_group(self, "Logs", settings.log_days)
        role = Role(self, "Role", assumed_by=ServicePrincipal("lambda.amazonaws.com"))
        logs.grant_write(role)
        self.function = Function(
            self,
            "Function",
            description=f"Alimenta {settings.stage}: {package.function}",
            code=Code.from_asset(str(package.archive)),
            handler=f"functions.{package.function}.handler.handler",
            runtime=Runtime.PYTHON_3_13,
            architecture=Architecture.ARM_64,
            memory_size=settings.memory_mb,
            timeout=Duration.seconds(settings.timeout_seconds),
            role=role,
            log_group=logs,
            logging_format=LoggingFormat.JSON,
            application_log_level_v2=ApplicationLogLevel.INFO,
            system_log_level_v2=SystemLogLevel.WARN,
            environment={
                "PAGES_DIRECTORY": "/var/task/pages",
                "POWERTOOLS_SERVICE_NAME": package.function,
            },
        )
        if package.missing:
            # The template can be read without a package; the CDK deploys nothing that has an error.
            Annotations.of(self).add_error(
                f"{package.function}: not in the package: {', '.join(package.missing)}"
            )
