"""The days that matter in the procedure (arts 8 to 10/2 of the act), counted one by one.

An event is named as on the page that asks for it.
"""

from tests.oracle.calendar_days import ONE_DAY
from tests.oracle.judicial_code import (
    last_of_days,
    last_of_months,
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


def find(event, day):
    """Each date by its name, and the working day to which a term that does not move would move."""
    dates = {
        "debtorLetterSent": after_the_debtors_letter,
        "applicationComplete": after_a_complete_application,
        "decisionSentToCreditor": after_a_decision,
        "decisionSentToDebtor": after_a_decision,
        "renewalProofAsked": after_proof_was_asked,
    }[str(event)](day)
    # The decision of the service, the reply and the proof are no procedural acts. No text says
    # that art. 53 moves them: they stay, and the reader is told of the day.
    stays = [day for name, day in dates.items() if name in NOT_PROCEDURAL]
    return {"dates": dates, "would_move_to": [next_working_day_if_off(one) for one in stays]}


def after_the_debtors_letter(sent):
    """Fifteen days from dispatch (art. 8)."""
    return {"debtor_reply": last_of_days(sent, DEBTOR_REPLY_IN_DAYS)}


def after_a_complete_application(complete):
    """Thirty days to decide; then one month from the first day after them (art. 9 §§ 1 and 3)."""
    decided = last_of_days(complete, DECISION_IN_DAYS)
    return {
        "decision_due": decided,
        "appeal_without_decision": last_day_to_appeal(decided + ONE_DAY),
    }


def after_a_decision(sent):
    """Effect on the third working day, and one month from it (arts 9 §§ 2 and 3, 10 §§ 3 and 4)."""
    effect = working_day_after(sent, EFFECT_ON_WORKING_DAY)
    return {"decision_effect": effect, "appeal": last_day_to_appeal(effect)}


def after_proof_was_asked(asked):
    """Thirty days (art. 10/2), from the day of asking: the act does not name another."""
    return {"renewal_proof": last_of_days(asked, RENEWAL_PROOF_IN_DAYS)}


def last_day_to_appeal(event):
    """An appeal is a procedural act: art. 53 moves its last day."""
    return moved_to_working_day(last_of_months(event, APPEAL_IN_MONTHS))
