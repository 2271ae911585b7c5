"""The modules: what each asks, lives, draws and says. No widgets here."""
