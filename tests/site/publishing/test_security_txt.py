from datetime import UTC, datetime

from publishing.security_txt import ADDRESS, commit_time, text

COMMITTED = datetime(2026, 11, 30, 8, 13, 2, tzinfo=UTC)


def fields():
    lines = text("https://alimenta.be/", COMMITTED).splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_file_expires_365_days_after_commit():
    assert fields()["Expires"] == "2027-11-30T08:13:02Z"


def test_file_names_contact_languages_and_own_address():
    assert fields()["Contact"] == "https://alimenta.be/en/help/contact/"
    assert fields()["Canonical"] == f"https://alimenta.be/{ADDRESS}"
    assert set(fields()["Preferred-Languages"].split(", ")) == {"fr", "nl", "de", "en"}


def test_moment_of_commit_is_that_of_sources_not_of_build(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert commit_time(tmp_path) == datetime.fromtimestamp(1795000000, UTC)


def test_sources_without_date_have_no_file(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit_time(tmp_path) is None
