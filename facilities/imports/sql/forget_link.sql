-- Where the transaction goes on, as in tests, the table must not stand in the way of the next load.
DROP TABLE import_link
