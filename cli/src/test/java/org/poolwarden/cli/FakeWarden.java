package org.poolwarden.cli;

import java.util.List;

/** Answers as the EAR's MBean does; lease 666 is refused, kill "lost" is forgotten at once. */
final class FakeWarden implements FakeWardenMXBean {

    @Override
    public List<FakePool> listPools() {
        return List.of(new FakePool());
    }

    @Override
    public List<FakeLease> listLeases() {
        return List.of(new FakeLease(7), new FakeLease(8));
    }

    @Override
    public List<FakeLease> listLeaks() {
        return List.of();
    }

    @Override
    public List<String> preview(long leaseId) {
        return List.of("DENIED", "lease " + leaseId + " is in use");
    }

    @Override
    public String kill(long leaseId, String reason) {
        if (leaseId == 666) {
            throw new IllegalStateException("PWARDEN0042: no lease 666");
        }
        return reason;
    }

    @Override
    public FakeKill killState(String killId) {
        if (killId.equals("lost")) {
            throw new IllegalStateException("PWARDEN0043: no kill lost");
        }
        return new FakeKill(killId);
    }
}
