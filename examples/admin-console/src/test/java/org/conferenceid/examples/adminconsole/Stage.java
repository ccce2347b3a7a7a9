package org.conferenceid.examples.adminconsole;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.conferenceid.examples.support.UsageException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The example and a browser, one of each for all tests. A test asks for {@link Visits}, its own
 * windows, which are closed after it.
 */
final class Stage implements ParameterResolver, AfterEachCallback {
  /** Where Debian puts it; another one is given by the system property {@code browser}. */
  private static final String USUAL_BROWSER = "/usr/bin/chromium";

  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(Stage.class);

  /** The application of the example, as it runs. */
  record Example(ConfigurableApplicationContext application) {
    String address() {
      return "http://localhost:"
          + ((WebServerApplicationContext) application).getWebServer().getPort();
    }
  }

  /** Lives as long as the tests. */
  static final class Running implements AutoCloseable {
    private final Example example;
    private final Playwright playwright;
    private final Browser browser;

    Running() {
      try {
        example = start(Files.createTempDirectory("admin-console").resolve("ids.db"));
      } catch (IOException | UsageException e) {
        throw new IllegalStateException(e);
      }
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      PlaywrightAssertions.setDefaultAssertionTimeout(Visits.LONGEST_WAIT);
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Path.of(System.getProperty("browser", USUAL_BROWSER)))
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-dev-shm-usage",
                              "--disable-background-networking")));
    }

    Browser browser() {
      return browser;
    }

    Example example() {
      return example;
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
      example.application().close();
    }
  }

  /** The example with IDs in a file. */
  static Example start(Path ids) throws UsageException {
    return new Example(
        AdminConsole.start(Options.parse("--port", "0", "--jdbc", "jdbc:sqlite:" + ids)));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Visits.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Running running =
        test.getRoot()
            .getStore(OWN)
            .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    Visits visits = new Visits(running.browser(), running.example());
    test.getStore(OWN).put(Visits.class, visits);
    return visits;
  }

  /** Whatever a browser complained about fails the test. */
  @Override
  public void afterEach(ExtensionContext test) {
    Visits visits = test.getStore(OWN).remove(Visits.class, Visits.class);
    if (visits != null) {
      visits.end(test.getExecutionException().isPresent());
    }
  }
}
