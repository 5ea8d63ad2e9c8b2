package org.poolwarden.pool.tracking;

import java.lang.ref.WeakReference;
import org.jboss.modules.ModuleClassLoader;

/**
 * A deployment that borrowed, held weakly.
 */
public final class Deployment {

    private static final String PREFIX = "deployment.";

    private final WeakReference<ModuleClassLoader> loader;
    private final String module;

    private Deployment(ModuleClassLoader loader) {
        this.loader = new WeakReference<>(loader);
        this.module = loader.getModule().getName();
    }

    /** Whether a class is an application's. */
    static boolean has(Class<?> type) {
        return type.getClassLoader() instanceof ModuleClassLoader loader
                && loader.getModule().getName().startsWith(PREFIX);
    }

    /** The deployment of a class, or null if the class is not an application's. */
    public static Deployment of(Class<?> type) {
        return has(type) ? new Deployment((ModuleClassLoader) type.getClassLoader()) : null;
    }

    /** As the server's management names it: {@code shop.war}, or {@code shop.ear/web.war}. */
    public String name() {
        String name = module.substring(PREFIX.length());
        int ear = name.indexOf(".ear.");
        return ear < 0 ? name : name.substring(0, ear + 4) + "/" + name.substring(ear + 5);
    }

    public String module() {
        return module;
    }

    /** Null once the loader was collected. */
    public ModuleClassLoader loader() {
        return loader.get();
    }
}
