"""The days that matter in the procedure (arts 8 to 10/2 of the act), counted one by one.

An event is named as on the page that asks for it.
"""

from datetime import date

from tests.oracle import members
from tests.oracle.calendar_days import ONE_DAY
from tests.oracle.judicial_code import (
    last_of_days,
    last_of_months,
    last_of_months_with_first_day,
    moved_to_working_day,
    next_working_day_if_off,
    working_day_after,
)

DEBTOR_REPLY_IN_DAYS = 15
DECISION_IN_DAYS = 30
RENEWAL_PROOF_IN_DAYS = 30
EFFECT_ON_WORKING_DAY = 3
APPEAL_IN_MONTHS = 1
NOT_PROCEDURAL = ["debtor_reply", "decision_due", "renewal_proof"]
# From when each rule stands in the act; what held before is not known.
EFFECT_KNOWN_SINCE = date(2020, 6, 1)
KNOWN_SINCE_2018 = date(2018, 4, 9)
RULE_DATES = (KNOWN_SINCE_2018, EFFECT_KNOWN_SINCE)


def find(event, day):
    """Each date by its name, and the working day to which a term that does not move would move."""
    dates = {
        "debtorLetterSent": after_the_debtors_letter,
        "applicationComplete": after_a_complete_application,
        "decisionSentToCreditor": after_a_decision,
        "decisionSentToDebtor": after_a_decision,
        "renewalProofAsked": after_proof_was_asked,
        members.RENEWAL_REFUSED: after_a_renewal_was_refused,
    }[str(event)](day)
    # The decision of the service, the reply and the proof are no procedural acts. No text says
    # that art. 53 moves them: they stay, and the reader learns of the day.
    stays = [day for name, day in dates.items() if name in NOT_PROCEDURAL]
    return {"dates": dates, "would_move_to": [next_working_day_if_off(one) for one in stays]}


def after_the_debtors_letter(sent):
    """Fifteen days from dispatch (art. 8)."""
    return {"debtor_reply": last_of_days(sent, DEBTOR_REPLY_IN_DAYS)}


def after_a_complete_application(complete):
    """Thirty days to decide; then one month from the first day after them (art. 9 §§ 1 and 3)."""
    decided = last_of_days(complete, DECISION_IN_DAYS)
    dates = {"decision_due": decided}
    # The rule must stand in the act on the day on which the month begins.
    first_day = decided + ONE_DAY
    if first_day >= KNOWN_SINCE_2018:
        dates |= two_readings("appeal_without_decision", first_day)
    return dates


def after_a_decision(sent):
    """Effect on the third working day, and one month from it (arts 9 §§ 2 and 3, 10 §§ 3 and 4)."""
    if sent < EFFECT_KNOWN_SINCE:
        return {}
    effect = working_day_after(sent, EFFECT_ON_WORKING_DAY)
    return {"decision_effect": effect, **two_readings("appeal", effect)}


def after_proof_was_asked(asked):
    """Thirty days from that request (art. 10/2 § 3)."""
    if asked < KNOWN_SINCE_2018:
        return {}
    return {"renewal_proof": last_of_days(asked, RENEWAL_PROOF_IN_DAYS)}


def after_a_renewal_was_refused(notified):
    """One month from the date of the notification itself (art. 10/2 § 6)."""
    return {} if notified < KNOWN_SINCE_2018 else two_readings("appeal", notified)


def two_readings(name, day):
    """The month "counting from" a day: the day counted, which is the safe reading, or not.

    An appeal is a procedural act: art. 53 moves either last day.
    """
    safe = last_of_months_with_first_day(day, APPEAL_IN_MONTHS)
    other = last_of_months(day, APPEAL_IN_MONTHS)
    return {
        name: moved_to_working_day(safe),
        f"{name}_other_reading": moved_to_working_day(other),
    }
