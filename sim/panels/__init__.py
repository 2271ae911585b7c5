"""Panels: a slider, a picture that follows it, and the numbers. The only room with widgets."""
