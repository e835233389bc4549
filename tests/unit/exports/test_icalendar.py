"""The days of a result as a calendar file: every byte as RFC 5545 wants it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.exports.days import Day, Days
from functions.exports.icalendar import calendar_file, folded
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.trace import Source, Status
from tests.unit.exports.calendar_reader import events

LAW = Source("maintenance_advances_act", "10/2")


def day(**changes):
    answers = {
        "code": "renewals.dates.renewal",
        "date": date(2027, 1, 15),
        "title": "Renew the advances",
        "text": "Send the renewal request before.",
        "source": LAW,
    }
    return Day(**answers | changes)


NOW = datetime(2026, 11, 22, 10, 30, 15, tzinfo=UTC)


def saved(*days, language="en", now=NOW, case="2015-05-03"):
    description = Days(calculated_for=date(2026, 11, 1), case=case, days=days)
    return calendar_file("planRenewals", description, catalog_of(language), now)


def on(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


def only(text):
    (found,) = events(text)
    return found


def test_day_is_transparent_all_day_entry():
    found = only(saved(day()))
    assert found.day == date(2027, 1, 15)
    assert found.properties["DTEND"] == "20270116"
    assert found.properties["TRANSP"] == "TRANSPARENT"
    assert found.properties["CLASS"] == "PRIVATE"


def test_entry_has_article_and_estimate_notice():
    description = only(saved(day())).properties["DESCRIPTION"].split("\n")
    assert description == [
        "Send the renewal request before.",
        "act of 21 February 2003, art.\u00a010/2",
        catalog_of("en").gettext("common.site.independence"),
    ]


def test_entry_without_legal_basis_states_its_status():
    found = only(saved(day(source=Source("press_release_2024", "", Status.OFFICIAL))))
    assert "(official)" in found.properties["DESCRIPTION"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_names_its_language(language):
    found = only(saved(day(), language=language))
    assert found.parameters["SUMMARY"] == {"LANGUAGE": language}
    assert found.parameters["DESCRIPTION"] == {"LANGUAGE": language}
    assert (
        catalog_of(language).gettext("common.site.independence") in found.properties["DESCRIPTION"]
    )


def test_reminder_rings_week_before():
    (alarm,) = only(saved(day())).inside
    assert (alarm.name, alarm.properties["ACTION"]) == ("VALARM", "DISPLAY")
    assert alarm.properties["TRIGGER"] == "-P7D"
    assert alarm.properties["DESCRIPTION"]


def test_reminder_of_day_within_week_rings_day_before():
    (alarm,) = only(saved(day(), now=on(2027, 1, 9))).inside
    assert alarm.properties["TRIGGER"] == "-P1D"
    (week,) = only(saved(day(), now=on(2027, 1, 8))).inside
    assert week.properties["TRIGGER"] == "-P7D"


def test_day_itself_has_no_reminder():
    assert only(saved(day(), now=on(2027, 1, 14))).inside
    assert not only(saved(day(), now=on(2027, 1, 15))).inside


def test_same_days_give_same_bytes():
    assert saved(day(), day(code="other")) == saved(day(), day(code="other"))


def test_stamp_is_moment_of_saving():
    assert only(saved(day())).properties["DTSTAMP"] == "20261122T103015Z"


def test_sequence_grows_with_time():
    first, later = (
        int(only(saved(day(), now=now)).properties["SEQUENCE"])
        for now in (NOW, NOW + timedelta(minutes=1))
    )
    assert (first, later) == (29_922_390, 29_922_391)


def test_entry_whose_day_moved_keeps_its_uid_in_every_language():
    first = only(saved(day())).properties["UID"]
    moved = day(title="Renouveler", date=date(2027, 2, 1))
    assert only(saved(moved, language="fr", now=on(2026, 12, 1))).properties["UID"] == first


@pytest.mark.parametrize(
    "other", [{"code": "x"}, {"date": date(2027, 1, 16)}, {"child": 2}], ids=lambda other: [*other]
)
def test_entries_of_one_calendar_have_different_uids(other):
    assert len({found.properties["UID"] for found in events(saved(day(), day(**other)))}) == 2


def test_same_day_of_other_child_in_calendar_of_its_own_has_different_uid():
    one, other = (only(saved(day(), case=born)) for born in ("2008-01-15", "2009-01-15"))
    assert one.properties["UID"] != other.properties["UID"]


def test_same_day_of_other_operation_has_different_uid():
    days = Days(calculated_for=date(2026, 11, 22), case="2015-05-03", days=(day(),))
    other = calendar_file("findDeadlines", days, catalog_of("en"), NOW)
    assert only(other).properties["UID"] != only(saved(day())).properties["UID"]


def test_special_characters_are_escaped():
    text = saved(day(title="a;b,c", text="d\\e\nf"))
    assert "SUMMARY;LANGUAGE=en:a\\;b\\,c (Alimenta)\r\n" in text
    assert "DESCRIPTION;LANGUAGE=en:d\\\\e\\nf\\n" in text


def test_line_of_75_octets_is_whole_and_one_more_is_folded():
    assert folded("x" * 75) == "x" * 75 + "\r\n"
    assert folded("x" * 76) == "x" * 75 + "\r\n x\r\n"


def test_calendar_names_its_operation_and_language():
    assert "\r\nPRODID:-//Alimenta//planRenewals//FR\r\n" in saved(day(), language="fr")


def test_calendar_without_day_is_refused():
    with pytest.raises(ValueError, match="without a day"):
        saved()


def test_long_line_with_accents_is_folded_between_characters():
    text = "é" * 100
    lines = folded(f"SUMMARY:{text}").removesuffix("\r\n").split("\r\n")
    assert [len(line.encode()) for line in lines] == [74, 75, 61]
    assert "".join([lines[0], *(line.removeprefix(" ") for line in lines[1:])]) == f"SUMMARY:{text}"


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\;,:\n"éß€\u202f'),
    min_size=1,
    max_size=200,
)


@given(TEXT, TEXT)
def test_any_text_can_be_read_back(title, text):
    found = only(saved(day(title=title, text=text)))
    assert found.properties["SUMMARY"] == f"{title} (Alimenta)"
    assert found.properties["DESCRIPTION"].startswith(f"{text}\n")
