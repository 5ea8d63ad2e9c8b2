/**
 * How a slot is taken back: fence, isolate, abort, evict, close. A permit is released exactly once, whatever the
 * application does meanwhile. Nothing here decides whether to kill.
 */
package org.poolwarden.pool.ironjacamar.reclaim;
