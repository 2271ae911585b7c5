"""Whether the flight simulator is fair: a tournament in every bundled trade, and what it shows."""
