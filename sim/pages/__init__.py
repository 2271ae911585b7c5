"""The modules as pages that need no kernel: everything was lived beforehand."""
