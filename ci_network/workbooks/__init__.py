"""What stands in the sheets of an xlsx or ods file, read in a process of its own."""
