"""Pages of this app: the public form and follow-up, the officers' board and dossier, the panel on the map."""
