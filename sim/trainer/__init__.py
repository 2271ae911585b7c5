"""The trainer's kit: run sheets, programmes, prints and slides, filled with figures from runs."""
