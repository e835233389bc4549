"""The commands of ``dev.py``."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from tools.dev.check_stages import (
    check_site_and_test_stages,
    check_stages,
    exit_code,
    long_stages,
    names_tests,
    summary,
    test_stage,
)
from tools.dev.console import Problem, complain, say, step
from tools.dev.environment import environment
from tools.dev.places import PYTHON, ROOT
from tools.dev.port import port_number, require_free_port
from tools.dev.processes import run
from tools.dev.python import prepare_python, write_locks
from tools.dev.site import build_site
from tools.dev.system import (
    missing_libraries,
    missing_programs,
    prefer_headless_browser,
    require_packages,
)

ALL = "--all"
"""The option of ``test`` that adds the long runs."""
CURES = {
    errno.EROFS: "work in a checkout that can be written to",
    errno.EACCES: "work in a checkout that belongs to you",
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space of yours on that disk",
}
"""What a person can do about an error of the file system."""
EXPLAIN_THEMSELVES = {
    "bench",
    "mutate",
    "freshness",
    "add-index-months",
    "feedback",
    "deploy",
    "smoke",
}
"""The commands that read and explain their own arguments."""


def main() -> int:
    """Do what the command line asks, and return the exit code."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _terminated)
    os.chdir(ROOT)
    try:
        options, rest = _arguments()
        return int(options.run(options, rest))
    except Problem as problem:
        return complain(str(problem))
    except OSError as error:
        if error.errno not in CURES:
            raise
        place = error.filename or ROOT
        return complain(f"{place}: {error.strerror}. Cure: {CURES[error.errno]}")
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="dev.py", description="Alimenta, on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="build the site and serve it with the API")
    serve.add_argument("--port", type=port_number, default=8000)
    serve.add_argument("--no-reload", action="store_true", help="do not follow changes")
    serve.add_argument(
        "--lambda",
        dest="only_workers",
        action="store_true",
        help="run the functions under the runtime client of Lambda",
    )
    serve.set_defaults(run=_serve)
    for name, command, words in (
        ("test", _test, "checks and tests, --all with the long runs; a path: these tests alone"),
        ("check", _check, "format, lint and types only"),
        ("build", _build, "build the site into build/site"),
        ("mutate", _mutate, "mutation tests of functions; --help names the arguments"),
        ("bench", _bench, "what it costs, beside what others would use; --help names the parts"),
        ("soak", _soak, "the API under load, failures and odd input, for a bounded time"),
        ("freshness", _freshness, "name the figures of the law that are missing or to be checked"),
        (
            "add-index-months",
            _add_index_months,
            "add the months of Statbel's file to the tables of the price indices",
        ),
        ("feedback", _feedback, "sum the feedback of the pages in a log of the functions"),
        ("openapi", _openapi, "write the request schemas of openapi.yaml from the forms"),
        ("sbom", _sbom, "write build/sbom.json and THIRD_PARTY.md from the locks"),
        ("deploy-local", _deploy_local, "deploy to an emulator of AWS, and run the smoke test"),
        ("deploy", _deploy, "deploy to AWS; --help names the arguments"),
        ("vulnerabilities", _vulnerabilities, "name locked packages with a known vulnerability"),
        ("smoke", _smoke, "try a deployed site; --help names the arguments"),
        ("lock", _lock, "write requirements/*.lock from pyproject.toml (needs uv)"),
    ):
        commands.add_parser(name, help=words, add_help=name not in EXPLAIN_THEMSELVES).set_defaults(
            run=command
        )
    options, rest = parser.parse_known_args()
    if rest and options.command not in EXPLAIN_THEMSELVES | {"test", "soak"}:
        parser.error("unknown: " + " ".join(rest))
    return options, rest


def _serve(options: argparse.Namespace, _: Sequence[str]) -> NoReturn:
    require_free_port(options.port)
    with step("1/4 system packages"):
        require_packages(missing_libraries())
    with step("2/4 Python packages"):
        prepare_python("serve")
    with step("3/4 site"):
        build_site()
    say("4/4 functions and gateway (Ctrl-C stops them)")
    command = [str(PYTHON), "-m", "tools.gateway", "--port", str(options.port)]
    command += [] if options.no_reload else ["--reload"]
    command += ["--lambda"] if options.only_workers else []
    # The gateway takes the place of this process: what stops the one stops the other.
    os.execve(PYTHON, command, environment())  # noqa: S606 - no shell is wanted


def _test(_: argparse.Namespace, rest: Sequence[str]) -> int:
    everything = ALL in rest
    with step("system packages"):
        prefer_headless_browser()
        require_packages(missing_libraries() + missing_programs())
    with step("Python packages"):
        prepare_python("test")
    arguments = [argument for argument in rest if argument != ALL]
    if any(names_tests(argument) for argument in arguments) and not everything:
        # Who names tests waits for these alone.
        return test_stage(arguments)[0].code
    results, last_line = check_site_and_test_stages(arguments)
    if everything:
        results += long_stages()
    say(f"\n{summary(results)}\n{last_line}")
    return exit_code(results)


def _check(_: argparse.Namespace, __: Sequence[str]) -> int:
    with step("Python packages"):
        prepare_python("test")
    results = check_stages()
    say(summary(results))
    return exit_code(results)


def _build(_: argparse.Namespace, __: Sequence[str]) -> int:
    require_packages(missing_libraries())
    prepare_python("serve")
    with step("site"):
        build_site()
    return 0


def _bench(_: argparse.Namespace, rest: Sequence[str]) -> int:
    require_packages(missing_libraries())
    # The test environment holds the Node that a part needs, the site the pages that others read.
    prepare_python("test")
    with step("site"):
        build_site()
    return run([str(PYTHON), "-m", "bench", *rest], show=True).code


def _mutate(_: argparse.Namespace, rest: Sequence[str]) -> int:
    with step("Python packages"):
        prepare_python("test")
    return run([str(PYTHON), "-m", "tools.mutation", *rest], show=True).code


def _freshness(_: argparse.Namespace, rest: Sequence[str]) -> int:
    # It needs no package: a scheduled run of the pipeline stays short.
    command = [sys.executable, "-m", "tools.freshness", *rest]
    return run(command, show=True).code


def _add_index_months(_: argparse.Namespace, rest: Sequence[str]) -> int:
    return run([sys.executable, "-m", "tools.index_months", *rest], show=True).code


def _feedback(_: argparse.Namespace, rest: Sequence[str]) -> int:
    # It needs no package, and reads a file that the person gives.
    return run([sys.executable, "-m", "tools.feedback", *rest], show=True).code


def _soak(_: argparse.Namespace, rest: Sequence[str]) -> int:
    require_packages(missing_libraries())
    prepare_python("serve")
    with step("site"):
        build_site()
    return run([str(PYTHON), "-m", "tests.load", *rest], show=True).code


def _openapi(_: argparse.Namespace, __: Sequence[str]) -> int:
    prepare_python("test")
    return run([str(PYTHON), "-m", "tools.openapi"], show=True).code


def _sbom(_: argparse.Namespace, __: Sequence[str]) -> int:
    with step("Python packages"):
        prepare_python("test")
    return run([str(PYTHON), "-m", "tools.sbom"], show=True).code


def _deploy_local(_: argparse.Namespace, __: Sequence[str]) -> int:
    require_packages(missing_libraries())
    with step("Python packages"):
        prepare_python("test")
    with step("site"):
        build_site()
    with step("packages of the functions"):
        fetched = run([str(PYTHON), "-m", "infra.packages"])
    if fetched.code:
        raise Problem(f"A package cannot be built. Cure: see below.\n{fetched.output}")
    return run([str(PYTHON), "-m", "tools.local_deployment"], show=True).code


def _deploy(_: argparse.Namespace, rest: Sequence[str]) -> NoReturn:
    prepare_python("test")
    command = [str(PYTHON), "-m", "infra.operations.deploy", *rest]
    # The CDK asks the person at the terminal before it gives new rights.
    os.execve(PYTHON, command, environment())  # noqa: S606 - no shell is wanted


def _vulnerabilities(_: argparse.Namespace, __: Sequence[str]) -> int:
    # It needs no package, only a network.
    return run([sys.executable, "-m", "tools.vulnerabilities"], show=True).code


def _smoke(_: argparse.Namespace, rest: Sequence[str]) -> int:
    prepare_python("test")
    return run([str(PYTHON), "-m", "tools.smoke", *rest], show=True).code


def _lock(_: argparse.Namespace, __: Sequence[str]) -> int:
    write_locks()
    return 0


def _terminated(number: int, _: object) -> NoReturn:
    # Leave by the same way as an error does, so that what was started is ended.
    sys.exit(128 + number)
