"""Reference data that ships with the product; README.md says where each file comes from."""
