"""SkillPath: whose experience transfers to this role, and exactly why?"""


def __getattr__(name: str) -> str:
    """``skillpath.__version__``, looked up only when asked for: every start of the command would pay for it."""
    if name == "__version__":
        from importlib.metadata import version

        return version("skillpath")
    raise AttributeError(name)
