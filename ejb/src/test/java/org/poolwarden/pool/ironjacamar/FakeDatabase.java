package org.poolwarden.pool.ironjacamar;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.jboss.jca.adapters.jdbc.WrappedConnection;

/** A driver whose connections remember what was done to them, can be ended from outside, and can hang. */
public final class FakeDatabase implements Driver {

    static final String URL = "jdbc:fake:";

    /** What a handle of a pool is a handle of. */
    public static FakeConnection behind(Connection handle) throws SQLException {
        return of(((WrappedConnection) handle).getUnderlyingConnection());
    }

    /** What a driver's connection is. */
    static FakeConnection of(Connection physical) {
        return (FakeConnection) Proxy.getInvocationHandler(physical);
    }

    @Override
    public Connection connect(String url, Properties info) {
        if (!acceptsURL(url)) {
            return null;
        }
        return new FakeConnection(info.getProperty("user")).proxy;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    /** One connection with its session. */
    public static final class FakeConnection implements InvocationHandler {

        public final String user;
        public final Connection proxy;
        /** Every call that changes something, in order. */
        public final List<String> calls = new CopyOnWriteArrayList<>();
        /** The session has ended in the database. */
        public volatile boolean ended;

        public volatile boolean closed;
        /** What a call of that name does before anything else. */
        public volatile Point at = name -> {};

        public final CountDownLatch cut = new CountDownLatch(1);

        private volatile boolean autoCommit = true;

        FakeConnection(String user) {
            this.user = user;
            proxy = proxy(Connection.class, this);
        }

        @Override
        public Object invoke(Object self, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
            at.reached(method.getName());
            switch (method.getName()) {
                case "close" -> {
                    calls.add("close");
                    closed = true;
                }
                case "abort" -> {
                    calls.add("abort");
                    closed = true;
                    cut.countDown();
                }
                case "setAutoCommit" -> {
                    alive();
                    calls.add("autocommit " + arguments[0]);
                    autoCommit = (Boolean) arguments[0];
                }
                case "commit", "rollback" -> {
                    alive();
                    calls.add(method.getName());
                }
                case "createStatement" -> {
                    alive();
                    return proxy(Statement.class, this::statement);
                }
                default -> {
                    return answer(self, method, arguments);
                }
            }
            return null;
        }

        private Object answer(Object self, java.lang.reflect.Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "isClosed" -> closed;
                case "getAutoCommit" -> autoCommit;
                case "isWrapperFor" -> true;
                case "unwrap" -> proxy;
                case "getMetaData" -> proxy(DatabaseMetaData.class, FakeConnection::nothing);
                case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
                default -> nothing(self, method, arguments);
            };
        }

        private Object statement(Object self, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
            if (method.getName().startsWith("execute")) {
                String sql = arguments == null ? "" : (String) arguments[0];
                at.reached(sql);
                alive();
                calls.add(sql);
                return method.getReturnType() == boolean.class ? Boolean.TRUE : nothing(self, method, arguments);
            }
            return nothing(self, method, arguments);
        }

        /** As ojdbc: nothing goes through a connection that is cut or whose session is gone. */
        private void alive() throws SQLException {
            if (ended || closed) {
                throw new SQLRecoverableException("ORA-17008: closed connection", "08003", 17008);
            }
        }

        public boolean isAlive() {
            return !ended && !closed;
        }

        private static Object nothing(Object self, java.lang.reflect.Method method, Object[] arguments) {
            Class<?> type = method.getReturnType();
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == arguments[0];
                case "toString" -> "fake@" + System.identityHashCode(self);
                default ->
                    type == boolean.class
                            ? Boolean.FALSE
                            : type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
            };
        }

        private static <T> T proxy(Class<T> type, InvocationHandler handler) {
            return type.cast(
                    Proxy.newProxyInstance(FakeDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }

    /** A place where a call can be held up or made to fail. */
    public interface Point {
        void reached(String call) throws SQLException;
    }
}
