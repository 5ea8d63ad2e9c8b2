package org.poolwarden.pool.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * Makes a {@link CallSite} of a stack. Costs some tens of microseconds: only for a checkout that has lasted a while.
 */
public final class SiteReader {

    /** In the names of what the JDK, containers and frameworks generate: proxies and subclasses. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\$|\\$Proxy\\d");

    /** Whose frames are innermost in every stack that is recorded; they tell nobody anything. */
    private static final Set<String> RECORDERS =
            Set.of(RecordedChain.class.getName(), "org.poolwarden.pool.tracking.Tracker");

    private static final String OURS = SiteReader.class.getClassLoader().getName();
    private static final Set<String> JDK = Set.of("app", "platform", "bootstrap");
    /** Modules of the server between any code and its pools. */
    private static final List<String> ON_EVERY_WAY =
            List.of("org.jboss.ironjacamar", "org.jboss.as.connector", "org.jboss.as.naming", "org.jboss.modules");

    private final Function<String, ClassLoader> loaders;
    private final int deepest;
    /** A chain as text takes ten times the memory of the JVM's own record, and leaks come from few places. */
    private final Shared<Frame> frames = new Shared<>();

    private final Shared<CallSite> sites = new Shared<>();

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

    /**
     * The same object for stacks of the same place, as long as somebody keeps it.
     *
     * @param stack the innermost frame first
     */
    public CallSite read(StackTraceElement[] stack) {
        FrameClasses classes = new FrameClasses(loaders);
        List<Frame> chain = new ArrayList<>(stack.length);
        Deployment deployment = null;
        String module = null;
        for (StackTraceElement element : stack) {
            Origin origin = origin(element, classes);
            chain.add(Frame.of(JspLines.isPage(element) ? JspLines.page(element) : element, origin));
            String loader = element.getClassLoaderName();
            if (origin != Origin.OTHER && Deployment.has(loader) && isNearer(loader, deployment)) {
                deployment = Deployment.of(loader, classes.loader(loader));
            }
            if (module == null && origin == Origin.OTHER && isServers(loader)) {
                module = loader;
            }
        }
        boolean whole = stack.length > 0 && stack.length < deepest;
        String overlay = overlay(stack, chain, classes);
        List<Frame> blamed = blamed(chain);
        blamed.replaceAll(frames::of);
        return sites.of(new CallSite(withoutRecorders(stack, blamed), whole, deployment, overlay, module));
    }

    /** The chain from the pool's own frame on. */
    static List<Frame> withoutRecorders(StackTraceElement[] stack, List<Frame> chain) {
        int first = 0;
        while (first < stack.length && RECORDERS.contains(stack[first].getClassName())) {
            first++;
        }
        return chain.subList(first, chain.size());
    }

    /** The first; but code that the modules of an .ear share borrowed for the module that called it. */
    private static boolean isNearer(String loader, Deployment found) {
        return found == null || (found.isShared() && loader.startsWith(found.module() + "."));
    }

    private static Origin origin(StackTraceElement element, FrameClasses classes) {
        String name = element.getClassLoaderName();
        if (JspLines.isPage(element) && name == null) {
            return Origin.OWN;
        }
        if (!Deployment.has(name)
                || name.equals(OURS)
                || GENERATED.matcher(element.getClassName()).find()) {
            return Origin.OTHER;
        }
        return classes.origin(element);
    }

    /** Not one that every checkout comes through. */
    private static boolean isServers(String loader) {
        return loader != null
                && !JDK.contains(loader)
                && !Deployment.has(loader)
                && ON_EVERY_WAY.stream().noneMatch(loader::startsWith);
    }

    /** If nothing but helpers of the application's own is on the stack, the outermost is no helper. */
    private static List<Frame> blamed(List<Frame> chain) {
        boolean own = chain.stream().anyMatch(frame -> frame.origin() == Origin.OWN);
        for (int i = chain.size() - 1; !own && i >= 0; i--) {
            if (chain.get(i).origin() == Origin.HELPER) {
                chain.set(i, chain.get(i).with(Origin.OWN));
                own = true;
            }
        }
        return chain;
    }

    /** The pool of the application's that a connection went into; null if none is to be seen. */
    private static String overlay(StackTraceElement[] stack, List<Frame> chain, FrameClasses classes) {
        String known = PoolNames.on(List.of(stack));
        for (int i = 0; known == null && i < stack.length; i++) {
            if (chain.get(i).origin() != Origin.OTHER
                    && Deployment.has(stack[i].getClassLoaderName())
                    && classes.keepsConnections(stack[i])) {
                known = stack[i].getClassName();
            }
        }
        return known;
    }
}
