"""The tone of a waiver, the same wherever it is answered."""

from __future__ import annotations

from functions.law.waiver.calculation import WaiverResult
from functions.law.waiver.outcome import Outcome
from functions.pages.answer_view import Tone

GRANTED = (Outcome.FULL, Outcome.PARTIAL)


def waiver_tone(calculation: WaiverResult) -> Tone:
    """Yes for the whole debt by every set; due in part or while unsure; else no."""
    chosen = calculation.request.parameter_set
    others = [
        one.waiver.percentage
        for one in calculation.by_set
        if one.answer.parameter_set is not chosen
    ]
    if calculation.outcome is Outcome.NONE and any(others):
        return Tone.DUE
    if calculation.outcome not in GRANTED:
        return Tone.NO
    is_sure = all(other >= calculation.waiver.percentage for other in others)
    is_whole = calculation.outcome is Outcome.FULL
    return Tone.YES if is_whole and is_sure and not calculation.conditional else Tone.DUE
