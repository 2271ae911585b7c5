"""What holds in a class on this machine and what does not, said before anybody sits down."""

from sim.classroom.limits import enforced
from sim.classroom.plan import Class, may_have_users


def held(room: Class) -> list[str]:
    """Return a sentence for each promise, kept here or not."""
    return [_apart(room), _memory(room), _network()]


def _apart(room: Class) -> str:
    if room.own_users:
        return (
            "Each seat is a user of its own on this machine: none can read another's files or stop "
            "its work. All of them write to one board."
        )
    why = "as asked for" if may_have_users() else "as only root can start others"
    return (
        f"All seats are one user on this machine, {why}: a seat that writes code can read "
        "another's files, the passwords too, and stop its work."
    )


def _memory(room: Class) -> str:
    most = room.workshop.memory_limit
    if enforced():
        return (
            f"Each program of a seat may take {most} MB beside what all share. Linux sees to it "
            "(RLIMIT_DATA). A seat with several modules open takes as much for each."
        )
    return f"Nothing here sees to the limit of {most} MB a seat: only Linux does."


def _network() -> str:
    return (
        "Passwords and pages cross your network unencrypted. Whoever knows the class password may "
        "take any seat but the trainer's. Nothing is asked of the internet."
    )
