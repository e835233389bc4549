from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev
from functions.i18n.catalog import LANGUAGES
from tests.conftest import LONG
from tools.dev import (
    browser,
    check_stages,
    commands,
    console,
    places,
    port,
    processes,
    python,
    site,
    system,
)
from tools.dev.console import Problem
from tools.dev.processes import Outcome


def test_old_python_gets_one_line_with_right_command():
    line = dev.old_python((3, 8, 18), "python3.13", ["serve", "--port", "9000"])
    assert line == (
        "Python 3.11 or newer is needed; this is 3.8.18. Cure: python3.13 dev.py serve --port 9000"
    )


def test_old_python_without_newer_one_gets_package_to_install():
    assert dev.old_python((3, 8, 18), "", []).endswith(
        "Cure: install it (Debian 12: apt-get install python3 python3-venv)"
    )


def test_old_python_stops_at_once(monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 1, "final", 0))
    assert (dev.main(), capsys.readouterr().err.count("\n")) == (2, 1)


def test_dev_py_compiles_for_old_python():
    source = Path(dev.__file__).read_text()
    compile(source, "dev.py", "exec", dont_inherit=True, _feature_version=5)


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(places.ROOT / "dev.py"), "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        (errno.EROFS, "a checkout that can be written to"),
        (errno.EACCES, "a checkout that belongs to you"),
        (errno.ENOSPC, "free some space"),
    ],
)
def test_checkout_or_disk_that_takes_no_file_gets_one_line(monkeypatch, capsys, number, cure):
    def refuse(*_):
        raise OSError(number, os.strerror(number), "build/venv.lock")

    monkeypatch.setattr(commands, "prepare_python", refuse)
    monkeypatch.setattr(sys, "argv", ["dev.py", "openapi"])
    line = f"build/venv.lock: {os.strerror(number)}. Cure: "
    code, shown = commands.main(), capsys.readouterr()

    assert (code, shown.err.startswith(line), cure in shown.err) == (2, True, True)
    assert shown.err.count("\n") == 1


def test_other_error_of_file_system_is_not_hidden(monkeypatch):
    def fail(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(commands, "prepare_python", fail)
    monkeypatch.setattr(sys, "argv", ["dev.py", "openapi"])
    with pytest.raises(OSError, match="Input/output"):
        commands.main()


def test_port_in_use_gets_one_line_with_free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        result = serve("--port", str(number))
    line = rf"Port {number} cannot be used\. Cure: python3 dev\.py serve --port \d+\n"
    assert (result.returncode, bool(re.fullmatch(line, result.stderr))) == (2, True)


@pytest.mark.parametrize("text", ["80a", "-1", "65536", "", "1e3"])
def test_invalid_port_is_refused(text):
    with pytest.raises(port.argparse.ArgumentTypeError, match="is no port"):
        port.port_number(text)


def test_unknown_option_of_serve_is_refused():
    assert serve("--fast").returncode == 2


@pytest.fixture
def unprivileged(monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("unprivileged")
def test_missing_packages_are_named_with_cure():
    with pytest.raises(Problem) as problem:
        system.require_packages(["libpango-1.0-0", "chromium"])
    assert str(problem.value) == (
        "Missing on this system: libpango-1.0-0 chromium. "
        "Cure: sudo apt-get install -y libpango-1.0-0 chromium"
    )


@pytest.mark.usefixtures("unprivileged")
def test_python_without_ensurepip_names_package_to_install(monkeypatch):
    monkeypatch.setattr(python.importlib.util, "find_spec", lambda _: None)
    version = f"python3.{sys.version_info[1]}-venv"
    with pytest.raises(Problem, match=f"Missing on this system: {version}"):
        python._make_venv()


def test_root_installs_missing_packages_after_one_update(monkeypatch):
    commands = []
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(
        system, "run", lambda command, **_: commands.append(command[1]) or Outcome(0, "")
    )
    system.require_packages(["chromium"])
    assert commands == ["update", "install"]


def test_absent_library_is_missing(monkeypatch):
    monkeypatch.setattr(system, "PDF_LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(system.sys, "platform", "linux")
    assert system.missing_libraries() == ["libnowhere9"]


def test_browser_named_but_absent_is_problem(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Problem, match="CHROMIUM names no program: /nowhere/chromium"):
        browser.chromium()


@pytest.mark.parametrize("path", LONG)
def test_what_comes_first_is_there(path):
    assert (places.ROOT / path).exists()


def test_bytecode_is_kept_in_build_where_none_may_be_beside_sources(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    program = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    ran = processes.run([sys.executable, "-c", program])
    assert ran.output.split() == ["False", str(places.BUILD / "bytecode")]


def test_browser_named_in_environment_comes_first(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert browser.chromium() == sys.executable


def test_without_browser_chromium_is_missing(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "HEADLESS", tmp_path / "chromium-headless-shell")
    monkeypatch.setattr(browser, "DEBIAN", tmp_path / "chromium")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "chromium" in system.missing_programs()


@pytest.fixture
def tree(monkeypatch, tmp_path):
    """An empty work tree, and the commands that are run in it."""
    commands: list[list[str]] = []
    build = tmp_path / "build"
    for module in (places, python, site, processes):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr("tools.dev.file_lock.BUILD", build)
    monkeypatch.setattr(site, "BUILD", build)
    monkeypatch.setattr(site, "SITE", build / "site")
    monkeypatch.setattr(site, "STAMP", build / "site.stamp")
    monkeypatch.setattr(site, "PAPER", build / "paper")
    monkeypatch.setattr(site, "CONTENT", tmp_path / "site" / "content")
    (tmp_path / "mkdocs.yml").write_text("site_name: a")

    def run(command, **_):
        commands.append(list(command))
        folder = Path(command[command.index("--site-dir") + 1])
        folder.mkdir(exist_ok=True)
        (build / "paper").mkdir(exist_ok=True)
        (folder / "index.html").write_text(f"build {len(commands)}")
        return Outcome(0, "")

    monkeypatch.setattr(site, "run", run)
    run.commands = commands
    return tmp_path


def built(folder: Path) -> str:
    return (folder / "build" / "site" / "index.html").read_text()


def test_site_with_unchanged_sources_is_not_rebuilt(tree):
    site.build_site()
    site.build_site()
    assert built(tree) == "build 1"


def test_site_with_changed_sources_is_rebuilt(tree):
    site.build_site()
    (tree / "mkdocs.yml").write_text("site_name: b")
    site.build_site()
    assert built(tree) == "build 2"


def write_page(tree, language, text):
    page = tree / "site" / "content" / language / "index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text)


def test_changed_page_builds_its_language_alone(tree):
    write_page(tree, "fr", "a")
    site.build_site()
    write_page(tree, "fr", "b")
    write_page(tree, "de", "c")
    site.build_site()
    command = site.run.commands[-1]
    assert (command[2], command[-2:]) == ("publishing", ["fr", "de"])


def test_changed_page_and_template_build_whole_site(tree):
    write_page(tree, "fr", "a")
    site.build_site()
    write_page(tree, "fr", "b")
    (tree / "mkdocs.yml").write_text("site_name: b")
    site.build_site()
    assert site.run.commands[-1][2] == "mkdocs"


def build_in_two_steps(tree, language="nl"):
    """What was ordered, and what was there each time when a preview was shown."""
    orders, seen = [], []

    def build(order):
        orders.append(order)
        for name in ("index.html", *(f"{each}/index.html" for each in order.languages)):
            page = order.site / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"order {len(orders)}")
        return Outcome(0, "")

    def show():
        pages = (tree / "build" / "site").rglob("*.html")
        seen.append({page.parent.name: page.read_text() for page in pages})

    site.build_site(builder=build, preview=site.Preview(language, show))
    return orders, seen


def test_changed_template_is_shown_in_language_of_preview_first(tree):
    site.build_site()
    (tree / "mkdocs.yml").write_text("site_name: b")
    orders, seen = build_in_two_steps(tree)
    assert [(order.whole, tuple(order.languages)) for order in orders] == [
        (True, ("nl",)),
        (True, LANGUAGES),
    ]
    assert seen == [{"site": "order 1", "nl": "order 1"}]


def test_preview_keeps_other_languages_and_assets_that_their_pages_need(tree):
    site.build_site()
    for name in ("fr/index.html", "nl/old/index.html", "assets/a.css"):
        file = tree / "build" / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("before")
    (tree / "mkdocs.yml").write_text("site_name: b")

    def show():
        there.update(path.name for path in (tree / "build" / "site").rglob("*") if path.is_dir())
        there.update(path.name for path in (tree / "build" / "site" / "assets").iterdir())

    there = set()
    site.build_site(
        builder=site.in_new_process(Path("python")),
        preview=site.Preview("nl", show),
    )
    assert there == {"fr", "assets", "a.css"}


def test_changed_page_is_built_without_preview(tree):
    write_page(tree, "fr", "a")
    site.build_site()
    write_page(tree, "fr", "b")
    orders, seen = build_in_two_steps(tree)
    assert [(order.whole, tuple(order.languages)) for order in orders] == [(False, ("fr",))]
    assert seen == []


def test_build_that_ends_after_its_preview_is_made_again(tree):
    site.build_site()
    (tree / "mkdocs.yml").write_text("site_name: b")

    def build(order):
        if len(order.languages) > 1:
            return Outcome(-9, "")
        order.site.mkdir()
        return Outcome(0, "")

    with pytest.raises(Problem):
        site.build_site(builder=build, preview=site.Preview("nl", lambda: None))
    orders, _ = build_in_two_steps(tree)
    assert orders[-1].whole


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("site/content/fr/index.md", "fr"),
        ("site/content/choice/index.md", "common"),
        ("site/theme/base.html", "common"),
        ("site/styles/text.css", "common"),
        ("functions/i18n/fr/common.toml", "common"),
        ("functions/letters/de.toml", "common"),
        ("functions/parameters/maintenance.toml", "common"),
        ("functions/pages/templates/form.html", "common"),
        ("functions/calculators/advances/questions.toml", "code"),
        ("functions/pages/render.py", "code"),
        ("site/publishing/hook.py", "code"),
        ("requirements/serve.lock", "code"),
        ("mkdocs.yml", "common"),
    ],
)
def test_source_belongs_to_part(name, part):
    assert site.part_of(places.ROOT / name) == part


def test_language_is_not_built_alone_without_its_forms(tree):
    write_page(tree, "fr", "a")
    site.build_site()
    (tree / "build" / "paper").rmdir()
    write_page(tree, "fr", "b")
    site.build_site()
    assert site.run.commands[-1][2] == "mkdocs"


def test_failed_build_leaves_old_site(tree, monkeypatch):
    site.build_site()
    (tree / "mkdocs.yml").write_text("site_name: b")
    monkeypatch.setattr(site, "run", lambda _: Outcome(1, "broken link"))
    with pytest.raises(Problem, match="broken link"):
        site.build_site()
    assert built(tree) == "build 1"


def test_bytecode_is_no_change_of_sources(tree):
    (tree / "site" / "__pycache__").mkdir(parents=True)
    before = site.fingerprint()
    (tree / "site" / "__pycache__" / "a.pyc").write_text("x")
    assert site.fingerprint() == before


@pytest.fixture
def venv(tree, monkeypatch):
    """A work tree with locks and a usable environment; pip is not run, only noted."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (tree / ".venv" / "lib" / version / "site-packages" / "pip").mkdir(parents=True)
    (tree / ".venv" / "bin").mkdir()
    (tree / ".venv" / "bin" / "python").touch()
    (tree / "requirements").mkdir()
    for name in python.LOCKS:
        (tree / "requirements" / f"{name}.lock").write_text(name)
    commands: list[str] = []
    monkeypatch.setattr(python, "VENV", tree / ".venv")
    monkeypatch.setattr(python, "PYTHON", tree / ".venv" / "bin" / "python")
    monkeypatch.setattr(python, "STAMP", tree / ".venv" / "alimenta.json")
    monkeypatch.setattr(
        python, "run", lambda command: commands.append(command[-1]) or Outcome(0, "")
    )
    return commands


def test_packages_are_installed_once(venv):
    python.prepare_python("serve")
    python.prepare_python("serve")
    assert venv == ["requirements/serve.lock"]


def test_packages_for_tests_include_those_for_serving(venv):
    python.prepare_python("test")
    python.prepare_python("serve")
    assert venv == ["requirements/test.lock"]


def test_packages_are_installed_again_when_lock_changes(venv, tree):
    python.prepare_python("serve")
    (tree / "requirements" / "serve.lock").write_text("other")
    python.prepare_python("serve")
    assert venv == ["requirements/serve.lock"] * 2


def test_environment_without_pip_is_recreated(venv, tree):
    shutil.rmtree(tree / ".venv" / "lib")
    python.prepare_python("serve")
    assert venv == [str(tree / ".venv"), "requirements/serve.lock"]


@pytest.mark.usefixtures("venv")
def test_failed_installation_is_problem_with_output_of_pip(monkeypatch):
    monkeypatch.setattr(python, "run", lambda _: Outcome(1, "no such version"))
    with pytest.raises(Problem, match=r"do not install\. Cure: (.|\n)*no such version"):
        python.prepare_python("serve")


def test_lock_files_hold_no_address():
    texts = [path.read_text() for path in (places.ROOT / "requirements").glob("*.lock")]
    assert [text for text in texts if "://" in text] == []


def test_program_that_ends_leaves_no_process(tmp_path):
    mark = tmp_path / "pid"
    processes.run(["sh", "-c", f"sleep 60 >/dev/null 2>&1 & echo $! > {mark}"])
    time.sleep(0.05)
    status = Path("/proc", mark.read_text().strip(), "stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_sigterm_ends_started_processes():
    code = (
        "import signal, sys\n"
        "from tools.dev import commands, processes\n"
        "signal.signal(signal.SIGTERM, commands._terminated)\n"
        "processes.run(['sh', '-c', 'echo $$; exec sleep 60'], show=True)\n"
    )
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", code], cwd=places.ROOT, stdout=subprocess.PIPE, text=True
    )
    child = process.stdout.readline().strip()
    process.send_signal(signal.SIGTERM)
    assert (process.wait(10), Path("/proc", child).exists()) == (128 + signal.SIGTERM, False)


def test_summary_of_stages_is_one_line():
    results = [check_stages.Result("lint", 0, 0.12), check_stages.Result("types", 1, 3.0)]
    assert check_stages.summary(results) == "lint ok 0.1 s · types FAILED 3.0 s"


@pytest.mark.parametrize(("codes", "expected"), [((0, 0), 0), ((0, 5), 1)])
def test_exit_code_is_1_when_one_stage_fails(codes, expected):
    assert (
        check_stages.exit_code([check_stages.Result("a", code, 0.0) for code in codes]) == expected
    )


def test_step_prints_its_name_and_duration(capsys):
    with console.step("1/4 packages"):
        pass
    assert capsys.readouterr().out == "1/4 packages ... 0.0 s\n"


@pytest.mark.parametrize(
    ("user", "there", "asked"), [(0, False, 1), (1000, False, 0), (0, True, 0)]
)
def test_headless_browser_is_installed_where_allowed(user, there, asked, monkeypatch, tmp_path):
    place = tmp_path / "chromium-headless-shell"
    if there:
        place.touch()
    ran = []
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(system, "HEADLESS", place)
    monkeypatch.setattr(system.os, "geteuid", lambda: user)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "run", lambda command, **_: ran.append(command))
    system.prefer_headless_browser()
    assert sum("chromium-headless-shell" in command for command in ran) == asked
