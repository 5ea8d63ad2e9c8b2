/**
 * Where Poolwarden's threads come from: made, named, started and awaited in one place. A leaf: every room may call it.
 * What a thread does belongs into the room that starts it.
 */
package org.poolwarden.threads;
