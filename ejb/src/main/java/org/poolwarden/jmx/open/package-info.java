/**
 * Open MBeans from declared parts: types, tables, operations, and exceptions that a remote console can read. It knows
 * nothing of leases or kills. The JDK alone is used.
 */
package org.poolwarden.jmx.open;
