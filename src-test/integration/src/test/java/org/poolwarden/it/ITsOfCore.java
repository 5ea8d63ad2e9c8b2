package org.poolwarden.it;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that is neither in {@link ITsOfConsole} nor in {@link ITsOfField}. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({ITsOfConsole.CLASSES, ITsOfField.CLASSES})
class ITsOfCore {}
