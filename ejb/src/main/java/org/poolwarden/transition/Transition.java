package org.poolwarden.transition;

/** Something that has changed, told once. Immutable. */
public sealed interface Transition
        permits LeaseTransition, PoolTransition, OrphanTransition, GuardTransition, KillTransition, ScanTransition {}
