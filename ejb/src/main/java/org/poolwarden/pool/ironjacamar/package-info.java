/**
 * IronJacamar's pools, read: which there are, what is checked out, who borrowed it. Taking a slot back lives in
 * reclaim; access to private members lives in internals.
 */
package org.poolwarden.pool.ironjacamar;
