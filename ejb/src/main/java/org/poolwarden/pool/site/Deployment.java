package org.poolwarden.pool.site;

import java.lang.ref.WeakReference;

/** A deployment that borrowed, held weakly. */
public final class Deployment {

    private static final String PREFIX = "deployment.";

    private final WeakReference<ClassLoader> loader;
    private final String module;

    private Deployment(String module, ClassLoader loader) {
        this.module = module;
        this.loader = new WeakReference<>(loader);
    }

    /** Whether a class loader of this name is a deployment's; the server names them so. */
    static boolean has(String loader) {
        return loader != null && loader.startsWith(PREFIX);
    }

    /** @param loader null if the deployment has gone already */
    static Deployment of(String module, ClassLoader loader) {
        return new Deployment(module, loader);
    }

    /** The deployment of a class, or null if the class is not an application's. */
    public static Deployment of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && has(loader.getName()) ? new Deployment(loader.getName(), loader) : null;
    }

    /** As the server's management names it: {@code shop.war}, or {@code shop.ear/web.war}. */
    public String name() {
        String name = module.substring(PREFIX.length());
        int ear = name.indexOf(".ear.");
        return ear < 0 ? name : name.substring(0, ear + 4) + "/" + name.substring(ear + 5);
    }

    /** Whether it is an {@code .ear} itself, whose libraries all of its modules share. */
    boolean isShared() {
        return module.endsWith(".ear");
    }

    /** The name of its module, {@code deployment.shop.war}. */
    public String module() {
        return module;
    }

    /** The same module of the same class loader; or both are gone. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Deployment that && module.equals(that.module) && loader() == that.loader();
    }

    @Override
    public int hashCode() {
        return module.hashCode(); // for the loader may go
    }

    @Override
    public String toString() {
        return name();
    }

    /** Null once the loader was collected. */
    public ClassLoader loader() {
        return loader.get();
    }
}
