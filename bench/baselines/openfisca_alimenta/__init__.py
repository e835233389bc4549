"""Both rules written for OpenFisca: a country package, as its web API and its command take one."""

from __future__ import annotations

from pathlib import Path

from openfisca_alimenta import maintenance, waiver
from openfisca_alimenta.entities import Child
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

HERE = Path(__file__).parent


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The advances on maintenance for a child, and the waiver of a debt."""

    def __init__(self) -> None:
        """Read the parameters and take the variables."""
        super().__init__([Child])
        self.load_parameters(str(HERE / "parameters"))
        for variable in (*maintenance.VARIABLES, *waiver.VARIABLES):
            self.add_variable(variable)
