"""Networks in the files of other tools, each form to nodes and links, and these to the tables."""
