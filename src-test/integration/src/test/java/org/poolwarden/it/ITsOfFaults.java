package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What breaks something on purpose, on a server of its own. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfFaults.CLASSES)
final class ITsOfFaults {

    static final String CLASSES = ".*\\.(Kill)?FaultsIT";

    private ITsOfFaults() {}
}
