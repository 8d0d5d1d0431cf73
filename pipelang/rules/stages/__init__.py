"""Rules about what happens on a stage: tasks, limits, owners, automation (R2xx)."""
