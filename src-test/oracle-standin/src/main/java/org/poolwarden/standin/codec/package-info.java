/**
 * TTC: integers, texts and SQL values as the bytes that the two sides agreed on.
 * It depends on the field version and on nothing else of the session.
 * It does not know which calls exist or what they do.
 */
package org.poolwarden.standin.codec;
