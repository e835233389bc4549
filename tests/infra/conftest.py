import json
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.contract import Contract, read_contract
from infra.edge.site_map import SiteMap
from infra.packages.build import Package
from infra.settings import Domain, settings_of
from infra.stacks.cloud import Cloud, new_app, raise_cloud

CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Synthesised:
    contract: Contract
    cloud: Cloud
    folder: Path

    def template(self, stack):
        return json.loads((self.folder / f"{stack.stack_name}.template.json").read_text())

    @property
    def api(self):
        return self.template(self.cloud.api)["Resources"]

    @property
    def site(self):
        return self.template(self.cloud.site)["Resources"]


def of_type(resources, kind):
    return {name: item for name, item in resources.items() if item["Type"] == kind}


def properties(resources, kind):
    return [item["Properties"] for item in of_type(resources, kind).values()]


@pytest.fixture(scope="session")
def synthesised(tmp_path_factory):
    """The production stage with a domain, written once; its packages hold nothing."""
    folder = tmp_path_factory.mktemp("cloud")
    archive = folder / "empty.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("empty", "")
    contract = read_contract()
    app = new_app(str(folder / "out"))
    cloud = raise_cloud(
        app,
        settings=replace(settings_of("production"), domain=Domain("alimenta.example", CERTIFICATE)),
        contract=contract,
        packages={name: Package(name, archive, ()) for name in contract.functions},
        site=SiteMap(frozenset({"", "about/"}), frozenset(), frozenset()),
    )
    app.synth()
    return Synthesised(contract, cloud, folder / "out")
