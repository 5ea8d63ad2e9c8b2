package org.poolwarden.cli;

import java.util.List;

/** The operations that the CLI calls, with the open types of the EAR's MBean; listKills is left out on purpose. */
public interface FakeWardenMXBean {

    /** See {@link Warden#listPools}. */
    List<FakePool> listPools();

    /** See {@link Warden#listLeases}. */
    List<FakeLease> listLeases();

    /** See {@link Warden#listLeaks}. */
    List<FakeLease> listLeaks();

    /** See {@link Warden#preview}. */
    List<String> preview(long leaseId);

    /** See {@link Warden#kill}. */
    String kill(long leaseId, String reason);

    /** See {@link Warden#killState}. */
    FakeKill killState(String killId);

    /** See {@link Warden#kill}. */
    String killInMode(long leaseId, String modes, int escalateAfterSeconds, String reason);

    /** See {@link Warden#withdraw}. */
    FakeKill withdraw(String killId);

    /** See {@link Warden#killReport}. */
    List<String> killReport(String killId);

    /** See {@link Warden#previewBatch}. */
    List<String> previewBatch(String leaseIds, String pool, String deployment, String callSite, int most);

    /** See {@link Warden#killBatch}. */
    String killBatch(String leaseIds, String pool, String deployment, String callSite, int most, String reason);

    /** See {@link Warden#batchState}. */
    FakeBatch batchState(String batchId);

    /** See {@link Warden#stopBatch}. */
    FakeBatch stopBatch(String batchId);

    /** See {@link Warden#whoKilled}. */
    List<String> whoKilled(String database, String session);
}
