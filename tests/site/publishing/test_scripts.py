import subprocess

import pytest

from publishing.scripts import bundled
from tools.dev.browser import chromium

FILES = {
    "one.js": b'import { twice } from "./two.js";\nimport "./three.js";\n'
    b"document.title = twice(2);\n",
    "two.js": b'import { base } from "./base.js";\nexport const twice = (n) => n * base;\n',
    "three.js": b'import {\n  base,\n} from "./base.js";\n'
    b"export function own() {\n  return base;\n}\n",
    "base.js": b"export const base = 2;\nexport async function late() {}\n",
    "mark.svg": b"<svg/>",
}


def test_imported_modules_are_no_files_of_their_own():
    assert set(bundled(FILES)) == {"one.js", "mark.svg"}


def test_each_module_comes_once_and_before_what_needs_it():
    script = bundled(FILES)["one.js"].decode()
    order = [script.index(f"const {name}_module") for name in ("base", "two", "three")]
    assert order == sorted(order)
    assert script.count("const base = 2") == 1
    assert "return { base, late };" in script
    assert not [line for line in script.splitlines() if line.startswith(("import", "export"))]


@pytest.mark.browser
def test_bundle_runs(tmp_path):
    page = tmp_path / "page.html"
    (tmp_path / "one.js").write_bytes(bundled(FILES)["one.js"])
    page.write_text('<title>0</title><script src="one.js"></script>', "utf-8")
    shown = subprocess.run(  # noqa: S603 - the browser of the tests
        [chromium(), "--headless", "--no-sandbox", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "<title>4</title>" in shown.stdout
