package org.poolwarden.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.linkage.Member.Kind;

@DisplayName("Whether a server has what a class calls")
class ResolutionTest {

    private static final ClassLoader LOADER = ResolutionTest.class.getClassLoader();
    private static final String LISTENER = "org/jboss/jca/core/connectionmanager/listener/ConnectionListener";

    /** Calls something of each kind. */
    private static final class Caller {

        private Caller() {}

        static Object call(ConnectionListener listener) {
            listener.setTrackByTx(false);
            return org.jboss.msc.service.ServiceName.JBOSS.append("x");
        }
    }

    @Test
    @DisplayName("is asked for methods, static ones too, and fields, each with its caller")
    void references() throws Exception {
        Map<Member, Set<String>> found = References.of(LOADER, List.of(Caller.class.getName()), ours -> true);
        Member call = new Member(Kind.INTERFACE_METHOD, LISTENER, "setTrackByTx", "(Z)V");
        assertEquals(Set.of(Caller.class.getName()), found.get(call), found::toString);
        Member field = new Member(
                Kind.FIELD, "org/jboss/msc/service/ServiceName", "JBOSS", "Lorg/jboss/msc/service/ServiceName;");
        assertTrue(found.containsKey(field), found::toString);
        assertEquals(List.of(), Resolution.missing(found.keySet(), LOADER));
    }

    @Test
    @DisplayName("finds a method that is not there, one with other parameters, a field and a class")
    void missing() {
        Member method = new Member(Kind.INTERFACE_METHOD, LISTENER, "getOlder", "()I");
        Member parameters = new Member(Kind.INTERFACE_METHOD, LISTENER, "setTrackByTx", "(ZLjava/lang/String;)V");
        Member result = new Member(Kind.INTERFACE_METHOD, LISTENER, "setTrackByTx", "(Z)Z");
        Member field = new Member(Kind.FIELD, "org/jboss/msc/service/ServiceName", "JBOSS", "I");
        Member type = Member.ofClass("org/jboss/jca/Gone");
        Member ofType = new Member(Kind.METHOD, "org/jboss/jca/Gone", "go", "()V");
        Member there = new Member(Kind.INTERFACE_METHOD, LISTENER, "setTrackByTx", "(Z)V");
        List<Member> missing = List.of(method, parameters, result, field, type);
        assertEquals(
                missing,
                Resolution.missing(List.of(method, parameters, result, field, type, ofType, there), LOADER),
                "a class that is not there stands for its members");
    }

    @Test
    @DisplayName("is told as a person writes it")
    void words() {
        assertEquals(
                "it lacks org.jboss.jca.core.connectionmanager.listener.ConnectionListener.setTrackByTx(boolean, "
                        + "String[]), new org.jboss.jca.Gone(int), org.jboss.jca.Gone and 1 more",
                ServerGate.list(List.of(
                        new Member(Kind.METHOD, LISTENER, "setTrackByTx", "(Z[Ljava/lang/String;)V"),
                        new Member(Kind.METHOD, "org/jboss/jca/Gone", "<init>", "(I)V"),
                        Member.ofClass("org/jboss/jca/Gone"),
                        new Member(Kind.FIELD, LISTENER, "x", "I"))));
    }

    @Test
    @DisplayName("finds everything on the server that Poolwarden is compiled against")
    void nothingIsMissing() {
        assertNull(ServerGate.obstacle(LOADER));
    }

    @Test
    @DisplayName("a server without Jakarta EE is told by that")
    void noJakartaEe() {
        ClassLoader without = new ClassLoader(LOADER) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("jakarta.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        String obstacle = ServerGate.obstacle(without);
        assertTrue(obstacle.contains("no Jakarta EE"), obstacle);
        assertFalse(obstacle.contains("\n"));
    }
}
