package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What takes several nodes long; {@link FleetIT} is in {@link ITsOfConsole}. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfFleet.CLASSES)
final class ITsOfFleet {

    static final String CLASSES = ".*\\.Fleet(Orphans|Sharing|Trouble|Versions)IT";

    private ITsOfFleet() {}
}
