package org.poolwarden.admin.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.poolwarden.logging.Messages;

/** The version of Poolwarden. */
public final class Version {

    private static final String RESOURCE = "/META-INF/maven/org.poolwarden/poolwarden-ejb/pom.properties";

    private Version() {}

    /** The version of the jar. {@code unknown} outside a jar. */
    public static String read() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            Messages.LOG.versionUnreadable(e, RESOURCE);
            return "unknown";
        }
    }
}
