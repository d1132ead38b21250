"""The app: the same functions behind pages on one's own machine.

It is one more view of a folder with the plain files. `server` puts it together, `safety` says who
is let in, `desk` is what the rooms share, and each room is a module with its pages.
"""
