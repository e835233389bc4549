"""The HTTP API: the routes of the API description, each with its function."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aws_cdk.aws_apigatewayv2 import (
    CfnApiMapping,
    CfnStage,
    DomainName,
    HttpApi,
    HttpMethod,
    SecurityPolicy,
)
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_certificatemanager import Certificate
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_lambda import IFunction
from constructs import Construct

from infra.api_routes import DEFAULT_FUNCTION, ApiRoutes
from infra.settings import Settings, Throttling
from infra.stacks.contact import SENDS
from infra.stacks.logs import log_group
from infra.stacks.nag_suppressions import PUBLIC_ROUTES, suppress

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
"""The access log of a request: neither the client nor its data."""


class PublicApi(Construct):
    """The HTTP API with a route for each path of the API description."""

    def __init__(
        self,
        scope: Construct,
        *,
        api_routes: ApiRoutes,
        functions: Mapping[str, IFunction],
        log_key: IKey,
        settings: Settings,
    ) -> None:
        """Create a route for each path, and the default route."""
        super().__init__(scope, "Contract")
        integrations = {
            folder: HttpLambdaIntegration(f"To-{folder}", functions[folder])
            for folder in api_routes.functions
        }
        self.api = HttpApi(
            self,
            "Api",
            api_name=f"alimenta-{settings.stage}",
            default_integration=integrations[DEFAULT_FUNCTION],
            create_default_stage=False,
        )
        signed = HttpIamAuthorizer()
        suppress(self.api.node.find_child("DefaultRoute"), PUBLIC_ROUTES)
        for route in api_routes.routes:
            made = self.api.add_routes(
                path=route.path,
                methods=[HttpMethod.ANY],
                integration=integrations[route.function],
                authorizer=signed if route.is_signed else None,
            )
            # The rule holds for the routes of the register.
            for each in () if route.is_signed else made:
                suppress(each, PUBLIC_ROUTES)
        stage = self._add_stage(api_routes, log_key, settings)
        self.payers_domain = self._add_payers_domain(stage, settings)

    def _add_payers_domain(self, stage: CfnStage, settings: Settings) -> DomainName | None:
        """The name for payers, which is part of their signature and outlives the API itself."""
        domain = settings.payers_domain
        if domain is None:
            return None
        certificate = Certificate.from_certificate_arn(
            self, "PayersCertificate", domain.certificate_arn
        )
        name = DomainName(
            self,
            "PayersDomain",
            domain_name=domain.name,
            certificate=certificate,
            security_policy=SecurityPolicy.TLS_1_2,
        )
        mapping = CfnApiMapping(
            self,
            "PayersMapping",
            api_id=self.api.api_id,
            domain_name=name.name,
            stage=stage.stage_name,
        )
        mapping.add_dependency(stage)
        return name

    def _add_stage(self, api_routes: ApiRoutes, log_key: IKey, settings: Settings) -> CfnStage:
        """The default stage, whose paths have no prefix."""
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
            # Not only in the firewall, which a request to the API's own domain bypasses.
            route_settings={
                f"ANY {route.path}": _limits(settings.contact.throttling)
                for route in api_routes.routes
                if route.function == SENDS
            },
        )
        # API Gateway rejects settings of a route that does not exist yet.
        stage.node.add_dependency(self.api)
        return stage


def _limits(throttling: Throttling) -> dict[str, int]:
    return {
        "ThrottlingRateLimit": throttling.rate,
        "ThrottlingBurstLimit": throttling.burst,
    }
