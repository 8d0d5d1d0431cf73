"""Rules about the shape of funnels: pipelines, stages and their names (R1xx)."""
