"""Figures, not checks: each module prints what it measured and the conditions it measured in."""
