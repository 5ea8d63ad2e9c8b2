package org.poolwarden.pool.site;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/** Runs work in code that the server would call a deployment's: in a class of a class loader that is named so. */
public final class Application {

    private final Class<?> code;

    /** @param name as in {@code shop.war} */
    public Application(String name) throws ClassNotFoundException {
        URL classes = Application.class.getProtectionDomain().getCodeSource().getLocation();
        code = new Loader("deployment." + name, classes).loadClass(Code.class.getName());
    }

    public ClassLoader loader() {
        return code.getClassLoader();
    }

    /** In one method of its. */
    public void order(Callable<?> work) throws Exception {
        code.getMethod("order", Callable.class).invoke(null, work);
    }

    /** In another one. */
    public void export(Callable<?> work) throws Exception {
        code.getMethod("export", Callable.class).invoke(null, work);
    }

    private static final class Loader extends URLClassLoader {

        Loader(String name, URL classes) {
            super(name, new URL[] {classes}, Application.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Code.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    /** The application's. */
    public static final class Code {

        private Code() {}

        /** Does it. */
        public static void order(Callable<?> work) throws Exception {
            work.call();
        }

        /** Does it, too. */
        public static void export(Callable<?> work) throws Exception {
            work.call();
        }
    }
}
