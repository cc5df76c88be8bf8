"""The window: the only place that imports PySide6. `docs` of the parts: app, window, workspace, view, widgets."""
