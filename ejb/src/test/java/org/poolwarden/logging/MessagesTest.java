package org.poolwarden.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.poolwarden.request.Problem;

/**
 * Every numbered message, found by reflection: each is rendered with the numbers 0, 1, 2 and a large one, with text and
 * with an unknown value for each parameter.
 */
@DisplayName("Every numbered message")
class MessagesTest {

    private static final long LARGE = 1_234_567;
    private static final String SAMPLE = "sample";
    private static final Pattern CODE = Pattern.compile("PWARDEN(\\d{4}): \\S");
    private static final Pattern WRITTEN = Pattern.compile("\"PWARDEN(\\d{4}): ");
    /** A command to copy may end a message: a full stop would be copied with it. */
    private static final Pattern COMMAND = Pattern.compile(": /subsystem=\\S+$");
    /** What may follow a number that is a name: "Kill 1 is over", "Instance 1 shows no session". */
    private static final Pattern ONE_OF_MANY =
            Pattern.compile("\\b1 (?!is\\b|was\\b|has\\b|shows\\b|matches\\b)[a-z]{2,}s\\b");

    private static final Pattern MANY_OF_ONE = Pattern.compile(
            "\\b(?:0|2|" + LARGE + ") (?:character|lease|session|kill|record|block|row|reason|handle|minute)\\b");

    private final Recorder recorder = new Recorder();
    private final Messages messages = new Messages_$logger(recorder);

    @TestFactory
    Stream<DynamicTest> reads() {
        return methods().map(method -> DynamicTest.dynamicTest(method.getName(), () -> reads(method)));
    }

    private void reads(Method method) throws Exception {
        for (Object[] values : values(method)) {
            String text = render(method, values);
            String with = text + " <- " + method.getName() + Arrays.toString(values);
            assertTrue(CODE.matcher(text).lookingAt(), with);
            lacks(with, text, Pattern.compile("\\bnull\\b"));
            lacks(with, text, Pattern.compile("%s|\\{\\d"));
            lacks(with, text, Pattern.compile(" {2}| [.,;:]|\\.\\.|[.,;:]\\."));
            lacks(with, text, Pattern.compile("(?i)\\blook"));
            lacks(with, text, ONE_OF_MANY);
            lacks(with, text, MANY_OF_ONE);
            lacks(with, text, Pattern.compile("\\d,\\d{3}\\b"));
            if (method.getReturnType() == Problem.class) {
                Problem problem = (Problem) method.invoke(messages, values);
                assertTrue(problem.text().endsWith("."), () -> "no full stop: " + with);
                assertNotNull(problem.action(), () -> "no action: " + with);
                assertTrue(
                        problem.action().matches("(?s)(?:[A-Z]|" + SAMPLE + "|unknown).+"),
                        () -> "no sentence: " + with);
            }
            assertTrue(
                    text.endsWith(".") || COMMAND.matcher(text).find() || endsWithLast(text, values),
                    () -> "no full stop: " + with);
        }
    }

    @Test
    @DisplayName("has a number of its own")
    void numbers() throws Exception {
        Set<String> numbers = new HashSet<>();
        for (Method method : methods().toList()) {
            Matcher code = CODE.matcher(render(method, values(method).get(0)));
            assertTrue(code.lookingAt(), method::getName);
            assertTrue(numbers.add(code.group(1)), () -> "used twice: " + code.group(1));
        }
        assertTrue(numbers.size() > 90, numbers::toString);
        for (String written : written()) {
            assertTrue(numbers.add(written), () -> "used twice: " + written);
        }
    }

    /** The numbers of the texts that code has of its own, because it runs where no logger may be called. */
    private static List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> numbers = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher text = WRITTEN.matcher(Files.readString(file));
                while (text.find()) {
                    numbers.add(text.group(1));
                }
            }
            return numbers;
        }
    }

    /** One value after the other is varied, while the others are samples. */
    private static List<Object[]> values(Method method) {
        List<Object[]> all = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        Object[] samples = Arrays.stream(parameters).map(MessagesTest::sample).toArray();
        all.add(samples);
        for (int i = 0; i < parameters.length; i++) {
            for (Object other : others(parameters[i].getType())) {
                Object[] values = samples.clone();
                values[i] = other;
                all.add(values);
            }
        }
        return all;
    }

    private static Object sample(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == int.class) {
            return (int) LARGE;
        }
        if (type == long.class || type == Long.class) {
            return LARGE;
        }
        return type == Throwable.class ? new IllegalStateException("planned") : SAMPLE;
    }

    private static List<Object> others(Class<?> type) {
        if (type == int.class) {
            return List.of(0, 1, 2);
        }
        if (type == long.class) {
            return List.of(0L, 1L, 2L);
        }
        if (type == Long.class) {
            return Arrays.asList(0L, 1L, 2L, null);
        }
        return type == Throwable.class ? List.of() : Arrays.asList((Object) null);
    }

    /** A whole message that is handed in brings its own end. */
    private static boolean endsWithLast(String text, Object[] values) {
        return values.length > 0
                && text.endsWith(values[values.length - 1] == null ? "unknown" : SAMPLE)
                && text.contains(": ");
    }

    private static void lacks(String with, String text, Pattern pattern) {
        assertTrue(!pattern.matcher(text).find(), () -> "\"" + pattern + "\" in: " + with);
    }

    private String render(Method method, Object[] values) throws Exception {
        recorder.last = null;
        Object text = method.invoke(messages, values);
        if (method.getReturnType() == String.class) {
            return (String) text;
        }
        if (method.getReturnType() == Problem.class) {
            return text.toString();
        }
        assertNotNull(recorder.last, method::getName);
        assertEquals(void.class, method.getReturnType(), method::getName);
        return recorder.last;
    }

    private static Stream<Method> methods() {
        Predicate<Method> ours = method -> method.getDeclaringClass().getPackage() == Messages.class.getPackage();
        return Arrays.stream(Messages.class.getMethods()).filter(ours).sorted(Comparator.comparing(Method::getName));
    }

    /** Keeps the text that would be logged. */
    private static final class Recorder extends Logger {

        private static final long serialVersionUID = 1L;

        private transient String last;

        Recorder() {
            super("recorder");
        }

        @Override
        public boolean isEnabled(Level level) {
            return true;
        }

        @Override
        protected void doLog(Level level, String caller, Object text, Object[] values, Throwable cause) {
            last = String.valueOf(text);
        }

        @Override
        protected void doLogf(Level level, String caller, String format, Object[] values, Throwable cause) {
            last = String.format(format, values);
        }
    }
}
