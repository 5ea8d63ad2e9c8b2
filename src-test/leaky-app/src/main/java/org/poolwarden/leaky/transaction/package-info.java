/**
 * JTA transactions that stand still, time out, or span two pools.
 * A test lets them go on, or kills a session or the server meanwhile.
 * Leaked connections are in the package above.
 */
package org.poolwarden.leaky.transaction;
