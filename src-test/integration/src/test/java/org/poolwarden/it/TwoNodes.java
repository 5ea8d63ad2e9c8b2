package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.poolwarden.standin.StandIn;

/** Two real nodes of a cluster, JGroups over TCP on loopback, and one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TwoNodes {

    final StandIn oracle = StandIn.demo(0);
    FleetNode one;
    FleetNode two;

    @BeforeAll
    final void boot() throws Exception {
        one = new FleetNode(1, wildfly(1));
        two = new FleetNode(2, wildfly(2));
        one.boot(oracle, 2, "none");
        two.boot(oracle, 2, Stage.OPERATOR);
        for (FleetNode node : new FleetNode[] {one, two}) {
            Eventually.get(
                    node.name() + " is answered by both",
                    () -> node.answerOf("node1") + " " + node.answerOf("node2"),
                    "ANSWERED ANSWERED"::equals);
        }
    }

    /** The unpacked server that a node is like. */
    Path wildfly(int node) {
        return Stage.layout().wildfly();
    }

    @AfterAll
    final void stop() throws Exception {
        try (oracle) {
            if (two != null) {
                two.close();
            }
            if (one != null) {
                one.close();
            }
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ModelNode result(Cli.Answer answer) {
        assertEquals(0, answer.exitCode(), answer.output());
        return ModelNode.fromString(answer.output()).get("result");
    }
}
