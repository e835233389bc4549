"""The stack that answers: the functions behind one API, what they lean on, and who watches."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import CfnOutput, Environment, Stack
from aws_cdk.aws_kms import Key
from constructs import Construct

from infra.contract import Contract
from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.alarms import Alarms, Watched
from infra.stacks.backups import Backups
from infra.stacks.budget import let_budgets_write
from infra.stacks.contact import DELIVERS, ContactResources
from infra.stacks.dashboard import add_dashboard
from infra.stacks.function import NOTHING, PackagedFunction
from infra.stacks.http_api import ContractApi
from infra.stacks.keys import data_key, let_alarms_use, let_logs_use
from infra.stacks.register import RegisterResources


class ApiStack(Stack):
    """The functions, their API, contact, the register, and the alarms."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        contract: Contract,
        packages: Mapping[str, Package],
        settings: Settings,
    ) -> None:
        """Make what the functions lean on, the functions, the routes, then what watches them."""
        super().__init__(
            scope,
            name,
            env=Environment(region=settings.region),
            termination_protection=settings.keeps_data,
        )
        self._settings = settings
        self._operations_key = self._make_operations_key()
        self.contact = ContactResources(self, settings)
        self.register = RegisterResources(self, settings)
        wings = self._make_functions(contract, packages)
        functions = {folder: wing.function for folder, wing in wings.items()}
        self.contact.feed(wings[DELIVERS])
        contract_api = ContractApi(
            self,
            contract=contract,
            functions=functions,
            log_key=self._operations_key,
            settings=settings,
        )
        self.api = contract_api.api
        self.domain_name = f"{self.api.api_id}.execute-api.{self.region}.{self.url_suffix}"
        self.base_path = contract.base_path
        self.alarms = Alarms(self, self._operations_key, settings)
        let_budgets_write(self.alarms.topic)
        watched = Watched(self.api, functions, self.contact.queues)
        self.alarms.watch(watched)
        add_dashboard(self, watched, self.alarms.all, settings)
        Backups(
            self,
            {"contact": self.contact.table, "register": self.register.table},
            self.register.key,
            settings,
        )
        self._say()

    def _make_operations_key(self) -> Key:
        key = data_key(self, "OperationsKey", "logs and alarms", self._settings)
        let_logs_use(key, self.stack_name)
        let_alarms_use(key)
        return key

    def _make_functions(
        self, contract: Contract, packages: Mapping[str, Package]
    ) -> dict[str, PackagedFunction]:
        wing = Construct(self, "Functions")
        needs = {**self.contact.needs(), **self.register.needs()}
        return {
            folder: PackagedFunction(
                wing,
                package=packages[folder],
                needs=needs.get(folder, NOTHING),
                log_key=self._operations_key,
                settings=self._settings,
            )
            for folder in contract.deployed
        }

    def _say(self) -> None:
        """What the commands of ``infra.operations`` read."""
        CfnOutput(self, "ApiAddress", value=f"https://{self.domain_name}{self.base_path}")
        CfnOutput(self, "AlarmTopic", value=self.alarms.topic.topic_arn)
        for each in self.contact.queues:
            name = each.service.title().replace("-", "")
            CfnOutput(self, f"DeadLetters{name}", value=each.dead_letters.queue_arn)
