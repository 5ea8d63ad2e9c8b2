/**
 * What a case may rely on: the engine under test, the guard as one of its callers sees it, the sessions to act on, and
 * the users that are the same everywhere. Nothing here knows which database is behind it.
 */
package org.poolwarden.guardcontract.engine;
