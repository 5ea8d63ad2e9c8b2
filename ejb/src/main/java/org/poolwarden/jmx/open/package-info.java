/**
 * The contract as open MBeans: its entities as types and tables, its operations, and exceptions that a remote console
 * can read. It knows nothing of leases or kills.
 */
package org.poolwarden.jmx.open;
