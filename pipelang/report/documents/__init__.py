"""Documents for people as data, and how they are written: HTML, Markdown, pages."""
