/**
 * Where a connection was borrowed: the whole chain of frames at the checkout, which of them are the application's own,
 * and which of those is the place to name. What is read is text; it keeps no class alive.
 */
package org.poolwarden.pool.site;
