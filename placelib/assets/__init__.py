"""What a place has, as far as it is published: libraries and their use, parishes, access."""
