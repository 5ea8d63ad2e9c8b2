package org.poolwarden.it;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All that is not in {@link ITsOfConsole}, {@link ITsOfFaults}, {@link ITsOfField}, {@link ITsOfFleet},
 * {@link ITsOfServers} or {@link ITsOfSoak}.
 */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({
    ITsOfConsole.CLASSES,
    ITsOfFaults.CLASSES,
    ITsOfField.CLASSES,
    ITsOfFleet.CLASSES,
    ITsOfServers.CLASSES,
    ITsOfSoak.CLASSES
})
class ITsOfCore {}
