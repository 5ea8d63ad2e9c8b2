package org.poolwarden.it.soak;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.it.Cli;
import org.poolwarden.it.Http;
import org.poolwarden.it.Management;
import org.poolwarden.it.Stage;

/** An interface by which a kill can be asked for. */
enum KillWay {
    JMX {
        @Override
        String kill(SoakServer server, long lease, String modes, int after, String reason) throws Exception {
            return server.warden().kill(lease, modes, after, reason);
        }
    },
    MANAGEMENT {
        @Override
        String kill(SoakServer server, long lease, String modes, int after, String reason) throws Exception {
            Management.Answer answer = Management.as(Stage.COLLEAGUE, server.managementPort())
                    .ask(Management.operation(parameters(lease, modes, after, reason)));
            if (answer.status() != 200) {
                throw new Refused(answer.toString());
            }
            return answer.result().get("kill-id").asString();
        }
    },
    CONSOLE {
        @Override
        String kill(SoakServer server, long lease, String modes, int after, String reason) throws Exception {
            Http operator = Http.as(server.httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            HttpResponse<String> preview = operator.get("/preview?lease=" + lease);
            while (preview.body().contains(WAITING) && System.nanoTime() < deadline) {
                Thread.sleep(200);
                preview = operator.get("/preview?lease=" + lease);
            }
            Matcher token = TOKEN.matcher(preview.body());
            if (!token.find()) {
                throw new Refused("no form: " + preview.statusCode() + " " + text(preview.body()));
            }
            HttpResponse<String> answer = operator.post(
                    "/kill",
                    Map.of(
                            "lease", Long.toString(lease),
                            "mode", modes,
                            "wait", Integer.toString(after),
                            "reason", reason,
                            "token", token.group(1)));
            if (answer.statusCode() != 303) {
                throw new Refused(answer.statusCode() + " " + text(answer.body()));
            }
            String location = answer.headers().firstValue("Location").orElseThrow();
            return URLDecoder.decode(location.substring(location.indexOf("id=") + 3), StandardCharsets.UTF_8);
        }
    },
    /** A JVM of its own for each: one at a time. */
    COMMAND_LINE {
        @Override
        String kill(SoakServer server, long lease, String modes, int after, String reason) throws Exception {
            COMMANDS.acquire();
            try {
                Cli.Answer answer = Cli.runAs(
                        Stage.OPERATOR,
                        server.managementPort(),
                        "/subsystem=poolwarden:" + parameters(lease, modes, after, reason));
                Matcher id = KILL_ID.matcher(answer.output());
                if (!id.find()) {
                    throw new Refused(answer.output());
                }
                return id.group(1);
            } finally {
                COMMANDS.release();
            }
        }
    };

    private static final Pattern TOKEN = Pattern.compile("name=\"token\"\\s+value=\"([^\"]+)\"");
    /** The page that comes instead while the database has not answered yet, and that fetches itself again. */
    private static final String WAITING = "Waiting for the database";

    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern KILL_ID = Pattern.compile("\"kill-id\" : \"([^\"]+)\"");
    private static final Semaphore COMMANDS = new Semaphore(1);

    /** The id of the kill. */
    abstract String kill(SoakServer server, long lease, String modes, int after, String reason) throws Exception;

    private static String parameters(long lease, String modes, int after, String reason) {
        return "kill(lease-id=" + lease + ", modes=\"" + modes + "\", escalate-after-seconds=" + after + ", reason=\""
                + reason + "\")";
    }

    private static String text(String page) {
        return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    /** The interface has answered that it does not do it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
