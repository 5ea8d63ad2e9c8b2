/**
 * What every endpoint answers with: a sentence and lines for a test, a refusal, or what an exception tells.
 * All other packages use it, and it uses none of them.
 * Nothing here borrows a connection.
 */
package org.poolwarden.leaky.answer;
