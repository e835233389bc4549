package javax.annotation;

/** In place of the library of that name, which nothing here reads. */
public @interface Nullable {}
