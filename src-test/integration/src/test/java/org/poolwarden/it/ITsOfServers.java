package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Servers of other versions, a domain, a container, another user, a provisioned server: in the profiles for that. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfServers.CLASSES)
final class ITsOfServers {

    static final String CLASSES = ".*\\.(Container|Domain|DomainFleet|EveryServer|Fleet35|OtherUser|Provisioned)IT";

    private ITsOfServers() {}
}
