import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.api_routes import ApiRoutes, read_routes
from infra.cloudfront.url_rewrite import SiteMap
from infra.packages.build import Package
from infra.settings import SERVICES, Contact, Domain, Payer, Throttling, settings_of
from infra.stacks.cloud import Stacks, build_stacks, new_app
from tests.infra.policies import Templates

CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000"

CERTIFICATE_OF_REGION = CERTIFICATE.replace("us-east-1", "eu-central-1")

PAYERS = (
    Payer("fund-one", account="222233334444", external_id="external-id-of-fund-one"),
    Payer("fund-two", account="333344445555", external_id="external-id-of-fund-two"),
)

SETTINGS = replace(
    settings_of("production"),
    domain=Domain("alimenta.example", CERTIFICATE),
    contact=Contact(
        "contact@alimenta.test",
        {service: f"{service}@alimenta.test" for service in SERVICES},
        Throttling(rate=5, burst=20),
    ),
    payers=PAYERS,
    payers_domain=Domain("register.alimenta.example", CERTIFICATE_OF_REGION),
)


@dataclass(frozen=True)
class Synthesised:
    api_routes: ApiRoutes
    cloud: Stacks
    folder: Path

    def template(self, stack):
        return json.loads((self.folder / f"{stack.stack_name}.template.json").read_text())

    @property
    def api(self):
        return self.template(self.cloud.api)["Resources"]

    @property
    def site(self):
        return self.template(self.cloud.site)["Resources"]

    @property
    def firewall(self):
        return self.template(self.cloud.firewall)["Resources"]

    @property
    def budget(self):
        return self.template(self.cloud.budget)["Resources"]

    @property
    def copies(self):
        return self.template(self.cloud.copies)["Resources"]

    @property
    def cloud_stacks(self):
        return tuple(getattr(self.cloud, each.name) for each in fields(self.cloud))

    @property
    def everything(self):
        return {
            name: item
            for stack in self.cloud_stacks
            for name, item in self.template(stack)["Resources"].items()
        }


def of_type(resources, kind):
    return {name: item for name, item in resources.items() if item["Type"] == kind}


def properties(resources, kind):
    return [item["Properties"] for item in of_type(resources, kind).values()]


def resources_of(statement):
    named = statement["Resource"]
    return named if isinstance(named, list) else [named]


def actions_of(statement):
    named = statement["Action"]
    return named if isinstance(named, list) else [named]


def allowed(resources, folder):
    """Every action that the function of a folder may do."""
    (role,) = (
        item["Properties"]["Role"]["Fn::GetAtt"][0]
        for item in resources.values()
        if item["Type"] == "AWS::Lambda::Function"
        and item["Properties"]["Handler"] == f"functions.handlers.{folder}.handler"
    )
    return {
        action
        for item in resources.values()
        if item["Type"] == "AWS::IAM::ManagedPolicy"
        and {"Ref": role} in item["Properties"]["Roles"]
        for statement in item["Properties"]["PolicyDocument"]["Statement"]
        for action in actions_of(statement)
    }


def synthesise(folder: Path) -> Synthesised:
    """The production stage with a domain and addresses; its packages hold nothing."""
    archive = folder / "empty.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("empty", "")
    api_routes = read_routes()
    app = new_app(str(folder / "out"))
    cloud = build_stacks(
        app,
        settings=SETTINGS,
        api_routes=api_routes,
        packages={name: Package(name, archive, ()) for name in api_routes.deployed},
        site=SiteMap(frozenset({"", "about/"}), frozenset(), frozenset()),
    )
    app.synth()
    return Synthesised(api_routes, cloud, folder / "out")


@pytest.fixture(scope="session")
def firewall(synthesised):
    (only,) = properties(synthesised.firewall, "AWS::WAFv2::WebACL")
    return only


@pytest.fixture(scope="session")
def templates(synthesised):
    return Templates(
        {
            stack.stack_name: (stack.region, synthesised.template(stack))
            for stack in synthesised.cloud_stacks
        }
    )
