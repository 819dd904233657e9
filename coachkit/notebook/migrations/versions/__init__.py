"""The revisions: each is named by the schema it leads to, and none is ever changed once it has been released."""
