/**
 * Ends a session: accepts a request, queues it for its database, and runs its steps in a fixed order. The package
 * monitor follows the end. Nothing here waits for a database on a thread of the caller.
 */
package org.poolwarden.kill;
