"""What the organiser sees: one module and one style sheet for each screen."""
