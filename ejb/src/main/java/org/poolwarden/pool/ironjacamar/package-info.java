/**
 * Reads IronJacamar's pools: which pools exist, what is checked out, and who borrowed it. The package reclaim takes
 * slots back, and the package internals has the access to private members.
 */
package org.poolwarden.pool.ironjacamar;
