package org.poolwarden.leaky.remote;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Its container begins a transaction for each call and commits it afterwards. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class RemoteContainer {

    static final String NAME = "java:module/RemoteContainer";

    /** Runs the work in the transaction. */
    public void call(Runnable work) {
        work.run();
    }
}
