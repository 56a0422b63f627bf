"""Score cards and what comes of them: typing in, matches, and what each person is told."""
