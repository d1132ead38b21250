"""How results are shown: tables, charts, the map, the report. Views compute nothing."""
