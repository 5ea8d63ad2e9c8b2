package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.apiclient.KillsApi;
import org.poolwarden.apiclient.LeasesApi;
import org.poolwarden.apiclient.invoker.ApiClient;
import org.poolwarden.apiclient.invoker.ApiException;
import org.poolwarden.apiclient.model.Kill;
import org.poolwarden.apiclient.model.KillRequest;
import org.poolwarden.apiclient.model.Lease;
import org.poolwarden.apiclient.model.LeaseList;
import org.poolwarden.apiclient.model.Preview;

@DisplayName("A client that was generated from the OpenAPI document alone")
class ApiClientIT extends OnServer {

    @Test
    @DisplayName("lists the leaks, previews one and ends it")
    void works() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=client"));
        warden.leaseWithVerdict(sid, "LEAKED");
        ApiClient client = client(Stage.OPERATOR);
        LeasesApi leases = new LeasesApi(client);
        KillsApi kills = new KillsApi(client);

        LeaseList leaks = leases.listLeaks(10, null, null, "LEAKED", SHOP, null, null);
        assertEquals(Boolean.TRUE, leaks.getComplete());
        assertEquals(1, leaks.getItems().size(), leaks::toString);
        Lease leak = leaks.getItems().get(0);
        assertEquals(Database.key(sid), leak.getSession());
        assertNotNull(leak.getCheckoutTime());
        Preview preview = leases.preview(leak.getLeaseId());
        assertTrue(preview.getAllowed(), preview::toString);

        KillRequest request = new KillRequest()
                .leaseId(leak.getLeaseId())
                .modes(List.of(KillRequest.ModesEnum.IMMEDIATE))
                .reason("by a generated client")
                .previewToken(preview.getPreviewToken());
        Kill kill = kills.kill(request).getKill();
        Kill end = Eventually.get("the end of the kill", () -> kills.killState(kill.getKillId(), null), Kill::getOver);
        assertEquals("GONE", end.getSessionState(), end::toString);
        assertEquals("FREED", end.getSlotState(), end::toString);
        assertEquals("by a generated client", end.getReason());

        ApiException late = assertThrows(ApiException.class, () -> kills.kill(request));
        assertEquals(409, late.getCode(), late::getResponseBody);
        ApiException viewer = assertThrows(ApiException.class, () -> new KillsApi(client(Stage.VIEWER)).kill(request));
        assertEquals(403, viewer.getCode());
        assertTrue(viewer.getResponseBody().contains("PWARDEN0506"), viewer::getResponseBody);
    }

    private static ApiClient client(String user) {
        String pair = user + ":" + Stage.PASSWORD;
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        ApiClient client = new ApiClient();
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        client.updateBaseUri("http://127.0.0.1:" + Stage.httpPort() + "/poolwarden/api/v1");
        client.setRequestInterceptor(
                request -> request.header("Authorization", basic).header("Connection", "close"));
        return client;
    }
}
