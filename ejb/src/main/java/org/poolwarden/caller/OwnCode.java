package org.poolwarden.caller;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Set;

/**
 * Tells by the stack which code calls the core. The server names the class loader of a deployment's module after it:
 * {@code deployment.poolwarden.ear.poolwarden-ejb.jar}.
 */
final class OwnCode {

    private static final String DEPLOYMENT = "deployment.";
    private static final String EAR = ".ear.";
    /** By its whole name: another deployment may be called {@code poolwarden.ear.x.war}. */
    private static final String CONSOLE = "poolwarden-war.war";

    private static final ClassLoader CORE = OwnCode.class.getClassLoader();

    /** The rooms that hand the core out: who calls is whoever calls them. */
    private static final Set<String> DOORS =
            Set.of("org.poolwarden.caller", "org.poolwarden.admin", "org.poolwarden.fleet.node");

    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private OwnCode() {}

    /** The class that called the core, if it is the core's own or the console's. Null for any other. */
    static Class<?> caller() {
        Class<?> calling = WALKER.walk(frames -> frames.map(StackFrame::getDeclaringClass)
                .filter(type -> !isDoor(type))
                .findFirst()
                .orElse(null));
        return calling != null && (isCore(calling) || isOfOurEar(calling.getClassLoader())) ? calling : null;
    }

    /** The first deployment on the stack that is not ours, by its module's name. Null if there is none. */
    static String foreign() {
        return WALKER.walk(frames -> frames.map(frame -> module(frame.getDeclaringClass()))
                .filter(module -> module != null && !isOfEar(CORE.getName(), module))
                .findFirst()
                .orElse(null));
    }

    static boolean isCore(Class<?> type) {
        return type.getClassLoader() == CORE;
    }

    private static boolean isDoor(Class<?> type) {
        return isCore(type) && DOORS.contains(type.getPackageName());
    }

    /**
     * The deployment's module that a class is from. Null for all other code. The loader of a JSP has no name, and that
     * of its deployment as its parent.
     */
    private static String module(Class<?> type) {
        for (ClassLoader loader = type.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader.getName() != null && loader.getName().startsWith(DEPLOYMENT)) {
                return loader.getName();
            }
        }
        return null;
    }

    private static boolean isOfOurEar(ClassLoader loader) {
        return loader != null && isOfEar(CORE.getName(), loader.getName());
    }

    /** Whether a module is the core itself, or the console in the .ear that the core is in. */
    static boolean isOfEar(String core, String module) {
        int end = core == null || !core.startsWith(DEPLOYMENT) ? -1 : core.indexOf(EAR);
        String ear = end > 0 ? core.substring(0, end + EAR.length()) : null;
        return ear != null && module != null && (module.equals(core) || module.equals(ear + CONSOLE));
    }
}
