package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.dmr.ModelNode;

/** WildFly's management over HTTP, as a program asks it: a POST for each operation, with a digest of the password. */
public final class Management {

    /** What came back, and with which status. */
    public record Answer(int status, ModelNode body) {

        /** Of a success. */
        public ModelNode result() {
            assertEquals(200, status, this::toString);
            assertEquals("success", body.get("outcome").asString(), this::toString);
            return body.get("result");
        }

        /** One sentence, not a stack trace. */
        String failure(int expected) {
            assertEquals(expected, status, this::toString);
            assertEquals("failed", body.get("outcome").asString(), this::toString);
            String text = body.get("failure-description").asString();
            assertFalse(text.contains("\tat "), text);
            return text;
        }
    }

    private static final String PATH = "/management";
    private static final String JSON = "application/json";
    /** What the HAL console speaks: the model's own bytes in Base64. */
    private static final String DMR = "application/dmr-encoded";

    private static final int UNAUTHORIZED = 401;
    /** Each nonce is used once. */
    private static final String FIRST_USE = "00000001";

    private static final Pattern FIELD = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");
    private static final Pattern PARAMETER = Pattern.compile("([\\w-]+)=(?:\"([^\"]*)\"|([^,)]*))");
    /** A kill is waited for that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;
    private final String user;
    private final String password;

    private Management(int port, String user, String password) {
        this.address = URI.create("http://127.0.0.1:" + port + PATH);
        this.user = user;
        this.password = password;
    }

    public static Management as(String user, int port) {
        return new Management(port, user, Stage.PASSWORD);
    }

    static Management withWrongPassword(String user, int port) {
        return new Management(port, user, "not " + Stage.PASSWORD);
    }

    /** An operation of the subsystem, written as for the command line: {@code kill(lease-id=7, reason="why")}. */
    public static ModelNode operation(String line) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(line.substring(0, line.indexOf('(')));
        operation.get("address").add("subsystem", "poolwarden");
        PARAMETER.matcher(line).results().forEach(given -> operation
                .get(given.group(1))
                .set(given.group(2) == null ? given.group(3) : given.group(2)));
        return operation;
    }

    /** As JSON, both ways. */
    public Answer ask(ModelNode operation) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(JSON, operation.toJSONString(true));
        boolean isJson = answer.headers().firstValue("Content-Type").orElse("").startsWith(JSON);
        return new Answer(
                answer.statusCode(), isJson ? ModelNode.fromJSONString(answer.body()) : new ModelNode(answer.body()));
    }

    /** As the HAL console asks. */
    ModelNode askAsHal(ModelNode operation) throws IOException, InterruptedException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        operation.writeBase64(encoded);
        HttpResponse<String> answer = post(DMR, encoded.toString(StandardCharsets.US_ASCII));
        return ModelNode.fromBase64(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.US_ASCII)));
    }

    private HttpResponse<String> post(String type, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .header("Accept", type)
                .timeout(PATIENCE);
        HttpResponse<String> challenge =
                client.send(request.copy().POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertEquals(UNAUTHORIZED, challenge.statusCode(), "nobody is let in without a password");
        return client.send(
                request.header("Authorization", authorization(challenge))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** RFC 7616 with MD5, which is what WildFly asks for. */
    private String authorization(HttpResponse<String> challenge) {
        Map<String, String> asked = challenge.headers().allValues("WWW-Authenticate").stream()
                .filter(header -> header.startsWith("Digest "))
                .findFirst()
                .map(FIELD::matcher)
                .orElseThrow()
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2)));
        String secret = md5(user + ":" + asked.get("realm") + ":" + password);
        String ours = Long.toHexString(System.nanoTime());
        String proof = md5(String.join(":", secret, asked.get("nonce"), FIRST_USE, ours, "auth", md5("POST:" + PATH)));
        return String.format(
                Locale.ROOT,
                "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", qop=auth, nc=%s, cnonce=\"%s\","
                        + " response=\"%s\", algorithm=MD5, opaque=\"%s\"",
                user,
                asked.get("realm"),
                asked.get("nonce"),
                PATH,
                FIRST_USE,
                ours,
                proof,
                asked.get("opaque"));
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
