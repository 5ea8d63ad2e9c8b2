package org.poolwarden.fleet.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.Responder;
import org.wildfly.clustering.server.Group;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/** Carries texts by the command dispatcher of the server's default group. */
public final class ClusterTransport implements FleetTransport {

    /** Under this name each node finds Poolwarden on the others. */
    private static final String ID = "org.poolwarden.fleet";

    private final Group<GroupMember> group;
    private final CommandDispatcher<GroupMember, Responder> dispatcher;

    ClusterTransport(CommandDispatcherFactory<GroupMember> factory, Responder responder) {
        this.group = factory.getGroup();
        this.dispatcher = factory.createCommandDispatcher(ID, responder, FleetCommand.class.getClassLoader());
    }

    /**
     * Joins the server's cluster.
     *
     * @param dispatchers what the server has bound as its {@link CommandDispatcherFactory}
     * @param responder answers the other nodes from now on
     * @return null if the server is in no cluster
     * @throws LinkageError or ClassCastException if this version of the server has another one
     */
    @SuppressWarnings("unchecked") // every member of a group is a GroupMember, and no more is asked of it
    public static FleetTransport join(Object dispatchers, Responder responder) {
        CommandDispatcherFactory<GroupMember> factory = (CommandDispatcherFactory<GroupMember>) dispatchers;
        return factory.getGroup().isSingleton() ? null : new ClusterTransport(factory, responder);
    }

    @Override
    public Kind kind() {
        return Kind.CLUSTER;
    }

    /** The name of the cluster. */
    @Override
    public String toString() {
        return group.getName();
    }

    @Override
    public String self() {
        return group.getLocalMember().getName();
    }

    @Override
    public List<String> members() {
        return List.copyOf(byName().keySet());
    }

    /** By names that are different: two servers may have the same, and none of them must be missing. */
    private Map<String, GroupMember> byName() {
        Map<String, GroupMember> named = new LinkedHashMap<>();
        for (GroupMember member : group.getMembership().getMembers()) {
            String name = member.getName();
            for (int i = 2; named.putIfAbsent(name, member) != null; i++) {
                name = member.getName() + "#" + i;
            }
        }
        return named;
    }

    @Override
    public CompletionStage<String> send(String member, String text) {
        GroupMember receiver = byName().get(member);
        if (receiver == null) {
            return CompletableFuture.failedFuture(new CancellationException(member + " is no member"));
        }
        try {
            return dispatcher.dispatchToMember(new FleetCommand(text), receiver);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
