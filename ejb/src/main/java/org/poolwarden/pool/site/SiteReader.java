package org.poolwarden.pool.site;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * Makes a {@link CallSite} of a stack. Costs some tens of microseconds: only for a checkout that has lasted a while.
 */
public final class SiteReader {

    private static final String OURS = SiteReader.class.getClassLoader().getName();

    private final Function<String, ClassLoader> loaders;
    private final int deepest;

    /**
     * @param loaders the class loader of a deployment's module by that module's name; null for one that is gone
     * @param deepest how many frames the JVM records of a stack at most: what has so many was cut
     */
    public SiteReader(Function<String, ClassLoader> loaders, int deepest) {
        this.loaders = loaders;
        this.deepest = deepest;
    }

    /** How many frames the JVM records at most. */
    public int deepest() {
        return deepest;
    }

    /** @param stack the innermost frame first */
    public CallSite read(StackTraceElement[] stack) {
        Map<String, ClassLoader> found = new HashMap<>();
        List<Frame> chain = new ArrayList<>(stack.length);
        Deployment deployment = null;
        for (StackTraceElement element : stack) {
            Origin origin = origin(element, found);
            chain.add(Frame.of(element, origin));
            if (deployment == null && origin != Origin.OTHER && Deployment.has(element.getClassLoaderName())) {
                deployment = Deployment.of(element.getClassLoaderName(), loader(element.getClassLoaderName(), found));
            }
        }
        return new CallSite(chain, stack.length > 0 && stack.length < deepest, deployment);
    }

    private Origin origin(StackTraceElement element, Map<String, ClassLoader> found) {
        String name = element.getClassLoaderName();
        String type = element.getClassName();
        if (!Deployment.has(name) || name.equals(OURS) || type.contains("$$")) {
            return Origin.OTHER; // $$ is in the names of what containers and frameworks generate
        }
        return isOfJar(type, loader(name, found)) ? Origin.LIBRARY : Origin.OWN;
    }

    /** Whether it came with the application in a jar of its own; where that cannot be told it is the application's. */
    private static boolean isOfJar(String type, ClassLoader loader) {
        if (loader == null) {
            return false;
        }
        try {
            CodeSource source =
                    Class.forName(type, false, loader).getProtectionDomain().getCodeSource();
            return source != null
                    && source.getLocation() != null
                    && source.getLocation().getPath().contains("/WEB-INF/lib/");
        } catch (ClassNotFoundException | LinkageError | SecurityException expected) {
            return false;
        }
    }

    private ClassLoader loader(String module, Map<String, ClassLoader> found) {
        return found.computeIfAbsent(module, loaders);
    }
}
