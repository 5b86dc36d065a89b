"""From bytes to reports: files, pages, lines of JSON, folders and addresses."""
