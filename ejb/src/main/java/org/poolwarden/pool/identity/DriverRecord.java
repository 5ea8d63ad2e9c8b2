package org.poolwarden.pool.identity;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.Properties;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.AllowedApi;

/**
 * What Oracle's thin driver keeps of a connection's session, read from its private fields: without the lock under which
 * the driver answers, which a running call holds. It is what {@code getServerSessionInfo} answers from; the fields are
 * the same from 12.2 to 23.26. Of every other connection nothing is known. No method waits.
 */
final class DriverRecord {

    private static final String DRIVER = "oracle.jdbc.driver.";
    /** One for a pool of logical connections (XA), and one to be sure that it ends. */
    private static final int MAX_LAYERS = 2;

    private final Class<?> type;
    private final Class<?> physical;
    private final Field behind;
    private final Field session;
    private final Field user;
    private final Field machine;

    private DriverRecord(Class<?> type, Class<?> physical, Field behind, Field session, Field user, Field machine) {
        this.type = type;
        this.physical = physical;
        this.behind = behind;
        this.session = session;
        this.user = user;
        this.machine = machine;
    }

    /** Never null. */
    static DriverRecord of(Class<?> type) {
        try {
            ClassLoader loader = type.getClassLoader();
            Class<?> physical = Class.forName(DRIVER + "PhysicalConnection", false, loader);
            Class<?> logical = Class.forName(DRIVER + "LogicalConnection", false, loader);
            if (physical.isAssignableFrom(type) || logical.isAssignableFrom(type)) {
                return new DriverRecord(
                        type,
                        physical,
                        field(logical, "internalConnection", Object.class),
                        field(physical, "sessionProperties", Properties.class),
                        field(physical, "userName", String.class),
                        field(physical, "thinVsessionMachine", String.class));
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            Messages.LOG.debug("No record of the sessions of " + type.getName(), e);
        }
        return none(type);
    }

    /** One that knows nothing of these connections. */
    static DriverRecord none(Class<?> type) {
        return new DriverRecord(type, null, null, null, null, null);
    }

    /** Whether it reads connections of this class. */
    boolean isFor(Connection connection) {
        return connection.getClass() == type;
    }

    /**
     * The driver's own object, which it changes when the session changes.
     *
     * @return null if nothing is known
     */
    Properties session(Connection connection) {
        return physical == null ? null : (Properties) read(session, connection);
    }

    /** As {@code DatabaseMetaData.getUserName} tells it; null if it is not known. */
    String user(Connection connection) {
        return physical == null ? null : (String) read(user, connection);
    }

    /** What the connection was told to say of its machine; null if it was told nothing. */
    String machine(Connection connection) {
        return physical == null ? null : (String) read(machine, connection);
    }

    private Object read(Field field, Connection connection) {
        try {
            Object target = connection;
            for (int layer = 0; layer < MAX_LAYERS && behind.getDeclaringClass().isInstance(target); layer++) {
                target = behind.get(target);
            }
            return physical.isInstance(target) ? field.get(target) : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // it was made accessible
        }
    }

    @AllowedApi(reason = "the driver has no way to ask for its session without the lock that a running call holds")
    private static Field field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        for (Class<?> at = owner; at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name) && type.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(owner.getName() + "." + name);
    }
}
