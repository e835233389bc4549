"""The stack that answers: one function per folder that the contract names, behind one API."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import Acknowledgment, CfnOutput, Environment, Stack, Validations
from constructs import Construct

from infra.contract import Contract
from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.function import PackagedFunction
from infra.stacks.http_api import ContractApi


class ApiStack(Stack):
    """The functions and their API."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        contract: Contract,
        packages: Mapping[str, Package],
        settings: Settings,
    ) -> None:
        """Make the functions, then the routes to them."""
        super().__init__(scope, name, env=Environment(region=settings.region))
        wing = Construct(self, "Functions")
        functions = {
            folder: PackagedFunction(
                wing, folder.replace("_", "-"), package=packages[folder], settings=settings
            ).function
            for folder in contract.functions
        }
        Validations.of(wing).acknowledge(
            Acknowledgment(
                id="AwsSolutions-L1",
                reason="Packages are built for Python 3.13, supported as long as 3.14.",
            )
        )
        contract_api = ContractApi(
            self, "Contract", contract=contract, functions=functions, settings=settings
        )
        self.domain_name = f"{contract_api.api.api_id}.execute-api.{self.region}.{self.url_suffix}"
        self.base_path = contract.base_path
        CfnOutput(self, "ApiAddress", value=f"https://{self.domain_name}{contract.base_path}")
