package org.poolwarden.transition;

import org.poolwarden.leak.ClassifiedSession;

/** A session is an ORPHAN. */
public record OrphanTransition(ClassifiedSession orphan) implements Transition {}
