package org.poolwarden.linkage;

import java.util.HashMap;
import org.jboss.as.version.ProductConfig;
import org.jboss.modules.Module;

/** What the server calls itself. */
public final class ServerVersion {

    private ServerVersion() {}

    /** {@code WildFly 35.0.1.Final (WildFly Core 27.0.1.Final) on Java 17}; only the Java where there is no server. */
    public static String current() {
        String java = "Java " + Runtime.version().feature();
        String home = System.getProperty("jboss.home.dir");
        if (home == null) {
            return java;
        }
        try {
            return ProductConfig.fromFilesystemSlot(Module.getBootModuleLoader(), home, new HashMap<>())
                            .getPrettyVersionString()
                    + " on " + java;
        } catch (RuntimeException | LinkageError untold) {
            return "a server that does not tell its version, on " + java;
        }
    }
}
