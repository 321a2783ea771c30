"""The benchmark of speed: every method is asked, in turn, and held to scoring all. No time is tested."""

from dataclasses import replace
from importlib import util

import numpy as np
import pytest

from commands import Run
from skillpath.agency.workspace import Workspace
from skillpath.bench.answers import Answer
from skillpath.bench.bandwidth import read_once_ms, spell_table
from skillpath.bench.growth_picture import growth_svg
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.pool_files import write_pool
from skillpath.bench.ranking_speed import RankingSpeed, ranking_speed, same_answers, turns_of
from skillpath.bench.ranking_speed_report import (
    growth_document,
    growth_table,
    speed_document,
    speed_notes,
    speed_tables,
)
from skillpath.bench.ranking_worker import METHODS, THREADS, Place, Timed, peak_mb, workers
from skillpath.bench.synthetic_pool import synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.errors import UnknownName
from workspaces import small_workspace
