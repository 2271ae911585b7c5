"""The tests. A package, as a library that they use brings a package `tests` of its own."""
