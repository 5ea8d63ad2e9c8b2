package org.poolwarden.cli.domain;

import java.time.Instant;
import java.util.Locale;
import org.jboss.dmr.ModelNode;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Spelling;
import org.poolwarden.text.Clean;

/**
 * What one server told.
 *
 * @param node the name of its node; by WildFly's rule if it has not told it
 * @param outcome what came of the question
 * @param result what it replied; null if it has not answered
 * @param trouble why it has not answered, as a problem of the contract; null if it did
 */
record ServerAnswer(String node, Outcome outcome, ModelNode result, ModelNode trouble) {

    /** By the names that the field {@code answer} of a member has. */
    enum Outcome {
        ANSWERED,
        SILENT,
        REFUSED,
        ABSENT,
        /** The server is not started, though it is meant to run; or its host is not connected. */
        GONE
    }

    static ServerAnswer of(String node, ModelNode result) {
        return new ServerAnswer(node, Outcome.ANSWERED, result, null);
    }

    /**
     * A list of the contract.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ServerAnswer told(String node, ModelNode result) {
        if (result.has("items")) {
            result.get("items").asList();
            result.get("problems").asList();
            if (result.hasDefined("scan-time")) {
                Instant.parse(result.get("scan-time").asString());
            }
        }
        return of(node, result);
    }

    static ServerAnswer silent(String node) {
        return trouble(
                node,
                Outcome.SILENT,
                "PWARDEN0710",
                "The server " + node + " has not answered in time. Nothing of it is shown.",
                "Try again in a few seconds. If it stays silent, see whether the server is paused or overloaded.");
    }

    static ServerAnswer crowded(String node) {
        return trouble(
                node,
                Outcome.SILENT,
                "PWARDEN0710",
                "The server " + node + " was not asked: too many questions to it are open already.",
                "Try again in a few seconds.");
    }

    /** What a list leaves out, as a problem of the contract. */
    static ModelNode cut(String node, int items) {
        return trouble(
                        node,
                        Outcome.ANSWERED,
                        "PWARDEN0716",
                        items + " items of the server " + node + " are left out: the list of all servers is too long.",
                        "Ask for that server alone, with node=" + node + ", or at its own address.")
                .trouble;
    }

    static ServerAnswer hostsUnknown(String controller, String why) {
        return trouble(
                controller,
                Outcome.REFUSED,
                "PWARDEN0711",
                "Which hosts are not connected cannot be read: " + why,
                "Servers of such hosts may be missing here. Ask as a user who may read /core-service=management.");
    }

    static ServerAnswer hostSilent(String host) {
        return trouble(
                host,
                Outcome.SILENT,
                "PWARDEN0710",
                "The host " + host + " has not answered in time. Its servers are not known.",
                "See whether its host controller runs, and whether the network to it works.");
    }

    static ServerAnswer hostGone(String host) {
        return trouble(
                host,
                Outcome.GONE,
                "PWARDEN0713",
                "The host " + host + " is not connected to the domain controller. Its servers are not known.",
                "Start its host controller. If it is gone for good, run /core-service=management/host-connection="
                        + host + ":prune-disconnected.");
    }

    static ServerAnswer refused(String node, String why) {
        return trouble(
                node,
                Outcome.REFUSED,
                "PWARDEN0711",
                "The server " + node + " cannot be asked: " + why,
                "Ask it at its own address, and read its log.");
    }

    static ServerAnswer absent(String node) {
        return trouble(
                node,
                Outcome.ABSENT,
                "PWARDEN0712",
                "No Poolwarden answers on the server " + node + ".",
                "Deploy poolwarden.ear on its server group.");
    }

    static ServerAnswer notStarted(String node, String status) {
        return trouble(
                node,
                Outcome.GONE,
                "PWARDEN0713",
                "The server " + node + " is " + status.toLowerCase(Locale.ROOT) + ". Nothing of it is shown.",
                "Start it, or wait for it. If it is not meant to run, set auto-start=false in its server-config.");
    }

    private static ServerAnswer trouble(String node, Outcome outcome, String code, String text, String action) {
        ModelNode problem = new ModelNode();
        problem.get("code").set(code);
        problem.get("subject").set(node);
        problem.get("text").set(Clean.line(text));
        problem.get("action").set(action);
        return new ServerAnswer(node, outcome, null, problem);
    }

    boolean isAnswered() {
        return outcome == Outcome.ANSWERED;
    }

    /** Why it has not answered, in one line. */
    String line() {
        return trouble.get("code").asString() + ": " + trouble.get("text").asString() + " "
                + trouble.get("action").asString();
    }

    /** A member of the contract, if the result is the server's subsystem with its runtime attributes. */
    ModelNode member(Instant now) {
        ModelNode member = new ModelNode();
        for (Field field : Entity.MEMBER.fields()) {
            String name = Spelling.hyphenated(field.name());
            member.get(name).set(isAnswered() && result.has(name) ? result.get(name) : new ModelNode());
        }
        member.get("node").set(node);
        member.get("answer").set(outcome.name());
        member.get("trouble").setEmptyList();
        if (isAnswered()) {
            member.get("answer-time").set(now.toString());
            member.get("answer-age-seconds").set(0L);
        } else {
            member.get("trouble").add(line());
        }
        return member;
    }
}
