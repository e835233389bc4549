"""``/.well-known/security.txt`` (RFC 9116): where to report a vulnerability.

It expires 365 days after the commit that is built, so that two builds of one commit are the same.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from functions.i18n.catalog import LANGUAGES

ADDRESS = ".well-known/security.txt"
VALID = timedelta(days=365)
EPOCH = "SOURCE_DATE_EPOCH"
"""The moment of the commit in seconds since 1970, where the sources are not in git."""

TEXT = """Contact: {origin}en/help/contact/
Expires: {expires}
Preferred-Languages: {languages}
Canonical: {origin}{address}
"""


def security_files(config: MkDocsConfig) -> Iterator[File]:
    """The file; none where nobody knows the date of the sources."""
    committed = commit_time(Path(config.config_file_path).parent)
    if committed is not None:
        content = text(config.site_url or "", committed)
        # Else MkDocs leaves out what begins with a dot.
        inclusion = InclusionLevel.INCLUDED
        yield File.generated(config, ADDRESS, content=content, inclusion=inclusion)


def text(origin: str, committed: datetime) -> str:
    """The text of the file."""
    return TEXT.format(
        origin=origin,
        expires=(committed + VALID).strftime("%Y-%m-%dT%H:%M:%SZ"),
        languages=", ".join(LANGUAGES),
        address=ADDRESS,
    )


def commit_time(root: Path) -> datetime | None:
    """When the sources were committed, in UTC."""
    seconds = os.environ.get(EPOCH) or _by_git(root)
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def _by_git(root: Path) -> str:
    command = ("git", "log", "-1", "--format=%ct")
    try:
        done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)  # noqa: S603 - git
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
