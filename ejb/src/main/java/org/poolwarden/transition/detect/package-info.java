/**
 * Finds transitions by comparing what is in memory with what it was, and hands them to whoever listens. All of it is
 * for one thread, and asks no database. What a scan could not read proves nothing: it is told neither as a change nor
 * again when it can be read.
 */
package org.poolwarden.transition.detect;
