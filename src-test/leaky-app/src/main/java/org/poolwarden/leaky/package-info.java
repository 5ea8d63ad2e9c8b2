/**
 * Leaks: each class here borrows a connection in one named way and does not give it back.
 * The connections stay known by name, so that a test can return them or use them later.
 * Call sites in this package are what Poolwarden shows; web pages and honest work are elsewhere.
 */
package org.poolwarden.leaky;
