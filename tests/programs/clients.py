"""Clients that generators make of the description: each compiles, and calls every operation.

Each generator is installed below ``build/`` by the hashes of its lock. What it makes is compiled or
imported, and then sends every example to the functions; the body that it understood must be the one
that the functions answer.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from functions.reference.client_description import as_client_json
from tests.programs import answers
from tests.programs.calls import Call, as_text, calls
from tests.programs.running import BUILD, Failed, run
from tests.support.environments import NotInstalled, install_by_npm, node, python_of

HERE = Path(__file__).parent
STRICT = (
    *("--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable"),
    *("--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck", "false"),
)
JAVA_OPTIONS = "openApiNullable=false,containerDefaultToNull=true"
"""No library of its own for null, which no answer holds; an absent list stays absent."""
NO_JAVA = "no Java development kit: install one, so that javac is found"
SHOW = """
const address = (globalThis as unknown as { process: { argv: string[] } }).process.argv[2]!;
function show(name: string, status: number, body: unknown): void {
  console.log(JSON.stringify({ name, status, body }));
}
"""


def faults_of(make: Callable[[Path, str], str]) -> Iterator[str]:
    """What is wrong with the client that ``make`` generates and lets call; it returns the lines.

    Raises:
        NotInstalled: the generator does not install on this machine.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "description.json").write_text(as_client_json(), encoding="utf-8")
    (BUILD / "calls.json").write_text(as_text(), encoding="utf-8")
    try:
        with answers.running() as address:
            lines = make(_emptied(make.__name__), address)
    except Failed as failure:
        yield str(failure)
        return
    found = {line["name"]: line for line in map(json.loads, lines.splitlines())}
    for call in calls():
        yield from _faults(call, found.get(call.name))


def _faults(call: Call, line: Mapping[str, Any] | None) -> Iterator[str]:
    if line is None:
        yield f"{call.name}: not called"
    elif call.is_kept:
        if line["status"] != answers.REFUSED:
            yield f"{call.name}: the request is not the example ({line['status']})"
    else:
        expected = answers.answer_to(call)
        if (line["status"], line["body"]) != (expected.status, expected.json):
            yield f"{call.name}: {line['status']}, {_difference(expected.json, line['body'])}"


def _difference(expected: Any, found: Any, place: str = "") -> str:
    """The first place where two bodies differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in {**expected, **found}:
            if expected.get(name) != found.get(name):
                return _difference(expected.get(name), found.get(name), f"{place}.{name}")
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for position, pair in enumerate(zip(expected, found, strict=True)):
            if pair[0] != pair[1]:
                return _difference(*pair, f"{place}[{position}]")
    return f"{place or 'body'}: {expected!r:.60} became {found!r:.60}"


def openapi_python_client(folder: Path, address: str) -> str:
    """The client of openapi-python-client."""
    python = python_of("openapi_python_client")
    generator = python.with_name("openapi-python-client")
    description = str(BUILD / "description.json")
    run(
        [
            str(generator),
            "generate",
            "--path",
            description,
            "--meta",
            "none",
            "--output-path",
            "generated",
        ],
        folder,
        path=python.parent,
    )
    program = HERE / "python_client" / "call_all.py"
    return run([str(python), str(program), str(folder), address, str(BUILD / "calls.json")], folder)


def openapi_typescript(folder: Path, address: str) -> str:
    """The types of openapi-typescript, with its own openapi-fetch as the client."""
    tools = _npm("typescript")
    run(
        [*_bin(tools, "openapi-typescript"), str(BUILD / "description.json"), "-o", "types.d.ts"],
        folder,
    )
    lines = (
        f"{{ const {{ data, error, response }} = await client.{call.method}({_text(call.path)}, "
        f"{_text(_options(call))}); show({_text(call.name)}, response.status, data ?? error); }}"
        for call in calls()
    )
    start = (
        'import createClient from "openapi-fetch";\nimport type { paths } from "./types.js";\n'
        f"{SHOW}const client = createClient<paths>({{ baseUrl: address }});\n"
    )
    return _typescript(tools, folder, start + "\n".join(lines), address)


def hey_api(folder: Path, address: str) -> str:
    """The client of @hey-api/openapi-ts."""
    tools = _npm("hey_api")
    run([*_bin(tools, "openapi-ts"), "-i", str(BUILD / "description.json"), "-o", "client"], folder)
    lines = (
        f"{{ const {{ data, error, response }} = await sdk.{call.operation}("
        f"{_text(_hey_options(call))}); "
        f"show({_text(call.name)}, response!.status, data ?? error); }}"
        for call in calls()
    )
    start = (
        'import * as sdk from "./client/index.js";\n'
        'import { client } from "./client/client.gen.js";\n'
        f"{SHOW}client.setConfig({{ baseUrl: address }});\n"
    )
    return _typescript(tools, folder, start + "\n".join(lines), address)


def typescript_fetch(folder: Path, address: str) -> str:
    """The client typescript-fetch of openapi-generator."""
    tools = _npm("typescript")
    _openapi_generator(folder, "typescript-fetch")
    start = (
        f'import * as api from "./client/index.js";\n{SHOW}'
        "const settings = new api.Configuration({ basePath: address });\n"
        "async function answer(name: string, call: Promise<{ raw: Response }>): Promise<void> {\n"
        "  const raw = await call.then((found) => found.raw, (refused) => refused.response);\n"
        "  show(name, raw.status, await raw.json());\n}\n"
    )
    lines = []
    for call in calls():
        given = [*call.parameters.items(), *([("idempotencyKey", _KEY)] if call.needs_key else [])]
        members = [f"{name}: {_text(value)}" for name, value in given]
        if call.body is not None:
            name = call.schema[:1].lower() + call.schema[1:]
            members.append(f"{name}: api.{call.schema}FromJSON({_text(call.body)})")
        operation = f"new api.{call.tag.replace(' ', '')}Api(settings).{call.operation}Raw"
        lines.append(f"await answer({_text(call.name)}, {operation}({{ {', '.join(members)} }}));")
    return _typescript(tools, folder, start + "\n".join(lines), address)


def openapi_generator_python(folder: Path, address: str) -> str:
    """The client python of openapi-generator."""
    python = _openapi_generator(folder, "python")
    program = HERE / "openapi_generator_python" / "call_all.py"
    client = str(folder / "client")
    return run([str(python), str(program), client, address, str(BUILD / "calls.json")], folder)


def openapi_generator_java(folder: Path, address: str) -> str:
    """The client java of openapi-generator; its libraries are those in the generator itself."""
    if shutil.which("javac") is None:
        raise NotInstalled(NO_JAVA)
    python = _openapi_generator(
        folder, "java", "--library=native", f"--additional-properties={JAVA_OPTIONS}"
    )
    jar = next(python.parents[1].rglob("openapi-generator.jar"))
    sources = [
        *(folder / "client" / "src" / "main").rglob("*.java"),
        *(HERE / "java").rglob("*.java"),
    ]
    run(["javac", "-nowarn", "-d", "classes", "-cp", str(jar), *map(str, sources)], folder)
    return run(
        ["java", "-cp", f"classes{os.pathsep}{jar}", "CallAll", address, str(BUILD / "calls.json")],
        folder,
    )


CLIENTS: Mapping[str, Callable[[Path, str], str]] = {
    "openapi-python-client": openapi_python_client,
    "openapi-typescript, tsc --strict": openapi_typescript,
    "hey-api, tsc --strict": hey_api,
    "openapi-generator typescript-fetch, tsc --strict": typescript_fetch,
    "openapi-generator python": openapi_generator_python,
    "openapi-generator java": openapi_generator_java,
}
"""The generators by the name that the table gives them."""
QUICK = ("openapi-python-client", "openapi-typescript, tsc --strict")
"""Those that install in seconds: they run with the other tests."""
_KEY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


def _openapi_generator(folder: Path, name: str, *options: str) -> Path:
    """Generate a client into ``client``; the interpreter of the environment of the generator."""
    if shutil.which("java") is None:
        raise NotInstalled(NO_JAVA)
    python = python_of("openapi_generator")
    jar = next(python.parents[1].rglob("openapi-generator.jar"))
    description = str(BUILD / "description.json")
    run(
        [
            "java",
            "-jar",
            str(jar),
            "generate",
            "-i",
            description,
            "-g",
            name,
            "-o",
            "client",
            *options,
        ],
        folder,
    )
    return python


def _typescript(tools: Path, folder: Path, program: str, address: str) -> str:
    """Compile a program with what it imports, as strictly as the compiler can, and run it."""
    (folder / "calls.ts").write_text(program, encoding="utf-8")
    (folder / "package.json").write_text('{ "type": "module" }\n', encoding="utf-8")
    (folder / "node_modules").symlink_to(tools / "node_modules")
    run([*_bin(tools, "tsc"), *STRICT, "--outDir", "compiled", "calls.ts"], folder)
    loader = HERE / "with_endings.mjs"
    return run([str(node()), "--import", str(loader), "compiled/calls.js", address], folder)


def _options(call: Call) -> dict[str, Any]:
    """The options of a call by openapi-fetch."""
    headers = {"Idempotency-Key": _KEY} if call.needs_key else {}
    inside = {"path": dict(call.parameters), "header": headers}
    found = {name: value for name, value in inside.items() if value}
    body = {} if call.body is None else {"body": call.body}
    return ({"params": found} if found else {}) | body


def _hey_options(call: Call) -> dict[str, Any]:
    headers = {"headers": {"Idempotency-Key": _KEY}} if call.needs_key else {}
    path = {"path": dict(call.parameters)} if call.parameters else {}
    return path | headers | ({} if call.body is None else {"body": call.body})


def _text(value: object) -> str:
    return json.dumps(value)


def _npm(name: str) -> Path:
    folder = BUILD / f"tools-{name}"
    install_by_npm(HERE / name, folder)
    return folder


def _bin(tools: Path, name: str) -> list[str]:
    return [str(node()), str((tools / "node_modules" / ".bin" / name).resolve())]


def _emptied(name: str) -> Path:
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
