"""Errors that a user can act on. Every command prints them as three lines and exits with status 1."""


class UserError(Exception):
    """What failed and where, what was given, what to do.

    Raised for anything the user's input or machine caused; never for a bug of ours.
    """

    def __init__(self, what: str, given: str, remedy: str) -> None:
        super().__init__(what, given, remedy)
        self.what = what
        self.given = given
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  given: {self.given}\n  do: {self.remedy}"


def missing_extra(feature: str, module: str, extra: str) -> UserError:
    """The error for a feature whose optional dependency is not installed."""
    return UserError(
        f"{feature} needs the Python package {module}, which is not installed",
        f"an environment without the extra '{extra}'",
        f"pip install 'neural-render[{extra}]'",
    )
