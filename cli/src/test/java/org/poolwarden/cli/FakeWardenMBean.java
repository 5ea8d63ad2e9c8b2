package org.poolwarden.cli;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Replies as the EAR's MBeans do. It refuses lease 666, forgets kill "lost" at once, has no listKills, and has another
 * listBatches.
 */
final class FakeWardenMBean implements DynamicMBean {

    private static final OpenType<?> LINES = lines();

    /** What {@code listLeaks} could not read. */
    static final CompositeData DOWN =
            row("code", "PWARDEN0203", "subject", "java:/guard", "text", "It is down.", "action", "Start it.");

    final Map<String, Object> attributes = new HashMap<>(Map.of("Version", "1.0", "Status", "well", "LeakedCount", 2));
    /** What it was asked, with its arguments and their types. */
    final List<String> asked = new ArrayList<>();

    final Map<String, Function<Object[], Object>> operations = new HashMap<>(Map.ofEntries(
            Map.entry("listPools", given -> list(table("pool", pool()))),
            Map.entry("listLeases", given -> list(table("leaseId", lease(7), lease(8)))),
            Map.entry("listLeaks", given -> list(table("leaseId"), DOWN)),
            Map.entry("killScript", given -> list(new String[] {"-- a comment"})),
            Map.entry("listBatches", given -> "none"),
            Map.entry("preview", given -> new String[] {"DENIED", "lease " + given[0] + " is in use"}),
            Map.entry("killInMode", FakeWardenMBean::kill),
            Map.entry("killState", given -> killState((String) given[0])),
            Map.entry("withdraw", given -> state((String) given[0])),
            Map.entry("killReport", given -> new String[] {"report of " + given[0]}),
            Map.entry("killBatchInMode", given -> "b-1"),
            Map.entry("batchState", given -> row("batchId", given[0], "message", "0 of 1 are finished.", "total", 1)),
            Map.entry("findSessionOwner", given -> row("session", "2,46,99", "scanTime", new Date(0))),
            Map.entry("readSql", given -> "select 1 from dual")));

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws ReflectionException {
        asked.add(name + List.of(arguments) + List.of(signature));
        if (!operations.containsKey(name)) {
            throw new ReflectionException(new NoSuchMethodException(name));
        }
        return operations.get(name).apply(arguments);
    }

    /** A list; it is complete if it has no problem. */
    static CompositeData list(Object items, CompositeData... problems) {
        return row(
                "complete",
                problems.length == 0,
                "scanTime",
                new Date(0),
                "problems",
                table("code", problems),
                "items",
                items);
    }

    private static Object kill(Object[] given) {
        if (given[0].equals(666L)) {
            throw new IllegalStateException("PWARDEN0042: no lease 666");
        }
        return given[3];
    }

    /** "slow" is gone at the third question, "denied" is denied at once. */
    private CompositeData killState(String id) {
        if (id.equals("denied")) {
            return row("killId", id, "sessionState", "DENIED", "over", true, "message", "ORA-20901 protected");
        }
        long times = asked.stream()
                .filter(call -> call.startsWith("killState[slow]"))
                .count();
        return id.equals("slow") && times == 3 ? row("killId", id, "sessionState", "GONE", "over", true) : state(id);
    }

    private static CompositeData state(String id) {
        if (id.equals("lost")) {
            throw new IllegalStateException("PWARDEN0043: no kill lost");
        }
        return row("killId", id, "sessionState", "REQUESTED", "over", false, "steps", new String[] {"asked for"});
    }

    private static CompositeData pool() {
        return row(
                "pool",
                "java:jboss/datasources/ShopDS",
                "kind",
                "LOCAL",
                "maxPoolSize",
                5,
                "inUse",
                3,
                "available",
                2,
                "waitingThreads",
                4);
    }

    private static CompositeData lease(long id) {
        return row(
                "leaseId",
                id,
                "verdict",
                "LEAKED",
                "reasons",
                new String[] {"idle for 42 s", "its thread has ended"},
                "callSite",
                "Shop.java:17",
                "sessionStatus",
                null,
                "undoRecords",
                5_000_000_000L);
    }

    /** Names and values in turn; a null is a text. */
    static CompositeData row(Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        try {
            String[] names = values.keySet().toArray(String[]::new);
            OpenType<?>[] types =
                    values.values().stream().map(FakeWardenMBean::type).toArray(OpenType[]::new);
            return new CompositeDataSupport(new CompositeType("Row", "A row", names, names, types), values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OpenType<?> lines() {
        try {
            return new ArrayType<>(1, SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OpenType<?> type(Object value) {
        if (value instanceof String[]) {
            return LINES;
        }
        if (value instanceof Long) {
            return SimpleType.LONG;
        }
        if (value instanceof Integer) {
            return SimpleType.INTEGER;
        }
        if (value instanceof Boolean) {
            return SimpleType.BOOLEAN;
        }
        if (value instanceof TabularData table) {
            return table.getTabularType();
        }
        return value instanceof Date ? SimpleType.DATE : SimpleType.STRING;
    }

    static TabularDataSupport table(String key, CompositeData... rows) {
        CompositeType type = (rows.length == 0 ? row(key, "") : rows[0]).getCompositeType();
        try {
            TabularDataSupport table =
                    new TabularDataSupport(new TabularType("Rows", "Rows", type, new String[] {key}));
            table.putAll(rows);
            return table;
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        if (name.equals("Nothing")) {
            throw new AttributeNotFoundException(name);
        }
        return attributes.get(name);
    }

    @Override
    public void setAttribute(Attribute attribute) {
        if (attribute.getValue().equals(13L)) {
            throw new IllegalArgumentException("PWARDEN0429: not 13");
        }
        attributes.put(attribute.getName(), attribute.getValue());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(FakeWardenMBean.class.getName(), "A fake", null, null, null, null);
    }
}
