package org.poolwarden.it;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Two nodes on WildFly 35")
class Fleet35IT extends TwoServers {

    @Override
    Path wildfly(int node) {
        return wildfly35();
    }
}
