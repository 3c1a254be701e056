"""What officers do to a site of the register, one module and one named operation for each."""
