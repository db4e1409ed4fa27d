"""What makes scenes small: quantisation, shared by baking, by training that simulates it, and by every reader."""
