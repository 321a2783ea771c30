"""SkillPath: whose experience transfers to this role, and exactly why?"""

from importlib.metadata import version

__version__ = version("skillpath")
