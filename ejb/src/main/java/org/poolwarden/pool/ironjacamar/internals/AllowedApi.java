package org.poolwarden.pool.ironjacamar.internals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Permits a method to use private members of the server. Elsewhere forbidden-apis fails the build. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface AllowedApi {

    /** Why there is no other way. */
    String reason();
}
