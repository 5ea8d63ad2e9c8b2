package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledForJreRange(max = JRE.JAVA_19, disabledReason = "later ones hold it softly, until memory is wanted")
@DisplayName("A class loader goes although the last record in the JVM")
class RecordCachesTest {

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @ParameterizedTest(name = "whose {0} was used is its own")
    @EnumSource
    void goes(Method method) throws Exception {
        WeakReference<ClassLoader> loader = use(method);

        RecordCaches.evict();

        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (loader.get() != null && System.nanoTime() - deadline < 0) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertNull(loader.get());
    }

    private static WeakReference<ClassLoader> use(Method method) throws Exception {
        ClassLoader own = new Own();
        Class<?> copy = own.loadClass(method.user.getName());
        assertEquals(own, copy.getClassLoader());
        ((Supplier<?>) copy.getDeclaredConstructor().newInstance()).get();
        return new WeakReference<>(own);
    }

    enum Method {
        EQUALS(Equals.class),
        HASH_CODE(HashCode.class),
        TO_STRING(ToString.class);

        private final Class<?> user;

        Method(Class<?> user) {
            this.user = user;
        }
    }

    record Pair(String one, Method two) {}

    public static final class Equals implements Supplier<Object> {
        @Override
        public Object get() {
            return new Pair("", null).equals(new Pair("", null));
        }
    }

    public static final class HashCode implements Supplier<Object> {
        @Override
        public Object get() {
            return new Pair("", null).hashCode();
        }
    }

    public static final class ToString implements Supplier<Object> {
        @Override
        public Object get() {
            return new Pair("", null).toString();
        }
    }

    /** Has this test's classes once more. */
    private static final class Own extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(RecordCachesTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
