package org.poolwarden.it.soak;

/** A step went otherwise than the scene has it. While nothing is wrong with the world, that is a fault. */
final class Unplanned extends Exception {

    private static final long serialVersionUID = 1L;

    Unplanned(String message) {
        super(message);
    }
}
