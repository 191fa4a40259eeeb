package dev.longhand.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium that is installed already, without a window; what a reader of the page sees and does. */
final class Browser implements AutoCloseable {
    /** Longer than the dry run may measure for. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Roles of what can be used, in the browser's words. */
    private static final Set<String> CONTROLS =
            Set.of("button", "link", "textbox", "combobox", "spinbutton", "slider", "checkbox", "DisclosureTriangle");

    private final ChromeDriver driver;
    private final Path screenshots;

    /** Needs both programs; Selenium would otherwise download some. */
    static boolean isInstalled() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path profile, Path screenshots) {
        this.screenshots = screenshots;
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        var options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        driver = new ChromeDriver(service, options);
    }

    void open(String address) {
        driver.get(address);
        await(By.cssSelector(".view:not([aria-busy])"));
    }

    /** Forgets what was loaded before. */
    void forget() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** The view with this heading is drawn. */
    void awaitView(String title) {
        await(By.xpath("//section[not(@aria-busy)]/h1[.='" + title + "']"));
    }

    <T> T await(Function<? super WebDriver, T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    WebElement await(By what) {
        return await(now -> now.findElements(what).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    WebElement awaitText(String css, String part) {
        return await(now -> now.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(part))
                .findFirst()
                .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The control with this label. */
    WebElement field(String label) {
        var found = await(By.xpath("//label[normalize-space()='" + label + "']"));
        return driver.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
    }

    void press(String name) {
        await(By.xpath("//*[self::button or self::a or self::summary][normalize-space()='" + name + "']"))
                .click();
    }

    /** Where the keyboard is. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object script(String script) {
        return Objects.requireNonNull(driver.executeScript(script));
    }

    /** As small as a small phone. */
    void becomePhone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
    }

    /** All that can be used and has no name for those who do not see it. */
    List<JsonNode> nameless() {
        var tree = new JsonMapper()
                .<JsonNode>valueToTree(driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of()));
        return tree.get("nodes")
                .valueStream()
                .filter(node -> CONTROLS.contains(node.at("/role/value").asString("")))
                .filter(node -> node.at("/name/value").asString("").isBlank())
                .toList();
    }

    /** What the console got since the last time. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void photograph(String name) {
        try {
            Files.createDirectories(screenshots);
            Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
