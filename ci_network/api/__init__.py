"""What evaluators call from Python: an alliance in, DataFrames and networkx graphs out.

`ci_network` itself has these names; nothing else in the package uses this folder.
"""
