"""Files that a result can be saved as: CSV, ODS, iCalendar, and the charts of a page."""
