"""One module and one template per page; adding the two files adds the page.

A page module has a docstring, ``TITLE``, a ``router`` and, where it stands in the bar,
``PLACE``; ``UNDER`` names the entry of the bar it belongs to.
"""
