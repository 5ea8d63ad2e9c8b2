package org.poolwarden.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser without a screen: keeps cookies, follows nothing by itself. It hangs up after each answer, for the server
 * keeps the last exchange of a connection that stays open, and with it the servlet, for another minute.
 */
public final class Http {

    private final HttpClient client;
    private final String address;
    private final Map<String, String> headers;

    private Http(int port, String context, String authorization) {
        this(
                builder().build(),
                "http://127.0.0.1:" + port + context,
                authorization == null ? Map.of() : Map.of("Authorization", authorization));
    }

    private Http(HttpClient client, String address, Map<String, String> headers) {
        this.client = client;
        this.address = address;
        this.headers = headers;
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(10));
    }

    /** By the server's TLS listener. */
    static Http overTls(String context) throws GeneralSecurityException {
        return overTls(Stage.httpsPort(), context);
    }

    static Http overTls(int port, String context) throws GeneralSecurityException {
        return new Http(
                builder().sslContext(AnyCertificate.context()).build(),
                "https://127.0.0.1:" + port + context,
                Map.of());
    }

    static Http anonymous(String context) {
        return anonymous(Stage.httpPort(), context);
    }

    static Http anonymous(int port, String context) {
        return new Http(port, context, null);
    }

    static Http as(String user, String password, String context) {
        return as(Stage.httpPort(), user, password, context);
    }

    /** On another server. */
    public static Http as(int port, String user, String password, String context) {
        String pair = user + ":" + password;
        return new Http(
                port, context, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same client, which sends a header more with each request. */
    Http with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Http(client, address, more);
    }

    /** Any method, with a body or none. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Says what it wants, as browsers do. */
    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).GET());
    }

    public HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Connection", "close")
                .timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
