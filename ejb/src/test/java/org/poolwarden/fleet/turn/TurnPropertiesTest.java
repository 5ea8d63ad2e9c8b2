package org.poolwarden.fleet.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeReply;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.kill.turn.KillTurns.Turn;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Nodes whose steps come in between each other's: while one node asks, others ask, begin and end, between any two of
 * its answers.
 */
class TurnPropertiesTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");
    private static final int DEPTH = 4;

    @Property(tries = 300)
    void neverMoreThanThreeAndEachHasItsTurn(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int nodes,
            @ForAll @IntRange(max = 12) int kills) {
        Cluster cluster = new Cluster(random, nodes);
        for (int i = 0; i < kills; i++) {
            cluster.add();
        }
        for (int step = 0; cluster.over < kills; step++) {
            assertTrue(step < 100_000, "in vain");
            cluster.step(0);
        }
        assertTrue(cluster.most <= KillTurns.IN_FLIGHT, () -> cluster.most + " at a time");
        assertEquals(Math.min(kills, 1), Math.min(cluster.most, 1));
    }

    private static final class Cluster {

        private final Random random;
        private final List<KillClaims> claims = new ArrayList<>();
        private final List<FleetKillTurns> turns = new ArrayList<>();
        private final List<Kill> waiting = new ArrayList<>();
        private final List<Turn> inProgress = new ArrayList<>();
        private int most;
        private int over;
        private int depth;

        Cluster(Random random, int nodes) {
            this.random = random;
            for (int node = 0; node < nodes; node++) {
                int self = node;
                KillClaims own = new KillClaims(() -> 0);
                claims.add(own);
                Fleet fleet = (Fleet) Proxy.newProxyInstance(
                        Fleet.class.getClassLoader(), new Class<?>[] {Fleet.class}, (proxy, method, given) -> {
                            assertEquals("callOthers", method.getName());
                            return replies(self, (JsonObject) given[1]);
                        });
                turns.add(new FleetKillTurns(own, () -> fleet, Duration.ZERO, () -> 0));
            }
        }

        void add() {
            waiting.add(new Kill(turns.get(random.nextInt(turns.size()))));
        }

        private Map<String, NodeReply> replies(int self, JsonObject with) {
            List<Integer> others = new ArrayList<>();
            for (int node = 0; node < claims.size(); node++) {
                if (node != self) {
                    others.add(node);
                }
            }
            Collections.shuffle(others, random);
            Map<String, NodeReply> replies = new HashMap<>();
            for (int node : others) {
                meanwhile();
                replies.put(
                        "node" + node,
                        new NodeReply(Outcome.ANSWERED, claims.get(node).tell(with)));
            }
            meanwhile();
            return replies;
        }

        private void meanwhile() {
            while (depth < DEPTH && random.nextInt(3) == 0) {
                step(depth);
            }
        }

        /** One of those that wait asks, or one that is in progress ends. */
        void step(int before) {
            List<Kill> idle = waiting.stream().filter(kill -> !kill.asks).toList();
            boolean ends = !inProgress.isEmpty() && (idle.isEmpty() || random.nextInt(4) == 0);
            if (ends) {
                inProgress.remove(random.nextInt(inProgress.size())).close();
                over++;
            } else if (!idle.isEmpty()) {
                depth = before + 1;
                ask(idle.get(random.nextInt(idle.size())));
                depth = before;
            }
        }

        private void ask(Kill kill) {
            kill.asks = true;
            if (kill.turn == null) {
                kill.turn = kill.node.claim(FREE);
            }
            boolean begins = kill.turn.obstacle() == null;
            kill.asks = false;
            if (begins) {
                waiting.remove(kill);
                inProgress.add(kill.turn);
                most = Math.max(most, inProgress.size());
            }
        }
    }

    private static final class Kill {

        private final FleetKillTurns node;
        private Turn turn;
        private boolean asks;

        private Kill(FleetKillTurns node) {
            this.node = node;
        }
    }
}
