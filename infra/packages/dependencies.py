"""The third-party packages of the functions, for the machine they run on.

They are fetched once for each state of the lock file, checked against its hashes, stripped of what
no running function reads, compiled, and kept below ``build/``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.api_routes import QUEUE_FUNCTIONS
from infra.packages.bytecode import (
    RUNTIME_VERSION,
    WITHOUT_DOCSTRINGS,
    compile_folder,
    compiler,
)
from infra.packages.contents import FILLS_FORMS
from infra.packages.lazy_imports import LATER, LAZY_INIT, import_lazily, import_when_called
from infra.packages.places import DEPENDENCIES, LOCK, LOCK_OF_FORMS

PLATFORMS = ("manylinux2014_aarch64", "manylinux_2_28_aarch64")

TOOLKIT = "aws_lambda_powertools"

UNUSED_UTILITIES = (
    "auth_alpha",
    "circuit_breaker",
    "data_masking",
    "feature_flags",
    "idempotency",
    "kafka",
    "metadata",
    "parameters",
    "parser",
    "serialization.py",
    "streaming",
    "typing",
    "validation",
)
"""Parts of the toolkit that no function imports; most need libraries that are not locked."""

UNUSED_DESCRIPTION = (
    "swagger_ui",
    "compat.py",
    "dependant.py",
    "encoders.py",
    "models.py",
    "params.py",
    "schema_generator.py",
)
"""Parts that write an API description from code; ours is written first, and by people."""

UNUSED_EVENTS = (
    "active_mq_event.py",
    "api_gateway_authorizer_event.py",
    "api_gateway_websocket_event.py",
    "appsync",
    "appsync_authorizer_event.py",
    "appsync_resolver_event.py",
    "appsync_resolver_events_event.py",
    "aws_config_rule_event.py",
    "bedrock_agent_function_event.py",
    "cloud_watch_alarm_event.py",
    "cloud_watch_custom_widget_event.py",
    "cloudformation_custom_resource_event.py",
    "code_deploy_lifecycle_hook_event.py",
    "code_pipeline_job_event.py",
    "cognito_user_pool_event.py",
    "connect_contact_flow_event.py",
    "iot_registry_event.py",
    "kinesis_firehose_event.py",
    "rabbit_mq_event.py",
    "s3_batch_operation_event.py",
    "s3_object_event.py",
    "secrets_manager_event.py",
    "ses_event.py",
    "transfer_family_event.py",
)
"""Events of services that no function receives."""

UNUSED_RESOLVERS = (
    "appsync.py",
    "bedrock_agent.py",
    "bedrock_agent_function.py",
    "events_appsync",
    "graphql_appsync",
    "http_resolver.py",
    "lambda_function_url.py",
    "vpc_lattice.py",
)
"""Event handlers for other sources than an HTTP API."""

UNUSED_TEMPLATES = (
    "bccache.py",
    "constants.py",
    "ext.py",
    "meta.py",
    "nativetypes.py",
    "sandbox.py",
)
"""Parts of the templates' library that ours make no use of: extensions, and templates of others."""

UNUSED_WITH_FORMS = (
    "PIL",
    "pillow.libs",
    "pillow-*.dist-info",
    "lxml",
    "lxml-*.dist-info",
    "packaging",
    "packaging-*.dist-info",
)
"""What the library for PDF asks for: it reads pictures and metadata with it, and no form does."""

NOT_NEEDED = (
    "bin",
    "**/__pycache__",
    "**/tests",
    "**/py.typed",
    "**/*.pyi",
    "**/*.c",
    "*.dist-info/INSTALLER",
    "*.dist-info/RECORD",
    "*.dist-info/REQUESTED",
    "*.dist-info/sboms",
    *(f"{TOOLKIT}/event_handler/openapi/{name}" for name in UNUSED_DESCRIPTION),
    *(f"{TOOLKIT}/utilities/{name}" for name in UNUSED_UTILITIES),
    *(f"{TOOLKIT}/utilities/data_classes/{name}" for name in UNUSED_EVENTS),
    *(f"{TOOLKIT}/event_handler/{name}" for name in UNUSED_RESOLVERS),
    f"{TOOLKIT}/event_handler/middlewares/async_utils.py",
    f"{TOOLKIT}/event_handler/middlewares/openapi_validation.py",
    f"{TOOLKIT}/event_handler/middlewares/schema_validation.py",
    f"{TOOLKIT}/logging/formatters/datadog.py",
    f"{TOOLKIT}/logging/utils.py",
    f"{TOOLKIT}/event_handler/openapi/merge.py",
    f"{TOOLKIT}/metrics",
    *(f"jinja2/{name}" for name in UNUSED_TEMPLATES),
    "jmespath",
    "jmespath-*.dist-info",
    *UNUSED_WITH_FORMS,
)
"""Licences and metadata stay: who passes a library on passes its licence on."""


LAZY_PACKAGES = (
    TOOLKIT,
    f"{TOOLKIT}.event_handler",
    f"{TOOLKIT}.event_handler.openapi",
    f"{TOOLKIT}.utilities.data_classes",
    "jinja2",
)
"""Packages whose ``__init__`` imports all their modules; the functions use a few of them."""

IMPORTED_WHEN_CALLED = ("jinja2.compiler", "jinja2.lexer", "jinja2.parser")
"""Modules that read templates: those of the pages are compiled in the package."""

NOT_CALLED = ("inject_user_agent",)
"""It names the toolkit in calls of AWS, and imports their client for that in every function."""

REPLACED = {
    f"{TOOLKIT}/utilities/jmespath_utils/__init__.py": '''"""No function uses JMESPath."""
''',
    "typing_extensions.py": '''"""What the libraries import of it, from the standard library."""

from typing import NotRequired, override
from warnings import deprecated

__all__ = ["NotRequired", "deprecated", "override"]
''',
}
"""Modules that are imported at every cold start for a name or two."""

QUEUE_EVENTS = (
    "cloud_watch_logs_event",
    "dynamo_db_stream_event",
    "event_bridge_event",
    "kafka_event",
    "kinesis_stream_event",
    "s3_event",
    "sns_event",
    "sqs_event",
)
FOR_QUEUES = (
    f"{TOOLKIT}/utilities/batch/",
    *(f"{TOOLKIT}/utilities/data_classes/{name}" for name in QUEUE_EVENTS),
)
"""Parts that only functions behind queues import."""


READS_TEMPLATES = "decision_register"
"""The only function whose templates are not compiled in its package."""
FOR_READING = tuple(f"jinja2/{name}" for name in ("whole_", "idtracking", "optimizer", "visitor"))


class NotFetched(RuntimeError):
    """The locked packages could not be fetched."""


def lock_of(function: str) -> Path:
    """The lock file of a function: the one that fills forms in needs one library more."""
    return LOCK_OF_FORMS if function == FILLS_FORMS else LOCK


def dependencies_folder(lock: Path = LOCK) -> Path:
    """Where the packages of this state of the lock file are kept."""
    lazy = (LAZY_PACKAGES, LAZY_INIT, NOT_CALLED, IMPORTED_WHEN_CALLED, LATER)
    changes = repr((NOT_NEEDED, lazy, REPLACED, WITHOUT_DOCSTRINGS)).encode()
    state = hashlib.sha256(lock.read_bytes() + changes).hexdigest()[:16]
    form = "bytecode" if compiler() else "source"
    return DEPENDENCIES / f"{state}-{form}"


def not_for(function: str) -> tuple[str, ...]:
    """The beginnings of the names of what a function makes no use of."""
    queues = () if function in QUEUE_FUNCTIONS else FOR_QUEUES
    return queues if function == READS_TEMPLATES else (*queues, *FOR_READING)


def fetch_dependencies(lock: Path = LOCK) -> Path:
    """The folder with the packages, fetched when they are not there yet.

    Raises:
        NotFetched: the installer says why.
    """
    folder = dependencies_folder(lock)
    if folder.is_dir():
        return folder
    DEPENDENCIES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DEPENDENCIES) as work:
        fresh = Path(work) / "packages"
        _install(lock, fresh)
        _strip(fresh)
        for package in LAZY_PACKAGES:
            import_lazily(fresh, package, without_calls=NOT_CALLED)
        for module in IMPORTED_WHEN_CALLED:
            import_when_called(fresh, module)
        for name, text in REPLACED.items():
            (fresh / name).write_text(text, encoding="utf-8")
        compile_folder(fresh)
        # Moved in one step: a stopped run leaves no half a folder behind.
        fresh.rename(folder)
    return folder


def _install(lock: Path, target: Path) -> None:
    result = subprocess.run(  # noqa: S603 - our own interpreter and our own lock file
        [
            *(_interpreter_with_installer(), "-m", "pip", "install", "--quiet"),
            *("--disable-pip-version-check", "--root-user-action", "ignore"),
            *("--require-hashes", "--only-binary", ":all:", "--no-compile"),
            *("--implementation", "cp", "--python-version", RUNTIME_VERSION),
            *(word for platform in PLATFORMS for word in ("--platform", platform)),
            *("--target", str(target), "--requirement", str(lock)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise NotFetched(f"the functions' packages could not be fetched:\n{result.stderr.strip()}")


def _interpreter_with_installer() -> str:
    """This interpreter, or the one that its virtual environment was made from."""
    if importlib.util.find_spec("pip"):
        return sys.executable
    return str(Path(sys.base_prefix) / "bin" / "python3")


def _strip(folder: Path) -> None:
    for pattern in NOT_NEEDED:
        for path in list(folder.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
