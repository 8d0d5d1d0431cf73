"""What has changed between two specs: for a terminal, a pull request, a page, a letter, a machine."""
