"""The Silent 26 beside its peers: one small world that all can express, lived by each in turn."""
