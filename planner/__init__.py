"""Plans who sits at which table in each round of an evening, and proves how good the plan is."""

__version__ = "0.1.0"
