package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.scan.ScanStatus;

@DisplayName("The page of one lease")
class LeaseServletTest {

    private final RecordingWarden warden = new RecordingWarden();
    private final LeaseServlet servlet = new LeaseServlet(warden, new FakeFleet());

    @ParameterizedTest
    @ValueSource(strings = {"/lease", "/preview"})
    @DisplayName("and its preview say of an id that never was one here that it is not found")
    void neverWas(String path) throws Exception {
        refused(get(path, "4711"), "PWARDEN0524: There is no lease 4711");
    }

    @Test
    @DisplayName("tells a lease that was returned from one that never was")
    void returned() throws Exception {
        refused(get("/lease", "999"), "PWARDEN0516: Lease 999 was not checked out any more");
    }

    private Web get(String path, String lease) throws Exception {
        warden.status = new ScanStatus(warden.scan(), Duration.ZERO, null);
        Web web = new Web("GET", path).with("lease", lease);
        servlet.doGet(web.request(), web.response());
        return web;
    }

    private static void refused(Web web, String message) {
        assertEquals(404, web.status);
        String told = web.attributes.get("message").toString();
        assertTrue(told.startsWith(message), told);
    }
}
