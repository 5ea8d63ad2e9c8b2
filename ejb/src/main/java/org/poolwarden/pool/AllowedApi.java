package org.poolwarden.pool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Permits a method to use private members of the server. Elsewhere forbidden-apis fails the build. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowedApi {

    /** Why there is no other way. */
    String reason();
}
