"""Where the peers are described, and where they are installed."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PEERS = Path(__file__).parent
LOCKS = PEERS / "locks"
BUILD = ROOT / "build" / "bench"
ENVIRONMENTS = BUILD / "environments"
CONSUMER_PRICE_INDEX = ROOT / "functions" / "parameters" / "indices" / "consumer_price_index.csv"
