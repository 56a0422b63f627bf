"""Plans being made, looked at and written out."""
