package org.example.quartz;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import java.util.Properties;
import org.example.kit.FieldServlet;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Starts jobs; the workers of the scheduler are its own. */
@WebServlet("/quartz")
public final class QuartzServlet extends FieldServlet {

    private static final String THREADS = "3";

    private transient Scheduler scheduler;

    @Override
    public void init() throws ServletException {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "field");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", THREADS);
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        try {
            scheduler = new StdSchedulerFactory(settings).getScheduler();
            scheduler.start();
        } catch (SchedulerException e) {
            throw new ServletException(e);
        }
    }

    @Override
    public void destroy() {
        try {
            scheduler.shutdown();
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void serve(Call call) throws SchedulerException {
        JobDetail job = JobBuilder.newJob(ExportJob.class)
                .usingJobData("way", call.way().name())
                .usingJobData("row", call.row())
                .build();
        scheduler.scheduleJob(job, TriggerBuilder.newTrigger().startNow().build());
    }
}
