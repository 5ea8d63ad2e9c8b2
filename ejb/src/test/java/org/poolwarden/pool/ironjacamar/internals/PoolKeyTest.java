package org.poolwarden.pool.ironjacamar.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The key of a pool")
class PoolKeyTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "java:jboss/datasources/ShopDS, ShopDS, java:jboss/datasources/ShopDS",
        "java:global/ShopDS, shop_shop_java:global/ShopDS, java:global/ShopDS",
        "java:app/jdbc/DS, shop_shop_java:app/jdbc/DS, java:app/jdbc/DS@shop",
        "java:app/jdbc/DS, shop_shop_shop_java:app/jdbc/DS, java:app/jdbc/DS@shop",
        "java:app/jdbc/DS, a_a_a_a_a_a_java:app/jdbc/DS, java:app/jdbc/DS@a_a",
        "java:app/jdbc/DS, shop_web_java:app/jdbc/DS, java:app/jdbc/DS@shop_web",
        "java:comp/env/DS, shop_web_Orders_java:comp/env/DS, java:comp/env/DS@shop_web_Orders",
        "java:module/DS, DS-of-another-server, java:module/DS@DS-of-another-server",
        "java:app/jdbc/DS, , java:app/jdbc/DS"
    })
    @DisplayName("has the application where the JNDI name is not unique")
    void key(String jndiName, String unique, String key) {
        assertEquals(key, PoolKey.of(jndiName, unique));
    }
}
