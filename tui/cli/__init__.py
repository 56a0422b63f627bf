"""The plain commands: standard output is data, standard error is messages."""
