"""The kinds of cases that are compared: every module of ``scenarios`` with random cases.

Its name is that of the calculator. It has ``REQUEST``, the request of the product; ``case(dice)``,
a random one; ``product(case)``, the product's answer in plain words; and ``naive(case)``, the same
from the facts alone. ``refused(case)``, where it stands, says whether the product must refuse the
case: True, False, or None where the facts leave it open.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.oracle import scenarios

NAMES = [one.name for one in iter_modules(scenarios.__path__)]
MODULES = [import_module(f"{scenarios.__name__}.{name}") for name in NAMES]
KINDS = {
    module.__name__.rsplit(".", 1)[-1]: module for module in MODULES if hasattr(module, "case")
}
