package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.FleetTransport.Kind;
import org.poolwarden.fleet.Responder;
import org.poolwarden.fleet.node.Membership.Clustered;
import org.poolwarden.fleet.node.Nodes.State;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.OwnThreads;

@DisplayName("A server that may be in a cluster")
class MembershipTest {

    private final Responder responder = new Responder("a", Map.of());
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch tried = new CountDownLatch(3);
    private volatile Membership.Cluster cluster = noneYet();
    private volatile Clustered clustered = Clustered.NO;
    private Membership membership;

    @AfterEach
    void close() {
        membership.close();
    }

    @Test
    @DisplayName("is alone until it is to join, and tries nothing")
    void alone() {
        membership = membership(OwnThreads.UNMANAGED);
        assertEquals(State.ALONE, membership.state());
        assertEquals(List.of(), membership.obstacles());
        assertEquals(Kind.ALONE, membership.fleet().kind());
        assertEquals(0, tries.get());
    }

    @Test
    @DisplayName("says that others may be missing while it looks for the cluster, and nothing more once it has joined")
    void joins() throws InterruptedException {
        clustered = Clustered.YES;
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        tried.await();
        assertEquals(State.JOINING, membership.state());
        assertEquals(List.of("PWARDEN0726"), codes());
        assertEquals(Kind.ALONE, membership.fleet().kind());

        cluster = any -> new TwoMembers(Set.of());
        await(State.JOINED);
        assertEquals(List.of(), membership.obstacles());
        assertEquals(List.of("a", "b"), membership.fleet().members());
    }

    @Test
    @DisplayName("without JGroups looks for a cluster too, and says nothing of it")
    void notClustered() throws InterruptedException {
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        tried.await();
        assertEquals(List.of(), membership.obstacles());
        await(State.NO_DISPATCHER);
        assertEquals(List.of(), membership.obstacles());
    }

    @Test
    @DisplayName("with JGroups and without a dispatcher has failed to join, and says so")
    void noDispatcher() throws InterruptedException {
        clustered = Clustered.YES;
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.FAILED);
        assertEquals(List.of("PWARDEN0728"), codes());
        assertEquals(List.of("a"), membership.fleet().members(), "it still shows itself");
    }

    @Test
    @DisplayName("that hides its subsystems and has no dispatcher says that others may be missing")
    void hidesItsSubsystems() throws InterruptedException {
        clustered = Clustered.UNKNOWN;
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        tried.await();
        await(State.NO_DISPATCHER);
        assertEquals(List.of("PWARDEN0740"), codes());
    }

    @Test
    @DisplayName("shows by its MBeans whether it has JGroups, or shows none")
    void subsystems() throws JMException {
        membership = membership(OwnThreads.UNMANAGED);
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        assertEquals(Clustered.UNKNOWN, Membership.clustered(server));
        show(server, "jboss.as:management-root=server");
        assertEquals(Clustered.NO, Membership.clustered(server));
        show(server, "jboss.as:subsystem=jgroups");
        assertEquals(Clustered.YES, Membership.clustered(server));
    }

    private static void show(MBeanServer server, String name) throws JMException {
        server.createMBean("javax.management.timer.Timer", new ObjectName(name));
    }

    @Test
    @DisplayName("whose clustering has a provider that cannot be loaded has failed to join, and says so")
    void brokenProvider() throws InterruptedException {
        cluster = any -> {
            throw new ServiceConfigurationError("org.wildfly.clustering.marshalling.ByteBufferMarshaller");
        };
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.FAILED);
        assertEquals(List.of("PWARDEN0727"), codes());
    }

    @Test
    @DisplayName("has ended the threads that send when it has stopped")
    void sendersEnd() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch sending = new CountDownLatch(1);
        cluster = any -> new TwoMembers(Set.of()) {
            @Override
            public CompletionStage<String> send(String member, String text) {
                begun.incrementAndGet();
                sending.countDown();
                long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
                while (System.nanoTime() < end) {
                    Thread.onSpinWait(); // deaf to the interrupt, as a full socket may be
                }
                ended.incrementAndGet();
                return new CompletableFuture<>();
            }
        };
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.JOINED);
        CompletableFuture<?> asking = CompletableFuture.runAsync(
                () -> membership.fleet().ask(new FleetQuestion("status", Entity.FLEET_STATUS)));
        sending.await();

        membership.close();

        assertEquals(begun.get(), ended.get());
        asking.join();
    }

    @Test
    @DisplayName("in no cluster is alone")
    void singleton() throws InterruptedException {
        cluster = any -> null;
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.ALONE);
        assertEquals(List.of(), membership.obstacles());
    }

    @Test
    @DisplayName("whose clustering is another than ours needs has failed to join, and says so")
    void anotherClustering() throws InterruptedException {
        cluster = any -> {
            throw new NoClassDefFoundError("org/wildfly/clustering/server/dispatcher/CommandDispatcherFactory");
        };
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.FAILED);
        Problem problem = membership.obstacles().get(0);
        assertEquals("PWARDEN0727", problem.code());
        assertTrue(problem.text().contains("NoClassDefFoundError"), problem::text);
    }

    @Test
    @DisplayName("that provides no thread has failed to join, and says so")
    void noThread() {
        membership = membership(new OwnThreads(work -> null));
        membership.join();
        assertEquals(State.FAILED, membership.state());
        assertEquals(List.of("PWARDEN0727"), codes());
    }

    @Test
    @DisplayName("tells of members that have one name")
    void sharedNames() throws InterruptedException {
        cluster = any -> new TwoMembers(Set.of("b"));
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        await(State.JOINED);
        assertEquals(List.of("PWARDEN0730"), codes());
    }

    @Test
    @DisplayName("that stops while it joins leaves the cluster")
    void stopsMeanwhile() throws InterruptedException {
        TwoMembers joined = new TwoMembers(Set.of());
        CountDownLatch joining = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        cluster = any -> {
            joining.countDown();
            while (closed.getCount() > 0) {
                Thread.onSpinWait(); // deaf to the interrupt, as a lookup may be
            }
            return joined;
        };
        membership = membership(OwnThreads.UNMANAGED);
        membership.join();
        joining.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(membership::close);
        while (!membership.isClosed()) {
            Thread.onSpinWait();
        }
        closed.countDown();
        closing.join();
        joined.left.await();
        assertNull(joined.sent);
    }

    private Membership membership(OwnThreads threads) {
        return new Membership("a", responder, threads, any -> cluster.join(any), () -> clustered, Duration.ofMillis(5));
    }

    private Membership.Cluster noneYet() {
        return any -> {
            tries.incrementAndGet();
            tried.countDown();
            throw new NameNotFoundException("none yet");
        };
    }

    private List<String> codes() {
        return membership.obstacles().stream().map(Problem::code).toList();
    }

    private void await(State state) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (membership.state() != state) {
            assertTrue(System.nanoTime() < deadline, () -> "it is " + membership.state());
            Thread.sleep(5);
        }
    }

    private static class TwoMembers implements FleetTransport {

        private final CountDownLatch left = new CountDownLatch(1);
        private final Set<String> shared;
        private String sent;

        private TwoMembers(Set<String> shared) {
            this.shared = shared;
        }

        @Override
        public Kind kind() {
            return Kind.CLUSTER;
        }

        @Override
        public String self() {
            return "a";
        }

        @Override
        public List<String> members() {
            return List.of("a", "b");
        }

        @Override
        public Set<String> sharedNames() {
            return shared;
        }

        @Override
        public CompletionStage<String> send(String member, String text) {
            sent = text;
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            left.countDown();
        }
    }
}
