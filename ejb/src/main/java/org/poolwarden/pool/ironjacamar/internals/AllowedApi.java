package org.poolwarden.pool.ironjacamar.internals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one place that may reach into the server's private parts; forbidden-apis fails the build elsewhere. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface AllowedApi {

    /** Why there is no other way. */
    String reason();
}
