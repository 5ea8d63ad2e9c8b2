package org.poolwarden.fleet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.Responder;
import org.wildfly.clustering.server.Group;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.GroupMembership;
import org.wildfly.clustering.server.GroupMembershipListener;
import org.wildfly.clustering.server.Registration;
import org.wildfly.clustering.server.dispatcher.Command;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

@DisplayName("The server's command dispatcher")
class ClusterTransportTest {

    private static final int MANY = 500;

    private final Responder responder = new Responder("b", Map.of());
    private final Member self = new Member("a", 0);
    private final List<GroupMember> receivers = new ArrayList<>();
    private List<GroupMember> members = List.of(self, new Member("b", 1));
    private boolean singleton;
    private boolean closed;
    private IOException broken;

    @Test
    @DisplayName("carries a text to a member by its name, and the answer back")
    void carries() {
        FleetTransport transport = ClusterTransport.join(new FakeFactory(), responder);

        assertEquals(FleetTransport.Kind.CLUSTER, transport.kind());
        assertEquals("a", transport.self());
        assertEquals(List.of("a", "b"), transport.members());
        assertEquals("ee", transport.toString());
        String answer =
                transport.send("b", "nothing of ours").toCompletableFuture().join();
        assertTrue(answer.contains("PWARDEN0719"), answer);
        transport.close();
        assertTrue(closed);
    }

    @Test
    @DisplayName("of a server that is in no cluster is not used")
    void singleton() {
        singleton = true;
        assertNull(ClusterTransport.join(new FakeFactory(), responder));
    }

    @Test
    @DisplayName("names servers of one name apart and tells of it, and each keeps its name while it is there")
    void sameName() {
        members = List.of(self, new Member("b", 1), new Member("b", 2), new Member("b", 3));
        FleetTransport transport = ClusterTransport.join(new FakeFactory(), responder);
        assertEquals(List.of("a", "b", "b#2", "b#3"), transport.members());
        assertEquals(Set.of("b"), transport.sharedNames());
        assertTrue(transport.send("b#3", "x").toCompletableFuture().join().contains("PWARDEN0719"));
        assertEquals(List.of(new Member("b", 3)), receivers);

        members = List.of(new Member("b", 3), self, new Member("b", 2));
        assertEquals(List.of("b#3", "a", "b#2"), transport.members());
        members = List.of(self, new Member("b", 3));
        assertEquals(List.of("a", "b#3"), transport.members());
        assertEquals(Set.of(), transport.sharedNames());
    }

    @Test
    @DisplayName("does not take another server of this server's name for this server")
    void ownName() {
        members = List.of(new Member("a", 7), self);
        FleetTransport transport = ClusterTransport.join(new FakeFactory(), responder);
        assertEquals(List.of("a", "a#2"), transport.members());
        assertEquals("a#2", transport.self());
        assertEquals(Set.of("a"), transport.sharedNames());
    }

    @Test
    @DisplayName("fails for one member at a time")
    void fails() {
        FleetTransport transport = ClusterTransport.join(new FakeFactory(), responder);
        assertInstanceOf(FleetTransport.NoSuchMember.class, failure(transport.send("z", "text")));
        broken = new IOException("closed");
        assertEquals(broken, failure(transport.send("b", "text")));
    }

    @Test
    @DisplayName("does not compare each of many members with each other one for a text")
    void many() {
        List<GroupMember> many = new ArrayList<>(List.of(self));
        IntStream.rangeClosed(1, MANY).mapToObj(i -> new Member("n" + i, i)).forEach(many::add);
        members = many;
        FleetTransport transport = ClusterTransport.join(new FakeFactory(), responder);
        transport.members();
        Member.COMPARED.set(0);

        transport.send("n" + MANY, "text");

        assertEquals(List.of(new Member("n" + MANY, MANY)), receivers);
        assertTrue(Member.COMPARED.get() < 10 * MANY, () -> Member.COMPARED + " comparisons");
    }

    private static Throwable failure(CompletionStage<String> answer) {
        CompletableFuture<String> future = answer.toCompletableFuture();
        try {
            future.join();
        } catch (CompletionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return e;
        }
        return assertThrows(Exception.class, future::join);
    }

    /** As the cluster marshals it: by serialization. */
    private static <T> T overTheWire(T object) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                @SuppressWarnings("unchecked")
                T copy = (T) in.readObject();
                return copy;
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Member(String name, int address) implements GroupMember {

        private static final AtomicInteger COMPARED = new AtomicInteger();

        @Override
        public boolean equals(Object other) {
            COMPARED.incrementAndGet();
            return other instanceof Member that && address == that.address && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode() * 31 + address;
        }

        @Override
        public String getName() {
            return name;
        }
    }

    private final class FakeFactory implements CommandDispatcherFactory<GroupMember>, Group<GroupMember> {

        @Override
        public Group<GroupMember> getGroup() {
            return this;
        }

        @Override
        public <C> CommandDispatcher<GroupMember, C> createCommandDispatcher(Object id, C context, ClassLoader loader) {
            return new FakeDispatcher<>(context);
        }

        @Override
        public String getName() {
            return "ee";
        }

        @Override
        public GroupMember getLocalMember() {
            return self;
        }

        @Override
        public GroupMembership<GroupMember> getMembership() {
            return new GroupMembership<>() {
                @Override
                public GroupMember getCoordinator() {
                    return self;
                }

                @Override
                public List<GroupMember> getMembers() {
                    return members;
                }
            };
        }

        @Override
        public boolean isSingleton() {
            return singleton;
        }

        @Override
        public Registration register(GroupMembershipListener<GroupMember> listener) {
            throw new UnsupportedOperationException();
        }
    }

    private final class FakeDispatcher<C> implements CommandDispatcher<GroupMember, C> {

        private final C context;

        private FakeDispatcher(C context) {
            this.context = context;
        }

        @Override
        public C getContext() {
            return context;
        }

        @Override
        public <R, E extends Exception> CompletionStage<R> dispatchToMember(
                Command<R, ? super C, E> command, GroupMember member) throws IOException {
            if (broken != null) {
                throw broken;
            }
            receivers.add(member);
            try {
                return CompletableFuture.completedFuture(overTheWire(command).execute(context));
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public <R, E extends Exception> Map<GroupMember, CompletionStage<R>> dispatchToGroup(
                Command<R, ? super C, E> command, Set<GroupMember> excluding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
