package org.poolwarden.pool.ironjacamar;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.poolwarden.linkage.Member;
import org.poolwarden.linkage.References;
import org.poolwarden.linkage.Resolution;
import org.poolwarden.linkage.ServerGate;
import org.poolwarden.linkage.ServerVersion;
import org.poolwarden.pool.SelfTest;

/** Whether this server has every member that the rooms of the pools call, before the first of them is called. */
final class ServerMembers {

    private static final String ROOM = "org.poolwarden.pool.";

    /** Loaded only where the server has Undertow, and OpenTelemetry. */
    private static final Set<String> OPTIONAL =
            Set.of("org.poolwarden.pool.invocation.ServletCall", "org.poolwarden.pool.invocation.SpanReader");

    private ServerMembers() {}

    static SelfTest test() {
        ClassLoader loader = ServerMembers.class.getClassLoader();
        try {
            List<Member> missing = Resolution.missing(
                    References.of(loader, List.of(IronJacamarPools.class.getName()), ServerMembers::isRead)
                            .keySet(),
                    loader);
            return missing.isEmpty()
                    ? new SelfTest(true, "every member of the server that Poolwarden uses is there (" + server() + ")")
                    : new SelfTest(false, ServerGate.list(missing) + " (" + server() + ")");
        } catch (IOException | RuntimeException | LinkageError e) {
            return new SelfTest(false, "nobody can say what this server has (" + server() + "): " + e);
        }
    }

    /** The server and its IronJacamar, by name and version. */
    static String server() {
        String pools = AbstractPool.class.getPackage().getImplementationVersion();
        return ServerVersion.current() + (pools == null ? "" : ", IronJacamar " + pools);
    }

    private static boolean isRead(String ours) {
        return ours.startsWith(ROOM) && !OPTIONAL.contains(ours);
    }
}
