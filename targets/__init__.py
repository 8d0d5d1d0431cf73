"""One folder per target; each is found through the entry-point group `pipelang.targets`."""
