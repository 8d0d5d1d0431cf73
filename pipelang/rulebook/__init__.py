"""The pages about rules in the documentation, made from the rules: `python -m pipelang.rulebook docs`."""
