package org.poolwarden.it;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The other half: all that is not in {@link ITsOfConsole}. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns(ITsOfConsole.CLASSES)
class ITsOfCore {}
