/**
 * What a kill would do, rule by rule. It asks the guard and touches nothing. It guarantees nothing for a later moment.
 */
package org.poolwarden.kill.preview;
