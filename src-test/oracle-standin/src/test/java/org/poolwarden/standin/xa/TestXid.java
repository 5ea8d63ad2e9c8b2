package org.poolwarden.standin.xa;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** As a transaction manager would make it. */
record TestXid(int format, String global, String branch) implements Xid {

    TestXid(String global, String branch) {
        this(0x20005, global, branch);
    }

    /** One that is used nowhere else in its test. */
    static TestXid of(String global) {
        return new TestXid(global, "branch");
    }

    @Override
    public int getFormatId() {
        return format;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return global.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.getBytes(StandardCharsets.US_ASCII);
    }

    static TestXid copyOf(Xid xid) {
        return new TestXid(
                xid.getFormatId(),
                new String(xid.getGlobalTransactionId(), StandardCharsets.US_ASCII),
                new String(xid.getBranchQualifier(), StandardCharsets.US_ASCII));
    }
}
