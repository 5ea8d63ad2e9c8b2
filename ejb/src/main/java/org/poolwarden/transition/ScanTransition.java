package org.poolwarden.transition;

import org.poolwarden.scan.Scan;

/** A scan is through. Of several within a second the last is told. */
public record ScanTransition(Scan scan) implements Transition {}
