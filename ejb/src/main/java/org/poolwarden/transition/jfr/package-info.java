/**
 * Transitions as events of Java Flight Recorder, so that a recording of last night's outage has them. A Java without it
 * has none of these classes loaded.
 */
package org.poolwarden.transition.jfr;
