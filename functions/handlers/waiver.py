"""The Lambda function of the waiver calculators."""

from functions.calculators.app import domain_application
from functions.calculators.registry import Domain

handler = domain_application(Domain.WAIVER)
