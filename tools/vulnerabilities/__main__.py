"""Names locked packages with a known vulnerability: ``python3 dev.py vulnerabilities``.

``accepted.toml`` holds advisories that do not concern this product, each with the reason. The exit
code is 1 where there is another one, and 2 where the source did not answer about every package.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tools.vulnerabilities.osv import Ask, NotAsked, ask_osv, findings, locked

ACCEPTED = Path(__file__).with_name("accepted.toml")


def accepted(path: Path = ACCEPTED) -> Mapping[str, str]:
    """The advisories that are left aside, with their reasons."""
    reasons: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["accepted"]
    return reasons


def main(ask: Ask = ask_osv) -> int:
    """Print a line for each finding; the exit code."""
    packages = locked()
    try:
        found = findings(packages, ask)
    except NotAsked as reason:
        sys.stderr.write(f"not checked: {reason}\n")
        return 2
    left_aside = accepted()
    reported = [each for each in found if each.advisory not in left_aside]
    for each in reported:
        package = each.package
        sys.stdout.write(
            f"{package.name} {package.version}: https://osv.dev/vulnerability/{each.advisory}\n"
        )
    unused = set(left_aside) - {each.advisory for each in found}
    sys.stdout.writelines(f"no longer needed in accepted.toml: {each}\n" for each in sorted(unused))
    sys.stdout.write(f"{len(packages)} packages checked, {len(reported)} vulnerabilities\n")
    return int(bool(reported or unused))


if __name__ == "__main__":
    sys.exit(main())
