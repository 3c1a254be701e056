"""Pages of one site: its dossier, its panel, what officers change there; and the list of work on the register."""
