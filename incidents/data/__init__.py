"""Reference data of this app. complaint_categories.csv is a working taxonomy, not the ministry's own list."""
