"""What shows a package: a server for the browser viewer in `web/`, a host on the GPU, and training as it goes on."""
