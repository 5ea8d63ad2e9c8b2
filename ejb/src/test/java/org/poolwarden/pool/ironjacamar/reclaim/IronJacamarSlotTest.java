package org.poolwarden.pool.ironjacamar.reclaim;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("A slot of a real IronJacamar pool")
class IronJacamarSlotTest {

    @Nested
    @DisplayName("of WildFly's own kind")
    final class OfADeque extends SlotScenarios {
        OfADeque() {
            super(Kind.DEQUE);
        }
    }

    @Nested
    @DisplayName("of the older kind")
    final class OfAList extends SlotScenarios {
        OfAList() {
            super(Kind.LIST);
        }
    }

    @Nested
    @DisplayName("of the kind that dumps leaks")
    final class OfALeakDumper extends SlotScenarios {
        OfALeakDumper() {
            super(Kind.LEAK_DUMPER);
        }
    }
}
