"""An evening as it runs: what screens and the public display say about it. Without widgets."""
