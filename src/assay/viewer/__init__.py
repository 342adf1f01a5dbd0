"""Runs to look at: a page served to this machine alone, or the same page as one file.

`assay.viewer.static.write_page` writes the file, `assay.viewer.server.Server` serves. What a
model wrote is data to the page, never markup.
"""
