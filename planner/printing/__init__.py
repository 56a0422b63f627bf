"""What is handed out on paper, as PDF: report, table cards, schedules, badges, score cards."""
