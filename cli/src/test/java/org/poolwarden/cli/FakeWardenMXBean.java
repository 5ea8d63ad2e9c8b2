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
}
