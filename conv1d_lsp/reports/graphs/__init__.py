"""A model as a picture: `pictures` says what stands in its boxes, `layout` where they lie; a module each form."""
