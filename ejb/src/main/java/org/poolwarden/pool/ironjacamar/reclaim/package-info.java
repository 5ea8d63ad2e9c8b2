/**
 * How a slot is taken back: fence, isolate, abort, evict, close. A permit is released exactly once, whatever the
 * application does meanwhile. No decision whether to kill is taken here.
 */
package org.poolwarden.pool.ironjacamar.reclaim;
