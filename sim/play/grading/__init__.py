"""Grading a folder of hand-ins, which are other people's code.

What a hand-in comes to is decided in two processes that meet only over messages: a kernel inside a
box runs the hand-in's cells and never sees a check; a process outside runs the checks of the
master, and fetches the answers from the kernel as plain data. The gradebook is nbgrader's.
"""
