package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.Claim;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.neighbours.LifeSigns;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.text.Clean;

/** Each record is made by reflection with a text in every place that takes one. */
@DisplayName("No record can hold a character that may not be shown")
class CleanRecordsTest {

    /** Escape and its eight-bit form, NEL, line and paragraph separator, turned writing, byte order, half a pair. */
    private static final String EVIL =
            "a\u001b[2J\u009b\u0085\r\n\t\0\u2028\u2029\u202e\u2066\u200b\ufeff\ud800\ue000\udb40\udc01b";

    @TestFactory
    Stream<DynamicTest> records() {
        Stream<Class<?>> leak = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.poolwarden.leak").stream()
                        .filter(JavaClass::isRecord)
                        .map(CleanRecordsTest::load);
        Stream<Class<?>> others = Stream.of(
                Requester.class,
                Problem.class,
                Claim.class,
                AuditEntry.class,
                SessionDetail.class,
                SessionDetail.Waiter.class);
        return Stream.concat(leak, others)
                .filter(type -> type != TraceContext.class) // refuses whatever is no digit, which has a test of its own
                .filter(type -> type != Pins.class && type != Pin.class) // what the administrator has set, on one line
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> isClean(type)));
    }

    private static void isClean(Class<?> type) throws Exception {
        Object record = make(type);
        for (RecordComponent component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            texts(component.getAccessor().invoke(record))
                    .forEach(text -> assertTrue(Clean.isClean(text), () -> component.getName() + ": " + text));
        }
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().flatMap(CleanRecordsTest::texts);
        }
        if (value instanceof Map<?, ?> map) {
            return Stream.concat(texts(map.keySet()), texts(map.values()));
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    private static Object make(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> canonical = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getType(), components[i].getGenericType());
        }
        return canonical.newInstance(values);
    }

    private static Object value(Class<?> type, Type generic) throws Exception {
        if (type == String.class) {
            return EVIL;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == TraceContext.class) {
            return null;
        }
        if (type.isRecord()) {
            return make(type);
        }
        if (type == List.class) {
            Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            return List.of(value(item, item));
        }
        if (type == Set.class) {
            Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            return Set.of(value(item, item));
        }
        if (type == Map.class && generic instanceof ParameterizedType map && isOfRecords(map)) {
            Class<?> key = (Class<?>) map.getActualTypeArguments()[0];
            Class<?> item = (Class<?>) map.getActualTypeArguments()[1];
            return Map.of(make(key), make(item));
        }
        Map<Class<?>, Object> others = Map.of(
                int.class,
                1,
                long.class,
                1L,
                boolean.class,
                true,
                Integer.class,
                1,
                Long.class,
                1L,
                Instant.class,
                Instant.EPOCH,
                Duration.class,
                Duration.ZERO,
                LocalDateTime.class,
                LocalDateTime.MIN,
                LifeSigns.class,
                new LifeSigns(),
                Map.class,
                mapOf(generic));
        assertTrue(others.containsKey(type), () -> "a value for " + type);
        return others.get(type);
    }

    private static boolean isOfRecords(ParameterizedType map) {
        return Arrays.stream(map.getActualTypeArguments())
                .allMatch(type -> type instanceof Class<?> of && of.isRecord());
    }

    private static Map<String, Object> mapOf(Type generic) {
        boolean ofTexts = generic instanceof ParameterizedType map && map.getActualTypeArguments()[1] == String.class;
        return Map.of(EVIL, ofTexts ? EVIL : (Object) 1);
    }

    private static Class<?> load(JavaClass type) {
        try {
            return Class.forName(type.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
