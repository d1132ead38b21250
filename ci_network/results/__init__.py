"""Finished figures by path, as tables and for the map: here computing ends."""
