package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Judging one pool by the MBean")
class JudgePoolTest {

    private static final String STRING = String.class.getName();

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWarden warden = new FakeWarden();

    @Test
    @DisplayName("takes the least age unless another is given, is taken back by DEFAULT, and tells what was not read")
    void judges() throws JMException {
        ObjectName name = new ObjectName(WardenJmx.NAME);
        server.registerMBean(WardenJmx.of(new ManagementContext(warden, new FakeFleet(), "1.0")), name);

        assertEquals(
                "The leases of java:/A are judged from an age of 1 s on until 2026-11-20T11:00:00Z. "
                        + FakeWarden.PROBLEM,
                judge(name, ""));
        assertEquals(
                "The leases of java:/A are judged as those of the other pools. " + FakeWarden.PROBLEM,
                judge(name, " default "));
        assertEquals(List.of("java:/A=PT1S", "java:/A=null"), warden.tuned);
    }

    private Object judge(ObjectName name, String age) throws JMException {
        return server.invoke(name, "judgePool", new Object[] {"java:/A", age}, new String[] {STRING, STRING});
    }
}
