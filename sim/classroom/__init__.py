"""The class server: JupyterHub on the trainer's machine, a seat for everybody in the room."""
