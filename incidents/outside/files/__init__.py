"""Files of tickets: read row by row, each row a ticket or a named problem."""
