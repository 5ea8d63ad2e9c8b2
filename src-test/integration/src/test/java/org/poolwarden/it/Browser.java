package org.poolwarden.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real Chromium without a screen, on a profile of its own. It reaches this machine only. */
final class Browser implements AutoCloseable {

    /** A page that has not come by then waits for something that it must not wait for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(boolean script) throws IOException {
        profile = Files.createTempDirectory("poolwarden-chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        if (!script) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        size(1280, 900);
    }

    static Browser open() throws IOException {
        return new Browser(true);
    }

    static Browser withoutScript() throws IOException {
        return new Browser(false);
    }

    /** Null if there is a browser; otherwise why the test is skipped. */
    static String missing() {
        List<String> missing = Stream.of("chromium", "chromedriver")
                .filter(name -> program(name).isEmpty())
                .toList();
        return missing.isEmpty()
                ? null
                : "skipped, for this machine has no " + String.join(" and no ", missing)
                        + ": install Debian's packages chromium and chromium-driver";
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** What a page has for itself, without the browser's own bars. Stays so until {@link #size} is wanted again. */
    void viewport(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As large as the window again. */
    void wholeWindow() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    void go(String path) {
        driver.get("http://127.0.0.1:" + Stage.httpPort() + "/poolwarden" + path);
    }

    /** Any address, such as another site's. */
    void visit(String address) {
        driver.get(address);
    }

    /** Done when a page is there: who goes on at once would break the sign-in off. */
    void signIn(String user) throws Exception {
        go("/");
        type("j_username", user);
        type("j_password", Stage.PASSWORD);
        click("main form button");
        Eventually.isTrue(user + " is signed in", () -> has("header nav"));
    }

    /** Types into the field of that name. */
    void type(String name, String text) {
        WebElement field = driver.findElement(By.name(name));
        field.clear();
        field.sendKeys(text);
    }

    void click(String css) {
        driver.findElement(By.cssSelector(css)).click();
    }

    /** Clicks the link or button with that text in it. */
    void clickOn(String text) {
        driver.findElement(By.xpath("//main//*[self::a or self::button][contains(normalize-space(.), '" + text + "')]"))
                .click();
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** What a reader sees of the first such element. */
    String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    /** What a reader sees of the page. */
    String page() {
        return text("body");
    }

    /** Waits until the page, which refreshes itself, shows that. */
    String await(String shown) throws Exception {
        return Eventually.get("'" + shown + "' on the page", this::pageNow, page -> page.contains(shown));
    }

    private String pageNow() {
        try {
            return page();
        } catch (WebDriverException replaced) {
            // By the next page: Selenium has several names for it, of which one is "unknown error".
            return "";
        }
    }

    String title() {
        return driver.getTitle();
    }

    String path() {
        return driver.getCurrentUrl().replaceFirst("^https?://[^/]+", "");
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** As the reader's system has it. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Types where the focus is. */
    void key(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /**
     * What axe finds at the page that is open, of impact serious or critical.
     *
     * @param rules the names of those to be tried; without any, all
     */
    List<String> barriers(String... rules) throws IOException {
        if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
            try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
                driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Object found = driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; const rules = arguments[0];"
                        + "axe.run(rules.length ? {runOnly: rules} : {}).then(result => done(result.violations"
                        + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
                        + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' '))),"
                        + " failed => done(['axe failed: ' + failed]));",
                Arrays.asList(rules));
        return ((List<?>) found).stream().map(Object::toString).toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
