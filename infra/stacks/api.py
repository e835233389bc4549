"""The API stack: the Lambda functions, the HTTP API, their resources, alarms and dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aws_cdk import CfnOutput, Environment, Stack
from aws_cdk.aws_kms import Key
from constructs import Construct

from functions.http.origin import SECRETS
from infra.api_routes import ApiRoutes
from infra.packages.build import Package
from infra.settings import Settings
from infra.stacks.alarms import Alarms, Monitored
from infra.stacks.backups import BackedUp, Backups
from infra.stacks.budget import allow_publishing
from infra.stacks.contact import DELIVERS, ContactResources
from infra.stacks.dashboard import add_dashboard
from infra.stacks.edge_alarms import certificate_alarm
from infra.stacks.function import NO_NEEDS, Needs, PackagedFunction
from infra.stacks.http_api import PublicApi
from infra.stacks.keys import allow_alarms, allow_logs, data_key
from infra.stacks.origin_secret import OriginSecret
from infra.stacks.register import RegisterResources
from infra.stacks.releases import Releases


class ApiStack(Stack):
    """The functions, their API, contact, the register, and the alarms."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        api_routes: ApiRoutes,
        packages: Mapping[str, Package],
        settings: Settings,
    ) -> None:
        """Create the resources of the functions, the functions, the routes, then the alarms."""
        super().__init__(
            scope,
            name,
            env=Environment(region=settings.region),
            termination_protection=settings.keeps_data,
        )
        self._settings = settings
        self._operations_key = self._make_operations_key()
        self.origin = OriginSecret(self, self._operations_key)
        self.contact = ContactResources(self, settings)
        self.register = RegisterResources(self, settings)
        packaged = self._make_functions(api_routes, packages)
        functions = {name: each.function for name, each in packaged.items()}
        self.contact.connect_queues(packaged[DELIVERS])
        public_api = PublicApi(
            self,
            api_routes=api_routes,
            functions={name: each.live for name, each in packaged.items()},
            log_key=self._operations_key,
            settings=settings,
        )
        self.api = public_api.api
        self.register.admit_payers(self.api, api_routes.routes)
        self.domain_name = f"{self.api.api_id}.execute-api.{self.region}.{self.url_suffix}"
        self.base_path = api_routes.base_path
        self.alarms = Alarms(self, self._operations_key, settings)
        allow_publishing(self.alarms.topic, "budgets.amazonaws.com", "Budgets")
        backed_up = (
            BackedUp(self.contact.table, self.contact.key),
            BackedUp(self.register.table, self.register.key),
            BackedUp(self.register.audit, self.register.key),
        )
        backups = Backups(self, backed_up, self.register.key, settings)
        tables = (self.contact.table, self.contact.limits, self.register.table, self.register.audit)
        monitored = Monitored(
            self.api, functions, self.contact.queues, tables, backups.vault, len(backed_up)
        )
        self.alarms.monitor(monitored)
        if settings.canary:
            stopping = {name: self.alarms.stopping(name) for name in packaged}
            Releases(self, packaged, stopping)
        add_dashboard(self, monitored, self.alarms.all, settings)
        if settings.payers_domain and public_api.payers_domain:
            certificate = settings.payers_domain.certificate_arn
            certificate_alarm(self.alarms, certificate, self.alarms.topic)
            target = public_api.payers_domain.regional_domain_name
            CfnOutput(
                self,
                "PayersAddress",
                value=f"https://{settings.payers_domain.name}{self.base_path}",
            )
            CfnOutput(self, "PayersCname", value=f"{settings.payers_domain.name} CNAME {target}")
        self._add_outputs()

    def _make_operations_key(self) -> Key:
        key = data_key(self, "OperationsKey", "logs and alarms", self._settings)
        allow_logs(key, self.stack_name)
        allow_alarms(key)
        return key

    def _make_functions(
        self, api_routes: ApiRoutes, packages: Mapping[str, Package]
    ) -> dict[str, PackagedFunction]:
        group = Construct(self, "Functions")
        needs = {**self.contact.needs(), **self.register.needs()}
        return {
            folder: PackagedFunction(
                group,
                package=packages[folder],
                needs=_behind_distribution(needs.get(folder, NO_NEEDS), self.origin)
                if folder in api_routes.functions
                else needs.get(folder, NO_NEEDS),
                log_key=self._operations_key,
                settings=self._settings,
            )
            for folder in api_routes.deployed
        }

    def _add_outputs(self) -> None:
        """The outputs that the commands of ``infra.operations`` read."""
        CfnOutput(self, "ApiAddress", value=f"https://{self.domain_name}{self.base_path}")
        CfnOutput(self, "OriginSecret", value=self.origin.secret.secret_arn)
        CfnOutput(self, "RegisterTable", value=self.register.table.table_name)
        CfnOutput(self, "RegisterSealKey", value=self.register.seal_key.key_arn)
        for name, record in self.contact.mail.records().items():
            CfnOutput(self, name, value=record)
        CfnOutput(self, "AlarmTopic", value=self.alarms.topic.topic_arn)
        for each in self.contact.queues:
            name = each.service.title().replace("-", "")
            CfnOutput(self, f"DeadLetters{name}", value=each.dead_letters.queue_arn)


def _behind_distribution(needs: Needs, origin: OriginSecret) -> Needs:
    """The needs of a function with a route: it knows what the distribution sends."""
    known = {SECRETS: origin.accepted, "ORIGIN_SECRET_VERSION": origin.version}
    return replace(needs, environment={**known, **needs.environment})
