"""What words and cells of lists say, by themselves: headings, dates, persons, who came."""
