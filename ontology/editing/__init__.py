"""Editing: change sets over a release, their log, replay, undo and conflicts."""
