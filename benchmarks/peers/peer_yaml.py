"""YAML read by PyYAML's C loader and validated by pydantic models."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from peer_models import Spec

Spec.model_validate(yaml.load(Path(sys.argv[1]).read_bytes(), Loader=yaml.CSafeLoader))
