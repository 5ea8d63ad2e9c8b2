/** The last hours of each pool, as scans saw them: in memory, and bounded. */
package org.poolwarden.scan.timeline;
