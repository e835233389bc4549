"""The HTTP API: the routes of the contract, each to the function it names."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aws_cdk import Acknowledgment, Validations
from aws_cdk.aws_apigatewayv2 import CfnStage, HttpApi, HttpMethod
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_lambda import Function
from constructs import Construct

from infra.contract import DEFAULT_FUNCTION, Contract
from infra.settings import Settings
from infra.stacks.logs import log_group

ACCESS_LINE = json.dumps(
    {
        "request": "$context.requestId",
        "time": "$context.requestTime",
        "route": "$context.routeKey",
        "status": "$context.status",
        "bytes": "$context.responseLength",
        "milliseconds": "$context.responseLatency",
        "integrationStatus": "$context.integrationStatus",
    }
)
"""What is noted of each request: neither who asked, nor what."""


class ContractApi(Construct):
    """The contract, reachable."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        contract: Contract,
        functions: Mapping[str, Function],
        settings: Settings,
    ) -> None:
        """Make a route for each path of the contract, and one for everything else."""
        super().__init__(scope, name)
        integrations = {
            folder: HttpLambdaIntegration(f"To-{folder}", function)
            for folder, function in functions.items()
        }
        self.api = HttpApi(
            self,
            "Api",
            api_name=f"alimenta-{settings.stage}",
            default_integration=integrations[DEFAULT_FUNCTION],
            create_default_stage=False,
        )
        for route in contract.routes:
            self.api.add_routes(
                path=route.path,
                methods=[HttpMethod.ANY],
                integration=integrations[route.function],
            )
        Validations.of(self.api).acknowledge(
            Acknowledgment(
                id="AwsSolutions-APIG4",
                reason="Anyone may ask: the law is public, nothing is kept, nobody has an account.",
            )
        )
        self._add_stage(settings)

    def _add_stage(self, settings: Settings) -> None:
        """The only stage, at the root: paths are those of the contract, as they stand."""
        logs = log_group(self, "AccessLogs", settings.log_days)
        CfnStage(
            self,
            "Stage",
            api_id=self.api.api_id,
            stage_name="$default",
            auto_deploy=True,
            access_log_settings=CfnStage.AccessLogSettingsProperty(
                destination_arn=logs.log_group_arn, format=ACCESS_LINE
            ),
            default_route_settings=CfnStage.RouteSettingsProperty(
                throttling_rate_limit=settings.throttling.rate,
                throttling_burst_limit=settings.throttling.burst,
            ),
        )
