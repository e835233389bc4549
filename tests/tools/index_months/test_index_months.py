"""The command that adds the months of Statbel's file to the tables of the price indices.

``statbel_all_base_years.txt`` is a shortened file in the form of the published one. Its figures of
the bases 2013 and 2025 are those of Statbel up to July 2026 (health index: June 2026); those of the
months after it are made up.
"""

import http.server
import io
import threading
import zipfile
from pathlib import Path

import pytest

from functions.parameters import load
from tools.dev import commands
from tools.freshness.report import INDEX_COMMAND
from tools.index_months.__main__ import main
from tools.index_months.additions import figure

FILE = Path(__file__).with_name("statbel_all_base_years.txt")
TEXT = FILE.read_text("utf-8-sig")
CPI, HEALTH = "consumer_price_index.csv", "health_index.csv"
CPI_TABLE = """month,index_base_2013
2025-12,136.29
2026-01,136.88
2026-02,137.63
2026-03,137.79
2026-04,139.82
2026-05,139.71
2026-06,139.29
2026-07,140.17
"""
HEALTH_TABLE = """month,index_base_2013
2026-04,139.33
2026-05,139.22
2026-06,139.08
"""
CPI_ONLY = ("--only", "consumerPriceIndex")


@pytest.fixture
def folder(tmp_path):
    tables = tmp_path / "indices"
    tables.mkdir()
    (tables / CPI).write_bytes(CPI_TABLE.encode())
    # One of the two tables of the product has line ends of Windows.
    (tables / HEALTH).write_bytes(HEALTH_TABLE.replace("\n", "\r\n").encode())
    return tables


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


def without(bases, text=TEXT):
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.strip().endswith(bases)
    )


def replaced(old, new):
    assert old in TEXT
    return TEXT.replace(old, new)


@pytest.fixture
def refusal(folder, tmp_path, capsys):
    """The one line that says why a content is refused; the tables are as before."""

    def of(content, *options):
        place = tmp_path / "file"
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        assert main([str(place), *options], folder) == 1
        assert (folder / CPI).read_text() == CPI_TABLE
        assert (folder / HEALTH).read_text() == HEALTH_TABLE
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("add-index-months: nothing is added: ")
        return line

    return of


def test_new_months_are_appended_and_shown_month_by_month(folder, capsys):
    assert main([str(FILE)], folder) == 0
    assert (folder / CPI).read_bytes() == (CPI_TABLE + "2026-08,140.55\n").encode()
    assert (folder / HEALTH).read_bytes() == (
        HEALTH_TABLE + "2026-07,139.62\n2026-08,139.95\n"
    ).replace("\n", "\r\n").encode()
    assert capsys.readouterr().out.splitlines() == [
        "consumerPriceIndex: 8 months compared, all equal; 1 new after 2026-07",
        "  2026-08  140.17 -> 140.55  +0.27 %",
        "healthIndex: 3 months compared, all equal; 2 new after 2026-06",
        "  2026-07  139.08 -> 139.62  +0.39 %",
        "  2026-08  139.62 -> 139.95  +0.24 %",
        f"Written: {folder / CPI}",
        f"Written: {folder / HEALTH}",
    ]


def test_a_dry_run_shows_and_writes_nothing(folder, capsys):
    assert main([str(FILE), "--dry-run"], folder) == 0
    assert (folder / CPI).read_text() == CPI_TABLE
    out = capsys.readouterr().out
    assert "2026-08  140.17 -> 140.55" in out
    assert out.endswith("Nothing is written (--dry-run).\n")


def test_a_second_run_has_no_new_month(folder, capsys):
    assert main([str(FILE)], folder) == 0
    after = (folder / CPI).read_bytes()
    assert main([str(FILE)], folder) == 1
    assert capsys.readouterr().err == "add-index-months: nothing is added: no new month\n"
    assert (folder / CPI).read_bytes() == after


def test_no_draft_is_left_beside_the_tables(folder):
    main([str(FILE)], folder)
    assert {path.name for path in folder.iterdir()} == {CPI, HEALTH}


def test_only_leaves_the_other_series_alone(folder):
    assert main([str(FILE), *CPI_ONLY], folder) == 0
    assert (folder / HEALTH).read_text() == HEALTH_TABLE


def test_base_2025_is_converted_by_the_official_coefficient(folder, tmp_path, capsys):
    # 103.88 times 1.35298 is 140.547..., and January to July 2026 give the figures held.
    place = tmp_path / "file"
    place.write_text(without(("|2013", "|2004")))
    assert main([str(place), *CPI_ONLY], folder) == 0
    assert (folder / CPI).read_text() == CPI_TABLE + "2026-08,140.55\n"
    out = capsys.readouterr().out
    assert "7 months compared" in out
    assert "+0.27 %  (103.88 in base 2025, times 1.35298)" in out


def test_base_2013_comes_before_a_conversion(folder, tmp_path):
    place = tmp_path / "file"
    place.write_text(replaced("2026|8|103.88|", "2026|8|103.90|"))
    assert main([str(place), *CPI_ONLY], folder) == 0
    assert (folder / CPI).read_text().endswith("2026-08,140.55\n")


def test_decimal_comma_and_other_order_of_rows_and_columns_are_read(folder, tmp_path):
    header, *rows = (line.split("|")[::-1] for line in TEXT.replace(".", ",").splitlines())
    place = tmp_path / "file"
    place.write_text("\n".join("|".join(row) for row in [header, *rows[::-1]]))
    assert main([str(place)], folder) == 0
    assert (folder / CPI).read_text() == CPI_TABLE + "2026-08,140.55\n"


def test_a_zipped_file_is_read(folder, tmp_path):
    place = tmp_path / "cpi.zip"
    place.write_bytes(zipped(CPI_txt=TEXT))
    assert main([str(place)], folder) == 0


def test_a_large_change_is_refused_unless_accepted(folder, tmp_path, refusal):
    text = replaced("2026|8|140.55|", "2026|8|147.20|")
    line = refusal(text)
    assert "consumerPriceIndex 2026-08: 147.20 after 140.17 is a change of +5.02 %" in line
    place = tmp_path / "file"
    assert main([str(place), "--accept"], folder) == 0
    assert (folder / CPI).read_text().endswith("2026-08,147.20\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        ("<!DOCTYPE html>\n<html>", 'not the file of Statbel: its first line is "<!DOCTYPE html>"'),
        (TEXT.replace("MS_HLTH_IDX", "MS_HEALTH"), "no column MS_HLTH_IDX; the file has NM_YR, "),
        (TEXT.replace("NM_MTH", "MONTH"), "no column NM_MTH; "),
        (TEXT.encode("utf-16"), "is not UTF-8 text (byte 0)"),
        (TEXT.encode() + b"\xe9", "is not UTF-8 text"),
        (TEXT[:-20], "line 35 has 8 fields, not 11: the file is cut off or damaged"),
        (TEXT.rstrip()[:-1], 'line 35: NM_BASE_YR is "202": the file is cut off or damaged'),
        (replaced("2026|8|140.55", "2026|13|140.55"), "line 34: there is no month 13"),
        (replaced("2026|8|140.55", "2026|8|14O.55"), 'line 34: "14O.55" is no index'),
        (replaced("2026|8|140.55", "2026|8|0.00"), 'line 34: "0.00" is no index'),
        (replaced("2026|8|140.55", "2026|8|140.551"), "line 34: 140.551 has more decimals"),
        (
            replaced("2026|8|140.55", "2026|7|140.55"),
            "consumerPriceIndex 2026-07 appears twice in base 2013: lines 31 and 34",
        ),
        (
            replaced("2026|4|139.82|", "2026|4|139.83|"),
            "consumerPriceIndex 2026-04: the table has 139.82, the file 139.83",
        ),
        (
            "".join(
                line for line in TEXT.splitlines(keepends=True) if not line.startswith("2026|6|")
            ),
            "consumerPriceIndex: 2026-06 is missing in the file",
        ),
        (
            "".join(TEXT.splitlines(keepends=True)[:-6]),
            "consumerPriceIndex: the file ends with 2026-06, the table with 2026-07",
        ),
        (
            TEXT.splitlines(keepends=True)[0] + "".join(TEXT.splitlines(keepends=True)[-3:]),
            "the file begins with 2026-08, the table ends with 2026-07: no month can be compared",
        ),
        (without(("|2013", "|2025")), "consumerPriceIndex: the file has no month in base 2013"),
        (
            without(("|2013",)),
            "healthIndex 2026-04 is only there in base 2025, and no official coefficient",
        ),
        (zipped(CPI_txt=TEXT)[:-40], "is cut off or damaged"),
        (zipped(a_txt=TEXT, b_txt=TEXT), "holds 2 text files, not 1: a.txt, b.txt"),
        (zipped(xl__workbook_xml=""), "is the spreadsheet; take the zipped text file: https://"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_and_changes_nothing(refusal, content, reason):
    assert reason in refusal(content)


def test_a_converted_month_that_differs_is_refused(refusal):
    text = without(("|2013", "|2004"), replaced("2026|4|103.34|", "2026|4|103.35|"))
    line = refusal(text, *CPI_ONLY)
    assert "consumerPriceIndex 2026-04: the table has 139.82, the file 139.83" in line


def test_a_path_without_file_is_refused(folder, tmp_path, capsys):
    assert main([str(tmp_path / "none.txt")], folder) == 1
    assert f"there is no file {tmp_path / 'none.txt'}\n" in capsys.readouterr().err
    assert main([str(tmp_path)], folder) == 1
    assert "cannot be read: Is a directory\n" in capsys.readouterr().err


@pytest.fixture
def address():
    """A local server with the file, a path that is not there, and an answer that stops early."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            content = zipped(CPI_txt=TEXT)
            self.send_response(200 if self.path != "/none" else 404)
            self.send_header("Content-Length", str(len(content) + (self.path == "/short")))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_file_is_read_from_an_address(folder, address):
    assert main([f"{address}/cpi.zip"], folder) == 0
    assert (folder / CPI).read_text() == CPI_TABLE + "2026-08,140.55\n"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/none", "HTTP Error 404: Not Found"), ("/short", "bytes arrived")],
)
def test_an_address_without_the_whole_file_is_refused(folder, address, capsys, path, reason):
    assert main([address + path], folder) == 1
    assert reason in capsys.readouterr().err
    assert (folder / CPI).read_text() == CPI_TABLE


def test_an_address_that_does_not_answer_is_refused(folder, capsys):
    assert main(["http://127.0.0.1:1/cpi.zip"], folder) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "http://127.0.0.1:1/cpi.zip cannot be downloaded: " in line


def test_the_tables_of_the_product_are_read_by_default(tmp_path, capsys):
    place = tmp_path / "file"
    rows = ["NM_YR|NM_MTH|MS_CPI_IDX|MS_HLTH_IDX|NM_BASE_YR"]
    consumer, health = load.maintenance().series.values()
    for month, points in consumer.figures.items():
        healthy = health.of(month)
        printed = "." if healthy is None else figure(healthy)
        rows.append(f"{month.year}|{month.month}|{figure(points)}|{printed}|2013")
    place.write_text("\n".join(rows))
    assert main([str(place)]) == 1
    out, error = capsys.readouterr()
    assert f"consumerPriceIndex: {len(consumer.figures)} months compared, all equal; 0 new" in out
    assert error.endswith(": no new month\n")


def test_dev_command_has_the_name_that_the_freshness_report_gives(monkeypatch):
    name = INDEX_COMMAND.split()[2]
    monkeypatch.setattr("sys.argv", ["dev.py", name, "cpi.zip", "--dry-run"])
    options, rest = commands._arguments()
    assert (options.command, rest) == (name, ["cpi.zip", "--dry-run"])
