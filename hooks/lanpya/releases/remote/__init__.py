"""A copy of a release on a server, as the browsers of phones receive it."""
