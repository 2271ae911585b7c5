"""Who may sit down: a seat's name and the class password; the trainer has another one."""

from secrets import compare_digest
from typing import Any

from jupyterhub.auth import Authenticator

from sim.play.board import TRAINER


class ClassPassword(Authenticator):
    """One password for all seats, and one for the trainer.

    JupyterHub's own authenticator for shared passwords asks for 32 letters of its second password
    and makes whoever has it an administrator; a trainer types theirs in front of the class, and
    needs a seat only.

    Attributes
    ----------
    class_password, trainer_password : str
        The two.
    """

    class_password: str = ""
    trainer_password: str = ""

    async def authenticate(self, handler: Any, data: dict[str, str]) -> str | None:
        """Return the seat's name, or None where the password is another."""
        name = self.normalize_username(data["username"])
        right = self.trainer_password if name == TRAINER else self.class_password
        same = compare_digest(data["password"].strip().encode(), right.encode())
        return name if same else None
