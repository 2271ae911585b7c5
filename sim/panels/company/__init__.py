"""The forms of module 08: what is asked of a company, and what comes of it."""
