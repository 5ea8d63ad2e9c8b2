package org.poolwarden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without MicroProfile Config, a setting")
class SettingSourceTest {

    private static final String KEY = "poolwarden.suspect-after";

    @Test
    @DisplayName("is the system property, before a variable")
    void property() {
        assertEquals(
                Optional.of("PT1S"),
                SettingSource.plain(Map.of(KEY, "PT1S")::get, Map.of(KEY, "PT2S")::get)
                        .apply(KEY));
    }

    @Test
    @DisplayName("is a variable whose name a shell accepts, in lower or upper case")
    void variable() {
        for (String name : new String[] {KEY, "poolwarden_suspect_after", "POOLWARDEN_SUSPECT_AFTER"}) {
            assertEquals(
                    Optional.of("PT2S"),
                    SettingSource.plain(Map.<String, String>of()::get, Map.of(name, "PT2S")::get)
                            .apply(KEY));
        }
    }

    @Test
    @DisplayName("is read although the classes of MicroProfile Config are not there")
    void withoutItsClasses() throws Exception {
        Class<?> source = new WithoutMicroProfile().loadClass(SettingSource.class.getName());
        System.setProperty(KEY, "PT3S");
        try {
            Function<?, ?> values =
                    (Function<?, ?>) source.getMethod("ofServer").invoke(null);
            @SuppressWarnings("unchecked")
            Function<String, Object> byKey = (Function<String, Object>) values;
            assertEquals(Optional.of("PT3S"), byKey.apply(KEY));
        } finally {
            System.clearProperty(KEY);
        }
    }

    /** Loads our classes anew, so that what they name is looked for here. */
    private static final class WithoutMicroProfile extends ClassLoader {

        WithoutMicroProfile() {
            super(SettingSourceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.microprofile.")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith("org.poolwarden.")) {
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] bytes = in.readAllBytes();
                    loaded = defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    @Test
    @DisplayName("is absent where there is none, or an empty one")
    void absent() {
        assertEquals(
                Optional.empty(),
                SettingSource.plain(Map.of(KEY, "")::get, Map.<String, String>of()::get)
                        .apply(KEY));
    }
}
