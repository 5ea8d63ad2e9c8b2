package org.poolwarden.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.poolwarden.logging.Messages;

/**
 * Where the values of settings come from: MicroProfile Config, and on a server without it, such as a plain JBoss EAP,
 * the two sources that it would read first there: system properties and environment variables. The subsystem's
 * attributes are system properties, so they count in both cases.
 */
public final class SettingSource {

    private SettingSource() {}

    /** What this server has. */
    public static Function<String, Optional<String>> ofServer() {
        try {
            return new MicroProfileSource();
        } catch (LinkageError | IllegalStateException e) {
            Messages.LOG.debug("This server has no MicroProfile Config", e);
            return plain(System::getProperty, System::getenv);
        }
    }

    /** A property of that name, or else a variable whose name has an underscore for all but letters and digits. */
    static Function<String, Optional<String>> plain(
            Function<String, String> properties, Function<String, String> variables) {
        return key -> {
            String underscored = key.replaceAll("[^A-Za-z0-9]", "_");
            return Optional.ofNullable(properties.apply(key))
                    .or(() -> Optional.ofNullable(variables.apply(key)))
                    .or(() -> Optional.ofNullable(variables.apply(underscored)))
                    .or(() -> Optional.ofNullable(variables.apply(underscored.toUpperCase(Locale.ROOT))))
                    .filter(value -> !value.isEmpty()); // for MicroProfile Config, too, that is none
        };
    }
}
