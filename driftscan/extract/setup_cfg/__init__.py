"""setup.cfg: a project's name, layout and requirements as setuptools reads them."""
