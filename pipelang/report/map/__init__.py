"""The map of pipelines: its layout, its drawing, and graphs for other programs."""
