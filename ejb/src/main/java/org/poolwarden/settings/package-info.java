/**
 * Every setting: its name, default, range, unit and meaning, and the values in force. A value that cannot be used is
 * reported and replaced by its default. Nobody else reads the configuration.
 */
package org.poolwarden.settings;
