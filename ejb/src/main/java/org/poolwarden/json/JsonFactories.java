package org.poolwarden.json;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonGeneratorFactory;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes JSON, and reads it. {@link Json} looks for its provider anew each time, in every jar, and by the class loader
 * of the thread that asks, which may know no provider: these have found theirs once. For all threads.
 */
public final class JsonFactories {

    /** Makes objects and arrays. */
    public static final JsonBuilderFactory BUILDERS = byOurLoader(Json::createBuilderFactory);

    /** Writes what is not built first. */
    public static final JsonGeneratorFactory GENERATORS = byOurLoader(Json::createGeneratorFactory);

    /** Reads texts. */
    public static final JsonReaderFactory READERS = byOurLoader(Json::createReaderFactory);

    private JsonFactories() {}

    private static <T> T byOurLoader(Function<Map<String, ?>, T> factory) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JsonFactories.class.getClassLoader());
        try {
            return factory.apply(Map.of());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
