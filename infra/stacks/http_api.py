"""The HTTP API: the routes of the contract, each to the function it names."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aws_cdk.aws_apigatewayv2 import CfnStage, HttpApi, HttpMethod
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_lambda import Function
from constructs import Construct

from infra.contract import DEFAULT_FUNCTION, Contract
from infra.settings import Settings, Throttling
from infra.stacks.contact import SENDS
from infra.stacks.logs import log_group
from infra.stacks.nag_suppressions import OPEN_TO_ALL, suppress

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
        *,
        contract: Contract,
        functions: Mapping[str, Function],
        log_key: IKey,
        settings: Settings,
    ) -> None:
        """Make a route for each path of the contract, and one for everything else."""
        super().__init__(scope, "Contract")
        integrations = {
            folder: HttpLambdaIntegration(f"To-{folder}", functions[folder])
            for folder in contract.functions
        }
        self.api = HttpApi(
            self,
            "Api",
            api_name=f"alimenta-{settings.stage}",
            default_integration=integrations[DEFAULT_FUNCTION],
            create_default_stage=False,
        )
        signed = HttpIamAuthorizer()
        suppress(self.api.node.find_child("DefaultRoute"), OPEN_TO_ALL)
        for route in contract.routes:
            made = self.api.add_routes(
                path=route.path,
                methods=[HttpMethod.ANY],
                integration=integrations[route.function],
                authorizer=signed if route.is_signed else None,
            )
            # Never on a route of the register: the rule then holds there.
            for each in () if route.is_signed else made:
                suppress(each, OPEN_TO_ALL)
        self._add_stage(contract, log_key, settings)

    def _add_stage(self, contract: Contract, log_key: IKey, settings: Settings) -> None:
        """The only stage, at the root: paths are those of the contract, as they stand."""
        logs = log_group(self, "AccessLogs", days=settings.log_days, key=log_key)
        stage = CfnStage(
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
            # Here and not only in the firewall, which who knows the API's own address goes round.
            route_settings={
                f"ANY {route.path}": _limits(settings.contact.throttling)
                for route in contract.routes
                if route.function == SENDS
            },
        )
        # The settings of a route are refused as long as there is no such route.
        stage.node.add_dependency(self.api)


def _limits(throttling: Throttling) -> dict[str, int]:
    return {
        "ThrottlingRateLimit": throttling.rate,
        "ThrottlingBurstLimit": throttling.burst,
    }
