"""Releases in two steps: a tenth of the requests for five minutes, then all; back on an alarm.

CodeDeploy moves the alias of each function from one version to the next while CloudFormation
updates the stack. Where an alarm goes off meanwhile, it moves the alias back, and CloudFormation
rolls the stack back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import Stack
from aws_cdk.aws_cloudwatch import Alarm
from aws_cdk.aws_codedeploy import (
    AutoRollbackConfig,
    LambdaApplication,
    LambdaDeploymentConfig,
    LambdaDeploymentGroup,
)
from aws_cdk.aws_iam import ManagedPolicy, PolicyStatement, Role, ServicePrincipal
from constructs import Construct

from infra.stacks.function import LIVE, PackagedFunction
from infra.stacks.nag_suppressions import for_alarms, suppress

MOVES = ("lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias")
"""What CodeDeploy does with the alias of a function."""


class Releases(Construct):
    """The deployment group of each function, and the role that moves their aliases only."""

    def __init__(
        self,
        scope: Construct,
        functions: Mapping[str, PackagedFunction],
        alarms: Mapping[str, Sequence[Alarm]],
    ) -> None:
        """Create the role, then a group for each function with the alarms that stop it."""
        super().__init__(scope, "Releases")
        role = Role(self, "Role", assumed_by=ServicePrincipal("codedeploy.amazonaws.com"))
        stack = Stack.of(self)
        any_alarm = f"arn:{stack.partition}:cloudwatch:{stack.region}:{stack.account}:alarm:*"
        policy = ManagedPolicy(
            self,
            "Policy",
            description="Moves the aliases of the functions",
            statements=[
                PolicyStatement(
                    actions=list(MOVES),
                    resources=[
                        arn
                        for each in functions.values()
                        # Not the ARN of the alias itself, which waits for its deployment group.
                        for arn in (_function(each), f"{_function(each)}:{LIVE}")
                    ],
                ),
                PolicyStatement(actions=["cloudwatch:DescribeAlarms"], resources=[any_alarm]),
            ],
            roles=[role],
        )
        suppress(policy, for_alarms(stack.region))
        application = LambdaApplication(self, "Functions")
        for folder, each in functions.items():
            group = LambdaDeploymentGroup(
                self,
                folder.replace("_", "-"),
                application=application,
                alias=each.live,
                deployment_config=LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES,
                alarms=list(alarms[folder]),
                auto_rollback=AutoRollbackConfig(
                    failed_deployment=True, stopped_deployment=True, deployment_in_alarm=True
                ),
                # The policy above is complete; that of AWS reaches every function.
                role=role.without_policy_updates(),
            )
            group.node.add_dependency(policy)


def _function(packaged: PackagedFunction) -> str:
    return packaged.function.function_arn
