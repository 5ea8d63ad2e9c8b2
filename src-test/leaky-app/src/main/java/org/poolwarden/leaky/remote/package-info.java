/**
 * Threads that do, step by step, what a test tells them: borrow, work, stand still, end, in a request, a task or a
 * thread of their own. The test knows what each of them has done, and thereby what must have become of it.
 * Nothing closes what they were not told to close.
 */
package org.poolwarden.leaky.remote;
