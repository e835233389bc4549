"""Folders that the bench reads and writes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
BUILD = ROOT / "build" / "bench"
BASELINES = ROOT / "bench" / "baselines"
CONSUMER_PRICE_INDEX = ROOT / "functions" / "parameters" / "indices" / "consumer_price_index.csv"
