package org.poolwarden.console.fleet;

import java.time.Instant;
import java.time.ZoneId;
import org.poolwarden.console.view.Times;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.text.Durations;

/** One node as the pages show it. Texts are raw, and a page escapes them. Null is unknown. */
public record FleetNode(EntityRecord member) {

    /** The name. */
    public String name() {
        return member.text("node");
    }

    /** What came of the last question. */
    public String answer() {
        return member.text("answer");
    }

    /** Whether it has answered the last question. */
    public boolean answered() {
        return "ANSWERED".equals(answer());
    }

    /** How long ago it answered last, in words. Null if it never did. */
    public String age() {
        Long age = (Long) member.get("answerAgeSeconds");
        return age == null ? null : Durations.ofSeconds(age);
    }

    /** The version of its Poolwarden. */
    public String version() {
        return member.text("version");
    }

    /** When its last scan began, by its own clock and in this server's zone. */
    public String scanned() {
        Instant at = (Instant) member.get("lastScanTime");
        return at == null ? null : Times.day(at, ZoneId.systemDefault());
    }

    /** Whether its last scan is known not to have read everything. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(member.get("lastScanComplete"));
    }

    /** Its leases. */
    public Integer leases() {
        return count("leaseCount");
    }

    /** Those that are LEAKED. */
    public Integer leaked() {
        return count("leakedCount");
    }

    /** Those that are ZOMBIE. */
    public Integer zombie() {
        return count("zombieCount");
    }

    /** Those that are SUSPECT. */
    public Integer suspect() {
        return count("suspectCount");
    }

    /** Those whose verdict is not known. */
    public Integer unmatched() {
        return count("unmatchedCount");
    }

    /** Its kills that are not over. */
    public Integer running() {
        return count("runningKillCount");
    }

    private Integer count(String field) {
        return (Integer) member.get(field);
    }
}
