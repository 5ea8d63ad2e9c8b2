package org.poolwarden.fleet;

import java.time.Instant;
import java.util.List;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;

/** Questions, and what nodes of tests tell. */
final class FleetSamples {

    static final FleetQuestion POOLS = new FleetQuestion("listPools", Entity.FLEET_POOL);

    private FleetSamples() {}

    static Responder.Answer pools(String... names) {
        return () -> list(names);
    }

    static RecordList list(String... names) {
        List<EntityRecord> records =
                List.of(names).stream().map(FleetSamples::pool).toList();
        return RecordList.of("whoever", true, Instant.EPOCH, List.of(), records);
    }

    static EntityRecord problem(String subject) {
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", "PWARDEN0201")
                .set("subject", subject)
                .set("text", "It is silent.")
                .set("action", null)
                .build();
    }

    static EntityRecord pool(String name) {
        return EntityRecord.of(Entity.POOL)
                .set("pool", name)
                .set("kind", "LOCAL")
                .set("maxPoolSize", 20)
                .set("inUse", 3)
                .set("available", 17)
                .set("waitingThreads", null)
                .build();
    }

    static String code(NodeAnswer answer) {
        return answer.trouble().get(0).code();
    }

    static String words(List<NodeAnswer> answers) {
        return String.join(
                ", ",
                answers.stream()
                        .map(answer -> answer.node() + " " + answer.outcome()
                                + (answer.told() == null
                                        ? ""
                                        : " " + answer.told().items().size()))
                        .toList());
    }
}
