/**
 * Whose invocation borrowed, and whether it is over, as the server itself keeps account of it. Nothing is put into a
 * thread that keeps us alive, and nothing of a request or a deployment is held but weakly or as text. Where the server
 * keeps no such account, the answer is UNKNOWN.
 */
package org.poolwarden.pool.invocation;
