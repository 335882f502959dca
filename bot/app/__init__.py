"""The composition root: what the command line runs, made from settings; a module for each thing that is run."""
