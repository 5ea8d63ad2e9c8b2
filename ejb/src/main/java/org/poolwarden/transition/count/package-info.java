/**
 * Transitions as numbers that only grow, for monitoring: counters and histograms since Poolwarden was deployed. Plain
 * Java, so that no library of metrics is loaded beside the core; who shows them knows the format.
 */
package org.poolwarden.transition.count;
