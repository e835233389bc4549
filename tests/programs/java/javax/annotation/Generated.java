package javax.annotation;

/** In place of the annotation of that name, which Java no longer brings along. */
public @interface Generated {
    String[] value();

    String comments() default "";

    String date() default "";
}
