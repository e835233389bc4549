import pytest

from tools.feedback.__main__ import main, said, table

LOG = """\
2026-11-30 {"message":"feedback","page":"debtor","language":"fr","answer":"no","reason":"wrong"}
{"message":"feedback","page":"debtor","language":"fr","answer":"no","reason":"unclear"}
{"message":"feedback","page":"debtor","language":"fr","answer":"no","reason":""}
{"message":"answered","operation":"giveFeedback","status":200}
START RequestId: no JSON
{"message":"feedback","page":"home","language":"de","answer":"yes","reason":""}
"""


def test_feedback_of_log_is_summed_by_page_and_language():
    assert list(table(said(LOG.splitlines()))) == [
        "page\tlanguage\tyes\tno\treasons",
        "debtor\tfr\t0\t3\tunclear 1, wrong 1",
        "home\tde\t1\t0\t",
    ]


def test_command_prints_table_of_log(tmp_path, capsys):
    log = tmp_path / "log"
    log.write_text(LOG, "utf-8")
    assert main([str(log)]) == 0
    assert "debtor\tfr\t0\t3" in capsys.readouterr().out


def test_missing_log_is_named_with_its_cure(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 2
    assert "Cure:" in capsys.readouterr().err


def test_command_without_log_explains_itself(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "usage" in capsys.readouterr().err
