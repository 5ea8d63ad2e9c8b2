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

    @Override
    public String killInMode(long leaseId, String modes, int escalateAfterSeconds, String reason) {
        return leaseId + " " + modes + " " + escalateAfterSeconds + " " + reason;
    }

    @Override
    public FakeKill withdraw(String killId) {
        return new FakeKill(killId);
    }

    @Override
    public List<String> killReport(String killId) {
        return List.of("report of " + killId);
    }

    @Override
    public List<String> previewBatch(String leaseIds, String pool, String deployment, String callSite, int most) {
        return List.of("ALLOWED", leaseIds + " " + pool + " " + deployment + " " + callSite + " " + most);
    }

    @Override
    public String killBatch(String leaseIds, String pool, String deployment, String callSite, int most, String reason) {
        return leaseIds + " " + pool + " " + deployment + " " + callSite + " " + most + " " + reason;
    }

    @Override
    public FakeBatch batchState(String batchId) {
        return new FakeBatch(batchId);
    }

    @Override
    public FakeBatch stopBatch(String batchId) {
        return new FakeBatch(batchId);
    }

    @Override
    public List<String> whoKilled(String database, String session) {
        return List.of(database + " " + session);
    }
}
