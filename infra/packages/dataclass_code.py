"""Keeps the code that ``dataclasses`` generates compiled in a package.

For each class the library writes a source text and compiles it at run time: a quarter of a cold
start. The build imports the modules of a package once and notes these texts with their bytecode.
The packaged ``functions/__init__.py`` has the library execute that bytecode for the same text; any
other text is compiled as before.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from infra.packages.bytecode import compile_folder, compiler, environment

MODULE = "dataclass_code"

USE = f"""

def _use_compiled_code():
    import dataclasses
    from functions.{MODULE} import COMPILED
    from marshal import loads

    def execute(text, module, found):
        compiled = COMPILED.get(text)
        exec(text if compiled is None else loads(compiled), module, found)

    dataclasses.exec = execute


_use_compiled_code()
"""
"""What follows in the packaged ``functions/__init__.py``."""

NOTE = """
import dataclasses, importlib, json, marshal, pathlib, sys, types

folder, *libraries = sys.argv[1:]
sys.path[:0] = [folder, *libraries]
# Compiled for the processor of Lambda; no module calls it when it is imported.
sys.modules["orjson"] = types.ModuleType("orjson")
texts = {}

def execute(text, module, found):
    texts[text] = None
    exec(text, module, found)

dataclasses.exec = execute
for file in sorted(pathlib.Path(folder, "functions").rglob("*.py")):
    parts = file.relative_to(folder).with_suffix("").parts
    try:
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
    except ImportError as missing:
        # The clients of AWS, and libraries compiled for the processor of Lambda.
        print(f"{'.'.join(parts)}: {missing}", file=sys.stderr)
# The second version of the format has no references, which depend on the state of the process.
codes = {text: marshal.dumps(compile(text, "<string>", "exec"), 2) for text in sorted(texts)}
print(f"COMPILED = {codes!r}")
"""


OPTIONS = ("-I", "-S", "-B", "-X", "no_debug_ranges")
"""Isolated, writes no bytecode, and notes no columns, of which nobody reads the source."""


def keep_dataclass_code(folder: Path, libraries: Path) -> None:
    """Write the compiled code of all data classes into a package, if there is a compiler for it."""
    interpreter = compiler()
    if interpreter is None:
        return
    noted = subprocess.run(  # noqa: S603 - an interpreter found on the path, our own script
        [interpreter, *OPTIONS, "-c", NOTE, str(folder), str(libraries)],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / f"{MODULE}.py").write_text(noted.stdout, encoding="utf-8")
        compile_folder(Path(work))
        shutil.copy(Path(work) / f"{MODULE}.pyc", folder / "functions")
    with (folder / "functions" / "__init__.py").open("a", encoding="utf-8") as start:
        start.write(USE)
