package org.poolwarden.pool.ironjacamar.internals;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.poolwarden.logging.Messages;

/** How deep the JVM records a stack. */
public final class StackDepth {

    private static final int DEFAULT = 1024;

    private StackDepth() {}

    /** Its option MaxJavaStackTraceDepth; the default of HotSpot if it does not say. */
    public static int max() {
        try {
            CompositeData option = (CompositeData) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "getVMOption",
                            new Object[] {"MaxJavaStackTraceDepth"},
                            new String[] {String.class.getName()});
            int depth = Integer.parseInt((String) option.get("value"));
            return depth == 0 ? Integer.MAX_VALUE : depth;
        } catch (JMException | RuntimeException e) {
            Messages.LOG.debug("The depth of a recorded stack", e);
            return DEFAULT;
        }
    }
}
