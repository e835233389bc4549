"""The quick answers and the simulators without the frame of the site, for pages of other sites."""
