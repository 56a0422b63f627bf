"""A plan from every side: one module for each view, and for what can be done with it."""
