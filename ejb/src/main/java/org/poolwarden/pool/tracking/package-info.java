/**
 * What is recorded of a checkout, in the thread that borrows. Its cost is a feature, so nothing here waits, locks or
 * throws into the application. It keeps nothing of a lease that was returned.
 */
package org.poolwarden.pool.tracking;
