"""Other systems that reports come from and go to: Traffy Fondue, Open311 servers, files."""
