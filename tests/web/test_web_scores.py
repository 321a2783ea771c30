"""What a score means, drawn."""

import re

import numpy as np

from skillpath.reasoner import thresholds as measured
from skillpath.web.curve import HEIGHT, WIDTH, curve


def test_the_curve_steps_where_it_was_measured_to() -> None:
    steps = measured.Curve(np.array([0.0, 0.25, 0.5]), np.array([0.01, 0.1, 0.4]))
    bands = (measured.Band("strong", 0.5, 0.4, 0.3, 0.01), measured.Band("far", 0.0, 0.02, 0.7, 0.99))
    drawn = curve(measured.Thresholds(0.015, steps, bands))
    ends = [(float(x), float(y)) for x, y in re.findall(r"H([\d.]+)V([\d.]+)", drawn.path)]
    assert ends == [  # the axis ends at a half
        (0, round(HEIGHT * 0.98, 1)),
        (WIDTH / 4, HEIGHT * 0.8),
        (WIDTH / 2, HEIGHT * 0.2),
        (WIDTH, HEIGHT * 0.2),
    ]
    assert drawn.bands == (("far", 0.0, WIDTH / 2), ("strong", WIDTH / 2, WIDTH / 2))
    assert (drawn.up[0][1], drawn.up[-1]) == (0.0, (0.0, 0.5))
