"""Your company: its tables, its figures and its answers become a scenario."""
