package org.poolwarden.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.poolwarden.server.Layout;
import org.poolwarden.server.Oracle;
import org.poolwarden.server.Preparation;
import org.poolwarden.standin.StandIn;

/**
 * What every test stands on, made once before the first: the stand-in in this JVM, and a server base directory with
 * Poolwarden and the leaky application, which Arquillian then starts.
 */
public final class Stage implements TestExecutionListener {

    /** A lease is over the threshold after this. */
    static final int SUSPECT_AFTER_SECONDS = 2;

    public static final String OPERATOR = "ops";
    /** Another management user. */
    public static final String COLLEAGUE = "dora";

    static final String VIEWER = "eve";
    /** An operator whose name is a script. */
    static final String MARKUP = "<script>alert(1)</script>";

    /** A database user who is one too: a quoted name can be anything. The stand-in's names are upper case. */
    static final String MARKUP_SCHEMA = "<SCRIPT>DOCUMENT.TITLE='U'</SCRIPT>";

    /** The name of the server, which its ids and requesters have. */
    static final String NODE = "node-of-its";

    public static final String PASSWORD = "three-in-the-morning";

    private static StandIn standIn;
    private static Layout layout;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        layout = Layout.fromSystemProperties();
        try {
            Preparation preparation = new Preparation(layout);
            preparation.prepare("quiet.cli");
            preparation.applicationUser(OPERATOR, PASSWORD, "poolwarden-operator");
            preparation.applicationUser(VIEWER, PASSWORD, "poolwarden-viewer");
            markupUser();
            preparation.managementUser(OPERATOR, PASSWORD);
            preparation.managementUser(COLLEAGUE, PASSWORD);
            Files.copy(
                    layout.artifacts().resolve("poolwarden-ear.ear"),
                    layout.base().resolve("deployments/poolwarden.ear"));
            Files.copy(
                    layout.artifacts().resolve("poolwarden-leaky-app.war"),
                    layout.base().resolve("deployments/leaky-app.war"));
            standIn = StandIn.builder()
                    .demoUsers()
                    .user(MARKUP_SCHEMA, PASSWORD)
                    .grantee("POOLWARDEN", "warden", "SHOP", MARKUP_SCHEMA)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        System.setProperty("it.wildfly", layout.wildfly().toString());
        System.setProperty(
                "it.modules", layout.modules() + ":" + layout.wildfly().resolve("modules"));
        System.setProperty("it.management.port", Integer.toString(managementPort()));
        System.setProperty("it.vm", vmArguments());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (standIn != null) {
            standIn.close();
        }
    }

    /** The database of all tests. */
    static StandIn database() {
        return standIn;
    }

    /** The command of install.cli that makes our own datasource. */
    static String guardDatasource() throws IOException {
        String script = Files.readString(layout.project().resolve("ear/src/main/scripts/install.cli"));
        int start = script.indexOf("data-source add --name=PoolwardenDS");
        return script.substring(start, script.indexOf("\nend-if", start)).replaceAll("\\\\\\n\\s*", "");
    }

    /** The command of leaky.cli that makes the leaky application's second datasource. */
    static String opsDatasource() throws IOException {
        String script = Files.readString(layout.project().resolve("src-test/server/src/main/scripts/leaky.cli"));
        int start = script.indexOf("data-source add --name=OpsDS");
        int end = script.indexOf("\n\n", start);
        return script.substring(start, end < 0 ? script.length() : end)
                .replaceAll("\\\\\\n\\s*", "")
                .strip();
    }

    /** standalone.xml as it is now. */
    static String configuration() throws IOException {
        return Files.readString(layout.base().resolve("configuration/standalone.xml"));
    }

    public static Layout layout() {
        return layout;
    }

    static int httpPort() {
        return 8080 + offset();
    }

    static int httpsPort() {
        return 8443 + offset();
    }

    static int managementPort() {
        return 9990 + offset();
    }

    /** add-user.sh takes no such name, and the realm does. */
    private static void markupUser() throws IOException {
        Path configuration = layout.base().resolve("configuration");
        append(configuration.resolve("application-users.properties"), MARKUP + "=" + hash(MARKUP));
        append(configuration.resolve("application-roles.properties"), MARKUP + "=poolwarden-operator");
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private static String hash(String user) {
        try {
            byte[] text = (user + ":ApplicationRealm:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Added to every port; each JVM of this build has a hundred of its own. */
    public static int offset() {
        return Integer.getInteger("port.offset") + 100 * (Integer.getInteger("poolwarden.fork") - 1);
    }

    private static String vmArguments() {
        StringJoiner arguments = new StringJoiner(" ");
        arguments.add("-Djboss.server.base.dir=" + layout.base());
        arguments.add("-Djboss.socket.binding.port-offset=" + offset());
        arguments.add("-Djboss.bind.address=127.0.0.1");
        arguments.add("-Djboss.node.name=" + NODE);
        // What only soft references hold is garbage: a test that counts class loaders must not wait for memory to be
        // short.
        arguments.add("-XX:SoftRefLRUPolicyMSPerMB=0");
        for (Map.Entry<String, String> property : Oracle.properties(standIn).entrySet()) {
            arguments.add("-D" + property.getKey() + "=" + property.getValue());
        }
        arguments.add("-Dpoolwarden.suspect-after=PT" + SUSPECT_AFTER_SECONDS + "S");
        arguments.add("-Dpoolwarden.busy-grace=PT1S");
        // Poolwarden looks when it is asked: a look of its own would meet what a test plans for the next one.
        arguments.add("-Dpoolwarden.scan-every=PT1H");
        arguments.add("-Dpoolwarden.kill-poll=PT0.2S");
        arguments.add("-Dpoolwarden.kill-stuck=PT3S");
        return arguments.toString();
    }
}
