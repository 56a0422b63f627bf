"""What goes before a plan: lists, rules, tables and times, as people type and read them."""
