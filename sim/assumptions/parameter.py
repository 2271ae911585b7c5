"""One parameter: a number that carries its unit, its source and the grade of its evidence."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Probability = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Grade = Literal["measured", "survey", "folklore", "arithmetic", "assumption"]
"""How good a number is; see the evidence ledger for what each grade means."""

GRADES: tuple[str, ...] = get_args(Grade)


def parameter(
    default: Any,
    text: str,
    *,
    unit: str,
    source: str = "ours",
    grade: Grade = "assumption",
    **rule: Any,
) -> Any:
    """Declare a parameter of a scenario's section.

    Parameters
    ----------
    default
        The value under the `slogans` preset; ``...`` where a trade has to say.
    text
        What it is, in words that a shop manager understands.
    unit
        The unit, ``"probability"``, ``"share"``, ``"ratio"`` or ``"count"`` where there is none.
    source
        The claim's id (``"C12"``), a citation, ``"definition"`` or ``"ours"``.
    grade
        The grade of the evidence for the default.
    **rule
        Bounds as pydantic names them (``ge``, ``gt``, ``le``, ``lt``, ``min_length``, ...).

    Returns
    -------
    pydantic.fields.FieldInfo
        The field, with ``unit``, ``source`` and ``grade`` in its ``json_schema_extra``.
    """
    about: dict[str, Any] = {"unit": unit, "source": source, "grade": grade}
    return Field(default, description=text, json_schema_extra=about, **rule)


class Section(BaseModel):
    """A frozen group of parameters; a wrong value fails when it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
