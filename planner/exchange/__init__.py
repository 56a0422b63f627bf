"""Files in and out: streams, never paths."""
