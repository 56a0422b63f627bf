"""Searches in compiled kernels: imported only when no formula reaches the objective."""
