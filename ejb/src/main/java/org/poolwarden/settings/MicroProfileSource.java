package org.poolwarden.settings;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The only class that needs MicroProfile Config: on a server without it, making one fails. */
final class MicroProfileSource implements Function<String, Optional<String>> {

    private final Config config = ConfigProvider.getConfig();

    @Override
    public Optional<String> apply(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
