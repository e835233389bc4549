"""How the product names what is compared: the only file to change when a name changes.

Only names stand here, no rule. ``REQUEST`` names a member that a request of the product may have:
a random case fills it in when the request has it. ``RESULT`` names what a result gives, as a path
of attributes. ``CODES`` names the dates of a result, and the status of a month.
"""

from dataclasses import fields
from functools import cache

REQUEST = {
    # The title's own yearly month of adaptation (1 to 12), its first one, the month of its index.
    "title.yearly_month": "indexation_month",
    "title.first_adaptation": "first_indexation",
    "title.index_month": "start_index_month",
    # That this title names the child, although the child was born after it.
    "child.named_in_title": "named_in_title",
    # The day of the decision that closes a complaint or a mediation.
    "appeal.complaint_closed_on": "complaint_closed_on",
    "appeal.complaint_withdrawn": "complaint_withdrawn",
    # The day on which the allowances of a kept decision were paid.
    "retention.paid_on": "paid_on",
}
RESULT = {
    # What was open at the stop, how many later terms are the creditor's, and their sum.
    "payments.after_stop": "after_stop",
    "payments.after_stop.open": "after_stop.open_at_stop",
    "payments.after_stop.terms": "after_stop.terms",
    "payments.after_stop.due": "after_stop.to_creditor",
    "renewals.benefit_ends_on": "benefit_ends_on",
    # The same debt with each set of limits, where the two sets differ.
    "waiver.by_set": "by_set",
    "waiver.by_set.set": "answer.parameter_set",
    "waiver.by_set.percentage": "waiver.percentage",
    "waiver.by_set.waived": "waiver.waived",
    "waiver.by_set.recovered": "waiver.recovered",
}
CODES = {
    "appeal_other_reading": "appeal_other_reading",
    "appeal_without_decision_other_reading": "appeal_without_decision_other_reading",
}
RENEWAL_REFUSED = "renewalRefusedOrSuspended"
"""The event: the service sent word that it refuses a renewal, or suspends the right."""
DOUBTFUL = "doubtful"
"""The status of a month after that of the 25th birthday, paid in part or not."""
NOT_KNOWN_FOR_THIS_DATE = "adultConditionNotKnown"
"""The status of a month in which a rule on adult children did not yet stand in the act."""
MISSING = "the product gives no such member"


@cache
def names_of(kind):
    return frozenset(one.name for one in fields(kind))


def can_be_asked(kind, member):
    """Whether that request of the product has the member."""
    return REQUEST[member] in names_of(kind)


def asked(request, member):
    """What the request holds under the member; ``None`` where it has no such member."""
    return getattr(request, REQUEST[member], None)


def filled(kind, **members):
    """Keyword arguments for the members that the request has, by their dotted names."""
    dotted = {name.replace("__", "."): value for name, value in members.items()}
    return {REQUEST[name]: value for name, value in dotted.items() if can_be_asked(kind, name)}


def given(result, member):
    """What the result gives under the member."""
    value = result
    for name in RESULT[member].split("."):
        value = getattr(value, name, MISSING)
    return value


def group(result, member, *names):
    """What the result gives under the names of a group that it may leave out, as a tuple."""
    whole = given(result, member)
    if whole is None or whole == MISSING:
        return whole
    return tuple(given(result, f"{member}.{name}") for name in names)


def date_name(code):
    """The name that is used here for the code of a date of the product."""
    return {code: name for name, code in CODES.items()}.get(code, code)
