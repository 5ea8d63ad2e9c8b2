package org.poolwarden.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One kind of record that Poolwarden shows, with its fields in the order in which they are shown. */
public enum Entity {
    POOL("One pool. Its counts are read one after the other.", List.of("pool"), StatusFields.POOL),
    LEASE(
            "One connection that is checked out of a pool, with its database session and a verdict.",
            List.of("leaseId"),
            LeaseFields.OWN,
            SessionFields.SHOWN,
            SessionFields.FREED),
    EXPLANATION(
            "Everything that is known about one lease, from the server and from the database.",
            List.of("leaseId"),
            LeaseFields.OWN,
            SessionFields.SHOWN,
            SessionFields.FREED,
            LeaseFields.EXPLAINED),
    SESSION(
            "One database session and its relation to this server.",
            List.of("database", "session"),
            List.of(
                    SessionFields.DATABASE,
                    SessionFields.SESSION,
                    SessionFields.USERNAME,
                    SessionFields.ACCESS,
                    LeaseFields.VERDICT.described("The verdict on its lease; without a lease IDLE (a connection in a"
                            + " pool), ORPHAN (a session of this server, or of a node that has left, without a"
                            + " connection) or FOREIGN."),
                    LeaseFields.REASONS,
                    LeaseFields.LEASE_ID
                            .described("The lease that the session belongs to.")
                            .nullIf("there is none"),
                    LeaseFields.POOL.nullIf("no pool of this server has the connection"),
                    SessionFields.OWNER_NODE,
                    SessionFields.OWNER_LEASE_ID),
            SessionFields.SHOWN,
            SessionFields.FREED),
    OWNER(
            "Who owns a database session, as far as this server knows.",
            List.of("database", "session"),
            List.of(
                    SessionFields.DATABASE,
                    SessionFields.SESSION,
                    Field.of("answers", FieldType.LINES, "The owner in words, then the reasons for the verdict."),
                    LeaseFields.VERDICT.described("The verdict on its lease; without a lease IDLE, ORPHAN or FOREIGN."),
                    LeaseFields.POOL.nullIf("no pool of this server has the connection"),
                    LeaseFields.LEASE_ID
                            .described("The lease that the session belongs to.")
                            .nullIf("there is none"),
                    LeaseFields.DEPLOYMENT.nullIf("there is no lease or its deployment is unknown"),
                    LeaseFields.CALL_SITE.nullIf("there is no lease or its call site was not recorded"),
                    LeaseFields.THREAD.nullIf("there is no lease or its thread is unknown"),
                    SessionFields.OWNER_NODE,
                    SessionFields.OWNER_LEASE_ID,
                    LeaseFields.SCAN_TIME,
                    LeaseFields.PROBLEMS)),
    PREVIEW("What a kill would do now. It guarantees nothing for a later moment.", List.of(), KillFields.PREVIEW),
    BATCH_PREVIEW("What a batch of kills would do now.", List.of(), KillFields.BATCH_PREVIEW),
    KILL("One request to end a session, followed to its end.", List.of("killId"), KillFields.KILL),
    BATCH("Several kills that were requested together.", List.of("batchId"), KillFields.BATCH),
    AUDIT_ROW(
            "One row of a guard's audit, and how the kill that wrote it ended.",
            List.of("database", "auditId"),
            KillFields.AUDIT),
    PROBLEM("Something that cannot be read now.", List.of("code", "subject"), StatusFields.PROBLEM),
    /** What a list says of itself; its problems and its items follow. */
    LIST("A list, and whether it is complete.", List.of(), StatusFields.LIST),
    /** The attributes of Poolwarden's MBean. */
    STATUS("Poolwarden itself. Reading it asks no database.", List.of(), StatusFields.STATUS),
    /** The attributes of a pool's MBean. */
    POOL_STATUS(
            "One pool with the counts of the last scan. Reading it asks no database.",
            List.of("pool"),
            StatusFields.POOL,
            StatusFields.POOL_SCANNED),
    FLEET_POOL("One pool of one node.", StatusFields.OfFleet.keys(POOL), StatusFields.OfFleet.of(POOL)),
    FLEET_LEASE(
            "One lease of one node, as the node's last scan saw it.",
            StatusFields.OfFleet.keys(LEASE),
            StatusFields.OfFleet.of(LEASE)),
    FLEET_SESSION(
            "One database session and its relation to one node.",
            StatusFields.OfFleet.keys(SESSION),
            StatusFields.OfFleet.of(SESSION)),
    FLEET_KILL(
            "One request to end a session, as the node that ends it tells of it.",
            StatusFields.OfFleet.keys(KILL),
            StatusFields.OfFleet.of(KILL)),
    FLEET_PROBLEM(
            "Something that one node cannot read now.",
            StatusFields.OfFleet.keys(PROBLEM),
            StatusFields.OfFleet.of(PROBLEM)),
    /** What {@link #MEMBER} is made from. */
    FLEET_STATUS("Poolwarden on one node.", StatusFields.OfFleet.keys(STATUS), StatusFields.OfFleet.of(STATUS)),
    OWN_SESSIONS(
            "What a node tells the other nodes of the sessions that are its own, so that none of them calls one an"
                    + " orphan.",
            List.of(),
            StatusFields.OWN_SESSIONS),
    FLEET_OWN_SESSIONS(
            "The sessions that are a node's own, with the name of the node. No operation lists them.",
            StatusFields.OfFleet.keys(OWN_SESSIONS),
            StatusFields.OfFleet.of(OWN_SESSIONS)),
    MEMBER("One node of the fleet, and what it last told of itself.", List.of("node"), StatusFields.OfFleet.MEMBER),
    /** What a list of all nodes says of itself; its problems and its items follow. */
    FLEET_LIST("A list of all nodes, and which of them it lacks.", List.of(), StatusFields.OfFleet.LIST),
    /** The attributes of the MBean of the fleet. */
    FLEET(
            "The fleet as this server last saw it. Reading it waits for no node; if it is old, the nodes are asked"
                    + " again.",
            List.of(),
            StatusFields.OfFleet.FLEET);

    private final String description;
    private final List<String> keys;
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Audience, List<Field>> byReader = new EnumMap<>(Audience.class);

    @SafeVarargs
    Entity(String description, List<String> keys, List<Field>... parts) {
        this.description = description;
        this.keys = keys;
        List<Field> all = new ArrayList<>();
        for (List<Field> part : parts) {
            all.addAll(part);
        }
        this.fields = List.copyOf(all);
        for (Field field : fields) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalArgumentException(field + " twice in " + name());
            }
            places.put(field.name(), places.size());
        }
        for (Audience reader : Audience.values()) {
            byReader.put(
                    reader,
                    fields.stream()
                            .filter(field -> reader.mayRead(field.audience()))
                            .toList());
        }
        if (!byName.keySet().containsAll(keys)) {
            throw new IllegalArgumentException("no field for a key of " + name());
        }
    }

    /** The name in camelCase, such as {@code auditRow}. */
    public String camelName() {
        return Spelling.camel(name());
    }

    /** What a record of this kind is, in one or two sentences. */
    public String description() {
        return description;
    }

    /** The names of the fields that identify a record in a list. Empty if there is only one record. Unmodifiable. */
    public List<String> keys() {
        return keys;
    }

    /** What one node tells, if this is the same with the name of the node. Null for everything else. */
    public Entity ofNode() {
        return switch (this) {
            case FLEET_POOL -> POOL;
            case FLEET_LEASE -> LEASE;
            case FLEET_SESSION -> SESSION;
            case FLEET_KILL -> KILL;
            case FLEET_PROBLEM -> PROBLEM;
            case FLEET_STATUS -> STATUS;
            case FLEET_OWN_SESSIONS -> OWN_SESSIONS;
            default -> null;
        };
    }

    /** Every field, whoever may read it, in the order in which they are shown. Unmodifiable. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields that this reader may see, in the order in which they are shown. Unmodifiable. */
    public List<Field> fields(Audience reader) {
        return byReader.get(reader);
    }

    /**
     * Which of the {@link #fields} has that name, from 0.
     *
     * @throws IllegalArgumentException if the entity has no such field
     */
    int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name() + " has no field " + name);
        }
        return place;
    }

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if the entity has no such field
     */
    public Field field(String name) {
        Field field = byName.get(name);
        if (field == null) {
            throw new IllegalArgumentException(name() + " has no field " + name);
        }
        return field;
    }
}
