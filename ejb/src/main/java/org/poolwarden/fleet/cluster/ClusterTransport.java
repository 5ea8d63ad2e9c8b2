package org.poolwarden.fleet.cluster;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.Responder;
import org.wildfly.clustering.server.Group;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/** Carries texts by the command dispatcher of the server's default group. */
public final class ClusterTransport implements FleetTransport {

    /** Where the server binds what {@link #join} takes. */
    public static final String DISPATCHERS = "java:jboss/clustering/server/command-dispatcher-factory/default";

    /** Under this name each node finds Poolwarden on the others. */
    private static final String ID = "org.poolwarden.fleet";

    private final Group<GroupMember> group;
    private final CommandDispatcher<GroupMember, Responder> dispatcher;

    /** Of those that are members now. Guarded by itself. */
    private final Map<GroupMember, String> names = new HashMap<>();

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
        GroupMember self = group.getLocalMember();
        return byName().entrySet().stream()
                .filter(named -> named.getValue().equals(self))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(self::getName);
    }

    @Override
    public List<String> members() {
        return List.copyOf(byName().keySet());
    }

    @Override
    public Set<String> sharedNames() {
        Set<String> seen = new HashSet<>();
        return group.getMembership().getMembers().stream()
                .map(GroupMember::getName)
                .filter(name -> !seen.add(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * By names that are different: two servers may have the same, and none of them must be missing. A member keeps the
     * name that it was given first, so that what one has told is never shown as the other's.
     */
    private Map<String, GroupMember> byName() {
        List<GroupMember> members = group.getMembership().getMembers();
        Map<String, GroupMember> named = new LinkedHashMap<>();
        synchronized (names) {
            names.keySet().retainAll(Set.copyOf(members)); // a list would be searched for each name
            for (GroupMember member : members) {
                named.put(names.computeIfAbsent(member, this::freeName), member);
            }
        }
        return named;
    }

    private String freeName(GroupMember member) {
        String name = member.getName();
        for (int i = 2; names.containsValue(name); i++) {
            name = member.getName() + "#" + i;
        }
        return name;
    }

    @Override
    public CompletionStage<String> send(String member, String text) {
        GroupMember receiver = byName().get(member);
        if (receiver == null) {
            return CompletableFuture.failedFuture(new NoSuchMember(member));
        }
        dropOldDescriptors();
        try {
            return dispatcher.dispatchToMember(new FleetCommand(text), receiver);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The JDK remembers each class that was serialized by a soft reference. When that is cleared, a queue of the JDK
     * keeps the class, of an earlier deployment too, until somebody asks for another class. On a server that
     * serializes nothing else that is nobody but us.
     */
    private static void dropOldDescriptors() {
        ObjectStreamClass.lookup(String.class);
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
