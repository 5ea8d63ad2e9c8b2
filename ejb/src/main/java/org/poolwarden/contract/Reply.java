package org.poolwarden.contract;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What an {@link Operation} replies. */
public final class Reply {

    /** One text, which is null if it is unknown. */
    static final Reply TEXT = new Reply(null, FieldType.TEXT, false);

    /** A text of several lines. */
    static final Reply LINES = new Reply(null, FieldType.LINES, false);

    /** A list of lines. */
    static final Reply LIST_OF_LINES = new Reply(null, FieldType.LINES, true);

    private final Entity entity;
    private final FieldType type;
    private final boolean list;

    private Reply(Entity entity, FieldType type, boolean list) {
        this.entity = entity;
        this.type = type;
        this.list = list;
    }

    static Reply one(Entity entity) {
        return new Reply(entity, null, false);
    }

    static Reply list(Entity entity) {
        return new Reply(entity, null, true);
    }

    /** The kind of the record, or of the items of the list. Null if these are text. */
    public Entity entity() {
        return entity;
    }

    /** TEXT or LINES. Null if the reply is a record or a list of records. */
    public FieldType type() {
        return type;
    }

    /** Whether the reply is a {@link RecordList}. */
    public boolean isList() {
        return list;
    }

    /** What the list says of itself: {@link Entity#LIST}, or {@link Entity#FLEET_LIST} if several nodes tell it. */
    public Entity head() {
        return entity != null && (entity.ofNode() != null || entity == Entity.MEMBER) ? Entity.FLEET_LIST : Entity.LIST;
    }

    /**
     * A list, and whether it is complete. Each interface shows the fields of {@link Reply#head}, then
     * {@value #PROBLEMS} with a {@link Entity#PROBLEM} each, then {@value #ITEMS}. Immutable.
     */
    public static final class RecordList {

        public static final String PROBLEMS = "problems";
        public static final String PROBLEMS_DESCRIPTION =
                "What could not be read, and what to do about it. Empty if nothing was found wrong.";
        public static final String ITEMS = "items";
        public static final String ITEMS_DESCRIPTION = "What could be read.";

        /** The parameter by which a caller accepts an incomplete list, where an interface refuses it otherwise. */
        public static final String ALLOW_INCOMPLETE = "allowIncomplete";

        public static final String ALLOW_INCOMPLETE_DESCRIPTION =
                "Whether a list from which something may be missing is wanted nevertheless. Without it, such a list is"
                        + " a failure that names what could not be read.";

        private final EntityRecord head;
        private final List<EntityRecord> problems;
        private final List<?> items;

        private RecordList(EntityRecord head, List<EntityRecord> problems, List<?> items) {
            this.head = head;
            this.problems = List.copyOf(problems);
            this.items = List.copyOf(items);
        }

        /**
         * A list of records or of lines.
         *
         * @param node the name of the server that lists
         * @param complete whether nothing is missing; if something may be, at least one problem must say what
         * @param readAt when it was read; null if nothing has been read yet
         * @param problems each a {@link Entity#PROBLEM}
         * @param items records of one entity, or lines
         */
        public static RecordList of(
                String node, boolean complete, Instant readAt, List<EntityRecord> problems, List<?> items) {
            return of(head(Entity.LIST, node, complete, readAt).build(), problems, items);
        }

        /**
         * A list of what several nodes tell.
         *
         * @param node the name of the server that asked them
         * @param asked how many nodes there are
         * @param answered how many of them answered in time
         */
        public static RecordList ofFleet(
                String node,
                boolean complete,
                Instant readAt,
                int asked,
                int answered,
                List<EntityRecord> problems,
                List<EntityRecord> items) {
            EntityRecord head = head(Entity.FLEET_LIST, node, complete, readAt)
                    .set("memberCount", asked)
                    .set("answeredCount", answered)
                    .build();
            return of(head, problems, items);
        }

        private static EntityRecord.Builder head(Entity entity, String node, boolean complete, Instant readAt) {
            return EntityRecord.of(entity)
                    .set("node", node)
                    .set("complete", complete)
                    .set("scanTime", readAt);
        }

        private static RecordList of(EntityRecord head, List<EntityRecord> problems, List<?> items) {
            boolean complete = (Boolean) head.get("complete");
            if (!complete && problems.isEmpty()) {
                throw new IllegalArgumentException("an incomplete list that does not say what is missing");
            }
            if (problems.stream().anyMatch(problem -> problem.entity() != Entity.PROBLEM)) {
                throw new IllegalArgumentException("a problem that is no " + Entity.PROBLEM);
            }
            items.forEach(Objects::requireNonNull);
            return new RecordList(head, problems, items);
        }

        /**
         * The same list with some of its items.
         *
         * @param some records of the same entity
         */
        public RecordList with(List<EntityRecord> some) {
            return new RecordList(head, problems, some);
        }

        /** The {@link Reply#head}. Never null. */
        public EntityRecord head() {
            return head;
        }

        /** Whether nothing is missing. */
        public boolean isComplete() {
            return (Boolean) head.get("complete");
        }

        /** What could not be read. Never empty if the list is incomplete. Unmodifiable. */
        public List<EntityRecord> problems() {
            return problems;
        }

        /** The records in their order. Unmodifiable. It throws ClassCastException if these are lines. */
        public List<EntityRecord> records() {
            return items.stream().map(EntityRecord.class::cast).toList();
        }

        /** The lines in their order. Unmodifiable. It throws ClassCastException if these are records. */
        public List<String> lines() {
            return items.stream().map(String.class::cast).toList();
        }
    }
}
