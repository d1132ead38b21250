"""From activities to partnerships, and to the network of each window and scenario."""
