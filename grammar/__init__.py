"""The language as data: `pipelang.lark` and the parser tables made from it."""
