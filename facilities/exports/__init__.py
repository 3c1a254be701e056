"""Files of any selection of the register: one declaration of the columns feeds every format, rows are streamed."""
