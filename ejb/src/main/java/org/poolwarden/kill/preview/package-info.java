/**
 * What a kill would meet, rule by rule. It asks the guard and touches nothing. It proves nothing about the moment
 * after.
 */
package org.poolwarden.kill.preview;
