"""SkillPath: whose experience transfers to this role, and exactly why?"""


def __getattr__(name: str) -> str:
    """``skillpath.__version__``, looked up when asked for: every start of the command would pay for it."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 (the point of this function)

        return version("skillpath")
    raise AttributeError(name)
