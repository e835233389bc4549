"""The kinds of cases that are compared.

Each is a module with ``case(dice)``, a random request; ``product(case)``, the product's answer in
plain words; and ``naive(case)``, the same from the facts alone. Where it also has
``refused(case)``, the product must refuse those cases and no others.
"""

from tests.oracle.scenarios import (
    advances,
    appeals,
    arrears,
    deadlines,
    first_questions,
    indexation,
    particulars,
    payments,
    renewals,
    retention,
    undue,
    waiver,
)

KINDS = {
    "advances": advances,
    "waiver": waiver,
    "payments": payments,
    "undue": undue,
    "arrears": arrears,
    "indexation": indexation,
    "deadlines": deadlines,
    "appeals": appeals,
    "particulars": particulars,
    "retention": retention,
    "first_questions": first_questions,
    "renewals": renewals,
}
