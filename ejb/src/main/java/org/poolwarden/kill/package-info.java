/**
 * Ends a session: takes a request, queues it for its database, and runs its steps in an order that is the whole
 * point. Following the end is the task of monitor. Nobody here waits for a database on a thread of the caller.
 */
package org.poolwarden.kill;
