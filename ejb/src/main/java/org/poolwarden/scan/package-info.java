/**
 * Reads all pools and databases, joins them, and keeps the latest result for readers that must not wait. It also
 * knows which guard serves which database. It ends nothing.
 */
package org.poolwarden.scan;
